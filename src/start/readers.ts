import type { Reader, Store, SurfaceKey } from "../generated/surface.ts";
import { has } from "../nanomq/behaviour.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { TreeNode } from "../text/conf/tree.ts";
import { atVersion, defaultOf } from "./keys.ts";
import { bytesOf, leadingNumber, millisecondsOf, secondsOf } from "./unit-text.ts";
import { type Effect, type MisreadReason, type TypeName, used, type Value } from "./value.ts";
import { sizeOfNumber, storeInteger, storeNumber } from "./width.ts";

/** What a reader makes of a node; without `value` the setting stays as it is. */
export interface ReadResult {
  readonly value?: Value;
  readonly effect: Effect;
}

type ReadNode = (node: TreeNode, key: SurfaceKey, version: NanomqVersion) => ReadResult;

function wrongType(node: TreeNode, expected: TypeName): ReadResult {
  return { effect: { kind: "ignored", reason: "wrong-type", expected, found: node.kind } };
}

function misread(reason: MisreadReason, written: string | number, value: Value): ReadResult {
  return { value, effect: { kind: "misread", reason, written: String(written), value } };
}

function storeOf(key: SurfaceKey, version: NanomqVersion): Store {
  return atVersion(key.stores, version) ?? "uint32";
}

const readNumber: ReadNode = (node, key, version) => {
  if (node.kind !== "number") return wrongType(node, "number");
  const written = node.value;
  if (!(written > 0)) {
    const kept = defaultOf(key, version);
    // 0 asks for what the broker works out by itself, and gets it.
    const harmless = written === 0 && (kept === 0 || typeof kept === "string");
    return { effect: harmless ? used : { kind: "ignored", reason: "not-positive", written } };
  }
  const store = storeOf(key, version);
  const value = storeNumber(written, store);
  if (store === "float" || value === written) return { value, effect: used };
  return misread(value === Math.trunc(written) ? "truncated" : "overflow", written, value);
};

const readFlag: ReadNode = (node) =>
  node.kind === "boolean" ? { value: node.value, effect: used } : wrongType(node, "boolean");

const readText: ReadNode = (node) =>
  node.kind === "string" ? { value: node.value, effect: used } : wrongType(node, "string");

const readAddress: ReadNode = (node, key) =>
  node.kind === "string"
    ? { value: `${key.prefix ?? ""}${node.value}`, effect: used }
    : wrongType(node, "string");

/** Words people write for the letter that NanoMQ looks at: "20sec" is 20 s, as meant. */
const LONG_UNIT = /^(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)\s*$/;

function timeReason(text: string): MisreadReason {
  const number = leadingNumber(text);
  if (number === undefined) return "not-a-time";
  if (text.includes("-")) return "negative";
  const rest = number.rest.trim();
  if (rest === "") return "no-unit";
  return /^\.\d/.test(rest) ? "fraction" : "unknown-unit";
}

/** Why the seconds NanoMQ gets out of a text are not those of its author; undefined where they are. */
function secondsReason(text: string, exact: bigint, stored: number): MisreadReason | undefined {
  if (text.includes("-")) return "negative";
  if (BigInt(stored) !== exact) return "overflow";
  const unit = leadingNumber(text)?.rest ?? "";
  if (/^ms\s*$/.test(unit)) return "first-letter";
  return LONG_UNIT.test(unit) ? undefined : "trailing-text";
}

const readSeconds: ReadNode = (node, key, version) => {
  if (node.kind !== "string") return wrongType(node, "string");
  const seconds = secondsOf(node.value, version);
  if (seconds === undefined) return misread(timeReason(node.value), node.value, 0);
  const value = storeInteger(seconds, storeOf(key, version));
  const reason = secondsReason(node.value, seconds, value);
  return reason === undefined ? { value, effect: used } : misread(reason, node.value, value);
};

/** The times of the HTTP authentication: a text that is no time leaves the setting alone. */
const readKeptSeconds: ReadNode = (node, key, version) => {
  if (node.kind === "string" && secondsOf(node.value, version) === undefined)
    return { effect: { kind: "ignored", reason: "unreadable", unit: "s" } };
  return readSeconds(node, key, version);
};

/** Longest acknowledgement delay QUIC allows, in ms. */
const MAX_ACK_DELAY_MS = 16000n;

/**
 * Up to 0.24.8 seconds were read, and their number taken for milliseconds: "300ms" became 18000 ms, "2m" 120 ms. A number
 * with an s is the one way to say how many milliseconds, so it is taken for what is meant.
 */
const readSecondsForMilliseconds: ReadNode = (node, key, version) => {
  const result = readSeconds(node, key, version);
  const { value, effect } = result;
  const isNumber = effect.kind === "used" || (effect.kind === "misread" && effect.reason === "first-letter");
  if (node.kind !== "string" || value === undefined || value === 0 || !isNumber) return result;
  if (/^\d+s$/.test(node.value)) return result;
  return misread("seconds-for-milliseconds", node.value, value);
};

const readMilliseconds: ReadNode = (node, key, version) => {
  if (!has(version, "milliseconds-read")) return readSecondsForMilliseconds(node, key, version);
  if (node.kind !== "string") return wrongType(node, "string");
  const ms = millisecondsOf(node.value);
  if (ms === undefined) return misread(timeReason(node.value), node.value, 0);
  if (key.path.endsWith("quic_max_ack_delay_ms") && ms > MAX_ACK_DELAY_MS)
    return misread("capped", node.value, Number(MAX_ACK_DELAY_MS));
  const value = storeInteger(ms, storeOf(key, version));
  return BigInt(value) === ms ? { value, effect: used } : misread("overflow", node.value, value);
};

function sizeResult(bytes: bigint, written: string | number, store: Store): ReadResult {
  const value = storeInteger(bytes, store);
  if (String(written).trim().startsWith("-")) return misread("negative", written, value);
  if (typeof written === "number" && !Number.isInteger(written)) return misread("truncated", written, value);
  return BigInt(value) === bytes || bytes > BigInt(Number.MAX_SAFE_INTEGER)
    ? { value, effect: used }
    : misread("overflow", written, value);
}

const readSize: ReadNode = (node, key, version) => {
  const store = storeOf(key, version);
  if (node.kind === "number") {
    if (node.value === 0) return { effect: { kind: "ignored", reason: "not-positive", written: 0 } };
    return sizeResult(sizeOfNumber(node.value), node.value, store);
  }
  if (node.kind !== "string") return wrongType(node, "string");
  const bytes = bytesOf(node.value, version);
  if (bytes === undefined) return { effect: { kind: "ignored", reason: "unreadable", unit: "B" } };
  return sizeResult(bytes, node.value, store);
};

const readWord: ReadNode = (node, key) => {
  if (node.kind !== "string") return wrongType(node, "string");
  const words = key.words ?? [];
  const written = key.anyCase === true ? node.value.toLowerCase() : node.value;
  if (words.includes(written)) return { value: written, effect: used };
  return { effect: { kind: "ignored", reason: "unknown-word", words } };
};

const readChoice: ReadNode = (node, key) => {
  if (node.kind !== "number") return wrongType(node, "number");
  const words = key.words ?? [];
  if (words.includes(node.value)) return { value: node.value, effect: used };
  return { effect: { kind: "ignored", reason: "unknown-word", words } };
};

/** Readers of single values; sections and lists are read by the functions of their section. */
const readers: Partial<Record<Reader, ReadNode>> = {
  number: readNumber,
  flag: readFlag,
  text: readText,
  address: readAddress,
  seconds: readSeconds,
  "kept-seconds": readKeptSeconds,
  milliseconds: readMilliseconds,
  size: readSize,
  word: readWord,
  choice: readChoice,
};

/** Reads a node as NanoMQ reads this key; undefined where the key is no single value. */
export function readScalar(node: TreeNode, key: SurfaceKey, version: NanomqVersion): ReadResult | undefined {
  return readers[key.reader]?.(node, key, version);
}
