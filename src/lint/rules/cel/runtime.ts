// What compiled conditions call. The semantics are CEL's: a missing key or a wrong type is no answer, and
// `&&` and `||` find their answer on either side. cel-js gives the same answers (test/lint/rules/cel.test.ts).
import { isScope, type Scope, type Value } from "./value.ts";

/** Thrown where a condition has no answer; one object, since a stack would cost more than the whole lint. */
export const noAnswer: Error = new Error("the condition has no answer here");

function fail(): never {
  throw noAnswer;
}

export function field(holder: Value, key: string): Value {
  if (!isScope(holder) || !Object.hasOwn(holder, key)) fail();
  const value = holder[key];
  return value === undefined ? fail() : value;
}

/** `has(a.b.c)`: every step exists. */
export function has(holder: Value, path: readonly string[]): boolean {
  let at: Value | undefined = holder;
  for (const key of path) {
    if (!isScope(at) || !Object.hasOwn(at, key)) return false;
    at = at[key];
  }
  return at !== undefined;
}

export function item(holder: Value, index: Value): Value {
  if (typeof index === "string") return field(holder, index);
  if (!Array.isArray(holder) || typeof index !== "number") fail();
  const value: Value | undefined = holder[index];
  return value === undefined ? fail() : value;
}

export function truth(value: Value): boolean {
  return typeof value === "boolean" ? value : fail();
}

export function number(value: Value): number {
  return typeof value === "number" ? value : fail();
}

export function text(value: Value): string {
  return typeof value === "string" ? value : fail();
}

function list(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : fail();
}

function answer(ask: () => Value): boolean | undefined {
  try {
    const value = ask();
    return typeof value === "boolean" ? value : undefined;
  } catch (error) {
    if (error === noAnswer) return undefined;
    throw error;
  }
}

export function and(left: () => Value, right: () => Value): boolean {
  const first = answer(left);
  if (first === false) return false;
  const second = answer(right);
  if (second === false) return false;
  return first === true && second === true ? true : fail();
}

export function or(left: () => Value, right: () => Value): boolean {
  const first = answer(left);
  if (first === true) return true;
  const second = answer(right);
  if (second === true) return true;
  return first === false && second === false ? false : fail();
}

export function equal(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value: Value, at) => equal(value, right[at] ?? null));
  }
  if (!isScope(left) || !isScope(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key] ?? null, right[key] ?? null))
  );
}

/** Negative, zero or positive as `left` is below, equal to or above `right`; NaN where neither holds. */
export function order(left: Value, right: Value): number {
  if (typeof left === "number" && typeof right === "number") {
    if (left === right) return 0;
    return left < right ? -1 : left > right ? 1 : Number.NaN;
  }
  if (typeof left === "string" && typeof right === "string") {
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return fail();
}

export function add(left: Value, right: Value): Value {
  if (typeof left === "number") return left + number(right);
  if (typeof left === "string") return left + text(right);
  return [...list(left), ...list(right)];
}

export function within(value: Value, holder: Value): boolean {
  if (isScope(holder)) return Object.hasOwn(holder, text(value));
  return list(holder).some((element) => equal(element, value));
}

export function exists(holder: Value, test: (element: Value) => Value): boolean {
  let unanswered = false;
  for (const element of elements(holder)) {
    const found = answer(() => test(element));
    if (found === true) return true;
    unanswered ||= found === undefined;
  }
  return unanswered ? fail() : false;
}

export function all(holder: Value, test: (element: Value) => Value): boolean {
  return !exists(holder, (element) => !truth(test(element)));
}

export function filter(holder: Value, test: (element: Value) => Value): readonly Value[] {
  return elements(holder).filter((element) => truth(test(element)));
}

export function map(holder: Value, make: (element: Value) => Value): readonly Value[] {
  return elements(holder).map(make);
}

function elements(holder: Value): readonly Value[] {
  return isScope(holder) ? Object.keys(holder) : list(holder);
}

/** A condition compiled from CEL; throws {@link noAnswer}. */
export type Condition = (scope: Scope) => Value;
