import { readFileSync } from "node:fs";
import type { Scalar } from "../../src/generated/surface.ts";
import { isWithin, parseVersion } from "../../src/nanomq/version.ts";

/** Releases that were run. */
export const recorded = ["0.20.8", "0.22.0", "0.22.10", "0.23.10", "0.24.14", "0.25.3"] as const;

type Dumped = Scalar | readonly string[];

interface Result {
  readonly outcome: "load" | "exit" | "crash";
  readonly values: Readonly<Record<string, Dumped>> | null;
  readonly exit?: number;
  readonly syntaxError?: true;
}

export interface EffectiveCase {
  readonly id: string;
  readonly input: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly focus: readonly string[];
  readonly results: Readonly<Record<string, Result>>;
}

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/conformance/${name}`, import.meta.url), "utf8");
}

/** What holds at a release, out of a record by "0.22.0..0.23.10". */
export function atRelease<T>(byRange: Readonly<Record<string, T>>, release: string): T | undefined {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  for (const [range, fact] of Object.entries(byRange)) {
    const [since = range, until = since] = range.split("..");
    if (isWithin(version, { since, until })) return fact;
  }
  return undefined;
}

export const effectiveCases: readonly EffectiveCase[] = fixture("effective.jsonl")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

export const recordedDefaults: Readonly<Record<string, Readonly<Record<string, Dumped>>>> = JSON.parse(
  fixture("effective-defaults.json"),
);

/** The recorded default of a path; that of a bridge is the one of a bridge that sets only its server. */
export function recordedDefault(path: string, release: string): Dumped | undefined {
  const byRange =
    recordedDefaults[path] ?? recordedDefaults[path.replace(/^bridges\.mqtt\[\d+\]/, "bridges.mqtt[*]")];
  return byRange === undefined ? undefined : atRelease(byRange, release);
}
