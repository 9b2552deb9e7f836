import type { ReloadValues } from "../../preflight/observed.ts";
import { changeReloadValues, readReloadValues } from "./client.ts";
import type { ApiFailure } from "./failure.ts";
import type { ApiTarget } from "./request.ts";

/** One value on the running broker, by its name in `/reload`. */
export interface HotValue {
  readonly name: string;
  readonly before: number | boolean;
  readonly after: number | boolean;
}

/** Why a change did not hold: a request failed, or the broker runs with something else afterwards. */
export type NotHeld =
  | { readonly kind: "failure"; readonly failure: ApiFailure }
  | { readonly kind: "not-taken"; readonly names: readonly string[] };

export type HotChange =
  /** Nothing differed, nothing was sent. */
  | { readonly outcome: "same" }
  | { readonly outcome: "changed"; readonly values: readonly HotValue[] }
  /** Nothing was sent. */
  | { readonly outcome: "unread"; readonly failure: ApiFailure }
  /** The broker has no such values to change. */
  | { readonly outcome: "unknown-names"; readonly names: readonly string[] }
  /** The old values run again, as read back. */
  | { readonly outcome: "put-back"; readonly values: readonly HotValue[]; readonly why: NotHeld }
  /** Nobody knows what runs: the old values could not be put back. */
  | { readonly outcome: "left"; readonly values: readonly HotValue[]; readonly why: NotHeld };

/** The broker holds the multiplier in single precision. */
function isSame(left: number | boolean | undefined, right: number | boolean): boolean {
  if (typeof left === "number" && typeof right === "number") return Math.fround(left) === Math.fround(right);
  return left === right;
}

/** Undefined where every value runs as wanted. */
async function notHeld(target: ApiTarget, wanted: ReloadValues): Promise<NotHeld | undefined> {
  const read = await readReloadValues(target);
  if (!read.ok) return { kind: "failure", failure: read.failure };
  const names = Object.entries(wanted).flatMap(([name, value]) =>
    isSame(read.value[name], value) ? [] : [name],
  );
  return names.length === 0 ? undefined : { kind: "not-taken", names };
}

/** Sends the values and reads them back; a request without an answer may have worked all the same. */
async function set(target: ApiTarget, wanted: ReloadValues): Promise<NotHeld | undefined> {
  const sent = await changeReloadValues(target, wanted);
  const held = await notHeld(target, wanted);
  if (held === undefined || sent.ok) return held;
  return { kind: "failure", failure: sent.failure };
}

/**
 * Changes what a broker runs with by `POST /reload`, reads it back, and puts the old values back where that fails.
 * NanoMQ stores what comes without any check, so `wanted` has to be right.
 */
export async function changeHot(target: ApiTarget, wanted: ReloadValues): Promise<HotChange> {
  const before = await readReloadValues(target);
  if (!before.ok) return { outcome: "unread", failure: before.failure };
  const unknown = Object.keys(wanted).filter((name) => before.value[name] === undefined);
  if (unknown.length > 0) return { outcome: "unknown-names", names: unknown };
  const values = Object.entries(wanted).flatMap(([name, after]) => {
    const old = before.value[name];
    return old === undefined || isSame(old, after) ? [] : [{ name, before: old, after }];
  });
  if (values.length === 0) return { outcome: "same" };
  const why = await set(target, Object.fromEntries(values.map(({ name, after }) => [name, after])));
  if (why === undefined) return { outcome: "changed", values };
  const still = await set(target, Object.fromEntries(values.map((value) => [value.name, value.before])));
  return { outcome: still === undefined ? "put-back" : "left", values, why };
}
