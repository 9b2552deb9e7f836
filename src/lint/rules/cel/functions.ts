// Functions a condition may call besides CEL's own. All pure: what they need comes in as arguments.
import { isSince, parseVersion } from "../../../nanomq/version.ts";
import type { Answer } from "./runtime.ts";
import type { Value } from "./value.ts";

/** A section has no text; one with a key called toString would not even have JavaScript's. */
function scalarText(value: Value | undefined): string {
  return typeof value === "object" && value !== null ? "" : String(value);
}

/** `signature` is what the type checker is told; `run` gives no answer for arguments of other types. */
export interface CelFunction {
  readonly signature: string;
  readonly run: (...args: readonly Value[]) => Answer;
}

/** Seconds for a reader: "90 s", "1.5 s", "2 min", "1 h"; never rounded below a millisecond. */
export function humanSeconds(seconds: number): string {
  const units = [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
  ] as const;
  for (const [size, unit] of units) {
    if (seconds >= 2 * size && seconds % size === 0) return `${seconds / size} ${unit}`;
  }
  return `${Number(seconds.toFixed(3))} s`;
}

/** Bytes for a reader: "10 MB", "1000 B" (NanoMQ counts in steps of 1024). */
function humanBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let step = 0;
  let size = bytes;
  while (size >= 1024 && step < units.length - 1) {
    size /= 1024;
    step += 1;
  }
  return `${Number(size.toFixed(1))} ${units[step]}`;
}

/** Port of "0.0.0.0:1883/mqtt"; -1 where there is none. */
function portOf(bind: string): number {
  const found = /:(\d{1,5})(?:\/.*)?$/.exec(bind);
  return found === null ? -1 : Number(found[1]);
}

function hostOf(bind: string): string {
  const address = bind.replace(/^[a-z+-]*:\/\//, "").replace(/\/.*$/, "");
  return address.replace(/:\d*$/, "").replace(/^\[|\]$/g, "");
}

/** False only where other machines cannot reach the address. */
function isReachable(bind: string): boolean {
  return !/^(127\.|::1$|localhost$)/.test(hostOf(bind));
}

/** True where some topic matches both filters (MQTT 3.1.1 section 4.7). */
function topicsOverlap(left: string, right: string): boolean {
  const [first, second] = [left.split("/"), right.split("/")];
  for (let at = 0; ; at += 1) {
    const [a, b] = [first[at], second[at]];
    if (a === undefined && b === undefined) return true;
    if (a === "#" || b === "#") return true;
    if (a === undefined || b === undefined) return false;
    if (a !== "+" && b !== "+" && a !== b) return false;
  }
}

const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** What was meant by a retry interval NanoMQ cannot read, in the whole seconds it can; 3 s where nobody can tell. */
function secondsMeant(written: Value | undefined): number {
  const found = /^\s*-?(\d+(?:\.\d+)?)\s*([a-z]*)/.exec(scalarText(written).toLowerCase());
  const seconds = Number(found?.[1] ?? 0) * (unitSeconds[found?.[2] ?? ""] ?? 1);
  return seconds > 0 && seconds < 86_400 ? Math.max(1, Math.floor(seconds)) : 3;
}

const unitBytes: Readonly<Record<string, number>> = { kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 };

/** Bytes of a size as written ("1MB", 1024), before NanoMQ stores them in 32 bits; -1 where it is no size. */
function bytesWritten(written: Value | undefined): number {
  const found = /^(\d+)(kb|mb|gb)?$/.exec(scalarText(written).toLowerCase());
  return found === null ? -1 : Number(found[1]) * (unitBytes[found[2] ?? ""] ?? 1);
}

function kindOf(value: Value | undefined): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "object" : typeof value;
}

function isText(value: Value): value is string {
  return typeof value === "string";
}

function isNumber(value: Value): value is number {
  return typeof value === "number";
}

type Run = CelFunction["run"];

const ofText = (make: (text: string) => Value): Run => {
  return (text = null) => (isText(text) ? make(text) : undefined);
};
const ofTexts = (make: (left: string, right: string) => Value): Run => {
  return (left = null, right = null) => (isText(left) && isText(right) ? make(left, right) : undefined);
};
const ofNumber = (make: (value: number) => Value): Run => {
  return (value = null) => (isNumber(value) ? make(value) : undefined);
};
const ofNumbers = (make: (left: number, right: number) => Value): Run => {
  return (left = null, right = null) => (isNumber(left) && isNumber(right) ? make(left, right) : undefined);
};

function isSinceRelease(version: string, release: string): boolean {
  const asked = parseVersion(version);
  return asked !== undefined && isSince(asked, release);
}

function countOf(holder: Value | undefined): Answer {
  if (typeof holder === "string") return [...holder].length;
  if (Array.isArray(holder)) return holder.length;
  return typeof holder === "object" && holder !== null ? Object.keys(holder).length : undefined;
}

function joined(parts: Value | undefined): Answer {
  if (Array.isArray(parts)) return parts.map(scalarText).join(", ");
  return typeof parts === "string" ? parts : undefined;
}

export const functions: Readonly<Record<string, CelFunction>> = {
  since: { signature: "since(string, string): bool", run: ofTexts(isSinceRelease) },
  duration: { signature: "duration(double): string", run: ofNumber(humanSeconds) },
  seconds_meant: { signature: "seconds_meant(dyn): double", run: secondsMeant },
  bytes_written: { signature: "bytes_written(dyn): double", run: bytesWritten },
  show: { signature: "show(dyn): string", run: (value) => JSON.stringify(value ?? null) },
  bytes: { signature: "bytes(double): string", run: ofNumber(humanBytes) },
  kind: { signature: "kind(dyn): string", run: kindOf },
  count: { signature: "count(dyn): double", run: countOf },
  join: { signature: "join(list<dyn>): string", run: joined },
  port: { signature: "port(string): double", run: ofText(portOf) },
  host: { signature: "host(string): string", run: ofText(hostOf) },
  reachable: { signature: "reachable(string): bool", run: ofText(isReachable) },
  overlap: { signature: "overlap(string, string): bool", run: ofTexts(topicsOverlap) },
  floor: { signature: "floor(double): double", run: ofNumber(Math.floor) },
  least: { signature: "least(double, double): double", run: ofNumbers(Math.min) },
  most: { signature: "most(double, double): double", run: ofNumbers(Math.max) },
  lower: { signature: "lower(string): string", run: ofText((text) => text.toLowerCase()) },
};

/** Calls a function by name; compiled conditions name only functions that exist. */
export function call(name: string, ...parts: readonly Answer[]): Answer {
  const values = parts.filter((part) => part !== undefined);
  return values.length === parts.length ? functions[name]?.run(...values) : undefined;
}
