import { type ResolvedVersion, resolveVersion } from "../../nanomq/releases.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";

/** A row that cannot be replayed, and why. */
export class TraceError extends Error {
  override readonly name = "TraceError";
  /** 1-based line of the file, once known. */
  readonly line: number | undefined;

  constructor(reason: string, line?: number) {
    super(line === undefined ? reason : `line ${line}: ${reason}`);
    this.line = line;
  }
}

/** `[time in ms, name]` as recorded. */
export interface Timed {
  readonly atMs: number;
  readonly name: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** One recorded observation; every field is checked when it is asked for. */
export class TraceRow {
  readonly #fields: Fields;
  readonly #path: string;

  constructor(fields: Fields, path = "") {
    this.#fields = fields;
    this.#path = path;
  }

  get version(): NanomqVersion {
    return this.#resolved().version;
  }

  /** As the row has it. */
  get versionText(): string {
    return this.#resolved().asked;
  }

  text(key: string): string {
    const value = this.#fields[key];
    if (typeof value !== "string") throw this.#wrong(key, "a string");
    return value;
  }

  /** Undefined where the field is absent or null. */
  optionalText(key: string): string | undefined {
    return this.#isMissing(key) ? undefined : this.text(key);
  }

  number(key: string): number {
    const value = this.#fields[key];
    if (typeof value !== "number" || !Number.isFinite(value)) throw this.#wrong(key, "a number");
    return value;
  }

  optionalNumber(key: string): number | undefined {
    return this.#isMissing(key) ? undefined : this.number(key);
  }

  positive(key: string): number {
    const value = this.number(key);
    if (value <= 0) throw this.#wrong(key, "a number above 0");
    return value;
  }

  /** A whole number that is not negative. */
  whole(key: string): number {
    const value = this.number(key);
    if (value < 0 || !Number.isInteger(value)) throw this.#wrong(key, "a whole number, 0 or more");
    return value;
  }

  /** False where the field is absent or null. */
  flag(key: string): boolean {
    if (this.#isMissing(key)) return false;
    const value = this.#fields[key];
    if (typeof value !== "boolean") throw this.#wrong(key, "true or false");
    return value;
  }

  has(key: string): boolean {
    return !this.#isMissing(key);
  }

  /** The field is there, if only as null. */
  mentions(key: string): boolean {
    return this.#fields[key] !== undefined;
  }

  /** An object inside the row. */
  part(key: string): TraceRow {
    const value = this.#fields[key];
    if (!isObject(value)) throw this.#wrong(key, "an object");
    return new TraceRow(value, `${this.#path}${key}.`);
  }

  oneOf<const V extends string | number>(key: string, allowed: readonly V[]): V {
    const value = allowed.find((candidate) => candidate === this.#fields[key]);
    if (value === undefined) throw this.#wrong(key, allowed.join(" or "));
    return value;
  }

  /** A number, or the first of a list; null where there is none. */
  leading(key: string): number | null {
    if (this.#isMissing(key)) return null;
    const value = this.#fields[key];
    const first: unknown = Array.isArray(value) ? (value[0] ?? null) : value;
    if (first === null) return null;
    if (typeof first !== "number" || !Number.isFinite(first)) throw this.#wrong(key, "a number or a list");
    return first;
  }

  /** A list of numbers. */
  numbers(key: string): readonly number[] {
    return this.#list(key).map((value) => {
      if (typeof value !== "number" || !Number.isFinite(value)) throw this.#wrong(key, "a list of numbers");
      return value;
    });
  }

  /** A list of lists of numbers, each at least `width` long. */
  tuples(key: string, width: number): readonly (readonly number[])[] {
    return this.#list(key).map((entry) => {
      const numbers = Array.isArray(entry) && entry.every((value) => typeof value === "number");
      if (!numbers || entry.length < width) throw this.#wrong(key, `a list of lists of ${width} numbers`);
      return entry;
    });
  }

  /** A list of `[time, name, …]`; absent or null counts as empty. A null name reads as "". */
  timed(key: string): readonly (Timed & { readonly rest: readonly unknown[] })[] {
    if (this.#isMissing(key)) return [];
    return this.#list(key).map((entry) => {
      const [atMs, name, ...rest]: readonly unknown[] = Array.isArray(entry) ? entry : [];
      if (typeof atMs !== "number" || !Number.isFinite(atMs) || (typeof name !== "string" && name !== null)) {
        throw this.#wrong(key, "a list of [time, name]");
      }
      return { atMs, name: name ?? "", rest };
    });
  }

  #list(key: string): readonly unknown[] {
    const value = this.#fields[key];
    if (!Array.isArray(value)) throw this.#wrong(key, "a list");
    return value;
  }

  #isMissing(key: string): boolean {
    return this.#fields[key] === undefined || this.#fields[key] === null;
  }

  #resolved(): ResolvedVersion {
    const resolved = resolveVersion(this.text("version"));
    if (resolved === undefined) throw this.#wrong("version", "a NanoMQ version such as 0.24.14");
    return resolved;
  }

  #wrong(key: string, wanted: string): TraceError {
    const value = this.#fields[key];
    const name = `${this.#path}${key}`;
    if (value === undefined) return new TraceError(`"${name}" is missing; it must be ${wanted}`);
    return new TraceError(`"${name}" must be ${wanted}, not ${JSON.stringify(value).slice(0, 60)}`);
  }
}

/** Names the line in what `read` throws. */
export function atLine<V>(line: number, read: () => V): V {
  try {
    return read();
  } catch (error) {
    throw error instanceof TraceError ? new TraceError(error.message, line) : error;
  }
}

/** Reads one line of a trace file. */
export function parseTraceRow(text: string): TraceRow {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new TraceError("not JSON; every line must be one JSON object");
  }
  if (!isObject(value)) throw new TraceError("not a JSON object");
  return new TraceRow(value);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
