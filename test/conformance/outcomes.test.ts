// `outcomes` of the key table: what a value that a key does not take comes to, held against recorded brokers and the model.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isJson, type Json, places } from "../../build/generate/surface/walk.ts";
import type { ByVersion } from "../../src/generated/surface.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { atVersion, isRead, keyAt } from "../../src/start/keys.ts";
import { recordedOutcome, type StartupRelease, startupReleases, startupRows } from "./startup-rows.ts";
import {
  extremeNumbers,
  isTaken,
  modelOutcome,
  type Spot,
  spotsOf,
  type ValueClass,
  valueClasses,
  wrongValueOf,
} from "./value-classes.ts";

type Outcomes = Readonly<Record<string, ByVersion<string>>>;

function isOutcomes(value: unknown): value is Outcomes {
  return isJson(value) && Object.values(value).every(isJson);
}

const schema: unknown = JSON.parse(
  readFileSync(new URL("../../schemas/nanomq.schema.json", import.meta.url), "utf8"),
);

function notesOf({ "x-nanomq": notes }: Json): Json {
  return isJson(notes) ? notes : {};
}

const told: ReadonlyMap<string, Outcomes> = new Map(
  (isJson(schema) ? places(schema) : []).flatMap(({ path, schema: place }) => {
    const { outcomes } = notesOf(place);
    return isOutcomes(outcomes) ? [[path, outcomes] as const] : [];
  }),
);

function versionOf(release: string) {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  return version;
}

/** What the table says of a value of a class, or of a number. */
function tableOutcome(pattern: string, value: string, release: StartupRelease): string {
  const outcomes = told.get(pattern) ?? {};
  const limits = Object.keys(outcomes).filter((one) => Number(one) > 1 && Number(one) <= Number(value));
  const other = value === "absent" || Number(value) > 0 ? undefined : outcomes["other"];
  const spans = outcomes[value] ?? outcomes[limits.at(-1) ?? ""] ?? other;
  return atVersion(spans, versionOf(release)) ?? "runs";
}

function isKey(pattern: string, release: StartupRelease): boolean {
  const key = keyAt(pattern);
  return key !== undefined && isRead(key, versionOf(release));
}

/** Rows of which one value is of a type that its key does not take. */
const wrong = startupRows.flatMap((row) => {
  const value = wrongValueOf(row);
  return value === undefined ? [] : [{ ...value, row }];
});

/** How recorded brokers ended at the start, by row and release, where the same conf without that value does not. */
const observed = wrong.flatMap(({ pattern, value, row }, at) =>
  startupReleases.flatMap((release) => {
    const recorded = row.results[release];
    if (recorded === undefined || !isKey(pattern, release)) return [];
    const isThird = at % 3 === 0;
    return [{ pattern, value, release, isThird, id: row.id, ends: recordedOutcome(recorded) !== "runs" }];
  }),
);

describe("the key table", () => {
  test("tells which values of another type end a start, as brokers were recorded", () => {
    const fatal = new Set(["exits", "crashes"]);
    const misses = observed.filter(
      ({ pattern, value, release, ends }) => fatal.has(tableOutcome(pattern, value, release)) !== ends,
    );
    expect(observed.length).toBeGreaterThan(1500);
    expect(misses.map(({ id, release }) => `${id} ${release}`)).toEqual([]);
  });

  test("could be learned: two thirds of the rows tell the rest", () => {
    const nameOf = ({ pattern, value, release }: (typeof observed)[number]): string =>
      `${pattern.replace(/^.*\.(?=[^.]+\.\*$)/, "")} ${value === "absent" ? "absent" : "other"} ${release}`;
    const learned = new Map(observed.filter((one) => !one.isThird).map((one) => [nameOf(one), one.ends]));
    const kept = observed.filter(({ isThird }) => isThird);
    const right = kept.filter((one) => (learned.get(nameOf(one)) ?? false) === one.ends);
    expect(right.length / kept.length).toBeGreaterThan(0.95);
  });

  const patterns = new Set(told.keys());
  describe.each(startupReleases)("as the model of %s", (release) => {
    const spots = [...spotsOf(release, patterns)].filter(([pattern]) => isKey(pattern, release));
    const differing = (values: (pattern: string) => readonly string[]) =>
      spots.flatMap(([pattern, spot]: readonly [string, Spot]) =>
        values(pattern).flatMap((value) => {
          const made = modelOutcome(spot, value, release);
          const said = tableOutcome(pattern, value, release);
          return made === undefined || made === said ? [] : [`${pattern} ${value}: ${made}, not ${said}`];
        }),
      );

    test("for values of another type", () => {
      expect(spots.length).toBeGreaterThan(25);
      const isSection = (pattern: string) => /^(section|list|text-map)$/.test(keyAt(pattern)?.reader ?? "");
      const asked = (pattern: string): readonly ValueClass[] =>
        valueClasses.filter((one) => !isTaken(pattern, one) && !(one === "absent" && isSection(pattern)));
      expect(differing(asked)).toEqual([]);
    });

    test("for small and large numbers", () => {
      expect(differing((pattern) => (keyAt(pattern)?.reader === "number" ? extremeNumbers : []))).toEqual([]);
    });
  });
});
