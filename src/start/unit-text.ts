import { has } from "../nanomq/behaviour.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { MAX_UINT64 } from "./width.ts";

/** The number at the start of a text as C's scanf reads it, and the text behind it. */
export interface LeadingNumber {
  readonly value: bigint;
  readonly rest: string;
}

const LEADING = /^[ \t\n\v\f\r]*([+-]?)(\d+)/;

/** Too large saturates, a minus sign wraps around. */
export function leadingNumber(text: string): LeadingNumber | undefined {
  const found = LEADING.exec(text);
  if (found === null) return undefined;
  const [whole, sign, digits = ""] = found;
  const magnitude = BigInt(digits.slice(0, 400));
  const rest = text.slice(whole.length);
  if (magnitude > MAX_UINT64) return { value: MAX_UINT64, rest };
  return { value: sign === "-" ? BigInt.asUintN(64, -magnitude) : magnitude, rest };
}

const SECONDS: Readonly<Record<string, bigint>> = { s: 1n, m: 60n, h: 3600n, d: 86400n };

/** Seconds of "20s"; undefined where NanoMQ reads nothing. Only one letter counts: "500ms" is 500 minutes. */
export function secondsOf(text: string, version: NanomqVersion): bigint | undefined {
  const modern = has(version, "strict-units");
  if (modern && text.includes("-")) return undefined;
  const number = leadingNumber(text);
  const letter = number?.rest[0];
  if (number === undefined || letter === undefined || (letter === "d" && !modern)) return undefined;
  const factor = SECONDS[letter];
  return factor === undefined ? undefined : BigInt.asUintN(64, number.value * factor);
}

/** Milliseconds of "300ms", "3s" or "300" (0.24.9 and later). */
export function millisecondsOf(text: string): bigint | undefined {
  const number = text.includes("-") ? undefined : leadingNumber(text);
  if (number === undefined) return undefined;
  const unit = number.rest.trimStart().slice(0, 2).split(/\s/)[0] ?? "";
  if (unit === "" || unit === "ms") return number.value;
  const factor = SECONDS[unit[0] ?? ""];
  return factor === undefined ? undefined : BigInt.asUintN(64, number.value * factor * 1000n);
}

const BYTES: Readonly<Record<string, bigint>> = { kb: 1n << 10n, mb: 1n << 20n, gb: 1n << 30n };
const SHORT_BYTES: Readonly<Record<string, bigint>> = { k: 1n << 10n, m: 1n << 20n, g: 1n << 30n, b: 1n };

/** The unit text of a size: what stands up to the next white space behind the number. */
export function sizeUnitOf(text: string): string {
  return leadingNumber(text)?.rest.trimStart().split(/\s/)[0] ?? "";
}

/** Bytes of "4KB"; undefined where NanoMQ refuses the text and keeps what it has. */
export function bytesOf(text: string, version: NanomqVersion): bigint | undefined {
  const modern = has(version, "strict-units");
  if (modern && text.includes("-")) return undefined;
  const number = leadingNumber(text);
  if (number === undefined) return undefined;
  const unit = sizeUnitOf(text).toLowerCase();
  if (unit === "") {
    if (modern) return has(version, "bare-size-in-quotes") ? number.value : undefined;
    return number.value === 0n ? undefined : number.value;
  }
  const factor = BYTES[unit] ?? (modern ? SHORT_BYTES[unit] : undefined);
  return factor === undefined ? undefined : BigInt.asUintN(64, number.value * factor);
}
