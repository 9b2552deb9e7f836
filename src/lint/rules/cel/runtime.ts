// What compiled conditions call. The semantics are CEL's: a missing key or a wrong type is no answer, and
// `&&` and `||` find their answer on either side. cel-js gives the same answers (test/lint/rules/cel.test.ts).
// No answer is `undefined` and no exception: most rules have none for most confs, and a throw costs more than a rule.
import { matches as matchesLinearly } from "./linear-match.ts";
import { among, type Search } from "./search.ts";
import { isScope, type Scope, type Value } from "./value.ts";

/** What a part of a condition comes to; undefined where it has no answer. */
export type Answer = Value | undefined;

export function field(holder: Answer, key: string): Answer {
  if (!isScope(holder)) return undefined;
  // Most rules ask for what is not there, which a look tells; what is there may be every object's.
  const value = holder[key];
  return value !== undefined && Object.hasOwn(holder, key) ? value : undefined;
}

/** `has(a.b.c)`: every step exists. */
export function has(holder: Answer, path: readonly string[]): boolean {
  let at = holder;
  for (const key of path) at = field(at, key);
  return at !== undefined;
}

export function item(holder: Answer, index: Answer): Answer {
  if (typeof index === "string") return field(holder, index);
  return Array.isArray(holder) && typeof index === "number" ? holder[index] : undefined;
}

export function truth(value: Answer): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

export function not(value: Answer): boolean | undefined {
  return typeof value === "boolean" ? !value : undefined;
}

export function negative(value: Answer): number | undefined {
  return typeof value === "number" ? -value : undefined;
}

export function and(left: Answer, right: () => Answer): boolean | undefined {
  if (left === false) return false;
  const second = right();
  if (second === false) return false;
  return left === true && second === true ? true : undefined;
}

export function or(left: Answer, right: () => Answer): boolean | undefined {
  if (left === true) return true;
  const second = right();
  if (second === true) return true;
  return left === false && second === false ? false : undefined;
}

export function choose(test: Answer, yes: () => Answer, no: () => Answer): Answer {
  return typeof test === "boolean" ? (test ? yes() : no()) : undefined;
}

function isEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((value: Value, at) => isEqual(value, right[at] ?? null))
    );
  }
  if (!isScope(left) || !isScope(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key] ?? null, right[key] ?? null))
  );
}

export function equal(left: Answer, right: Answer): boolean | undefined {
  return left === undefined || right === undefined ? undefined : isEqual(left, right);
}

/** Negative, zero or positive as `left` is below, equal to or above `right`; NaN where neither holds. */
function order(left: Answer, right: Answer): number | undefined {
  if (typeof left === "number" && typeof right === "number") {
    if (left === right) return 0;
    return left < right ? -1 : left > right ? 1 : Number.NaN;
  }
  if (typeof left === "string" && typeof right === "string") {
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return undefined;
}

export function less(left: Answer, right: Answer): boolean | undefined {
  const found = order(left, right);
  return found === undefined ? undefined : found < 0;
}

export function lessOrEqual(left: Answer, right: Answer): boolean | undefined {
  const found = order(left, right);
  return found === undefined ? undefined : found <= 0;
}

export function greater(left: Answer, right: Answer): boolean | undefined {
  return less(right, left);
}

export function greaterOrEqual(left: Answer, right: Answer): boolean | undefined {
  return lessOrEqual(right, left);
}

export function add(left: Answer, right: Answer): Answer {
  if (typeof left === "number") return typeof right === "number" ? left + right : undefined;
  if (typeof left === "string") return typeof right === "string" ? left + right : undefined;
  return Array.isArray(left) && Array.isArray(right) ? [...left, ...right] : undefined;
}

export function subtract(left: Answer, right: Answer): number | undefined {
  return typeof left === "number" && typeof right === "number" ? left - right : undefined;
}

export function multiply(left: Answer, right: Answer): number | undefined {
  return typeof left === "number" && typeof right === "number" ? left * right : undefined;
}

export function divide(left: Answer, right: Answer): number | undefined {
  return typeof left === "number" && typeof right === "number" ? left / right : undefined;
}

function withTexts(
  left: Answer,
  right: Answer,
  test: (left: string, right: string) => boolean,
): boolean | undefined {
  return typeof left === "string" && typeof right === "string" ? test(left, right) : undefined;
}

export function startsWith(text: Answer, part: Answer): boolean | undefined {
  return withTexts(text, part, (whole, start) => whole.startsWith(start));
}

export function endsWith(text: Answer, part: Answer): boolean | undefined {
  return withTexts(text, part, (whole, end) => whole.endsWith(end));
}

export function contains(text: Answer, part: Answer): boolean | undefined {
  return withTexts(text, part, (whole, inner) => whole.includes(inner));
}

export function matches(text: Answer, pattern: Answer): boolean | undefined {
  return withTexts(text, pattern, matchesLinearly);
}

export function within(value: Answer, holder: Answer): boolean | undefined {
  if (isScope(holder)) return typeof value === "string" ? Object.hasOwn(holder, value) : undefined;
  if (value === undefined || !Array.isArray(holder)) return undefined;
  const values: readonly Value[] = holder;
  return values.some((element) => isEqual(element, value));
}

function elements(holder: Answer): readonly Value[] | undefined {
  if (isScope(holder)) return Object.keys(holder);
  return Array.isArray(holder) ? holder : undefined;
}

/** @param search what the compiler knows of the test: elements of a long list at which it is false are not asked */
export function exists(
  holder: Answer,
  test: (element: Value) => Answer,
  search?: () => Search,
): boolean | undefined {
  const values = elements(holder);
  let unanswered = values === undefined;
  for (const element of values === undefined ? [] : among(values, search)) {
    const found = truth(test(element));
    if (found === true) return true;
    unanswered ||= found === undefined;
  }
  return unanswered ? undefined : false;
}

export function all(holder: Answer, test: (element: Value) => Answer): boolean | undefined {
  return not(exists(holder, (element) => not(test(element))));
}

export function filter(holder: Answer, test: (element: Value) => Answer): Answer {
  const kept: Value[] = [];
  const values = elements(holder);
  for (const element of values ?? []) {
    const keeps = truth(test(element));
    if (keeps === undefined) return undefined;
    if (keeps) kept.push(element);
  }
  return values && kept;
}

export function map(holder: Answer, make: (element: Value) => Answer): Answer {
  const values = elements(holder);
  return values && list(...values.map(make));
}

/** A list of parts that each have an answer. */
export function list(...parts: readonly Answer[]): Answer {
  const values = parts.filter((part) => part !== undefined);
  return values.length === parts.length ? values : undefined;
}

/** A condition compiled from CEL. */
export type Condition = (scope: Scope) => Answer;
