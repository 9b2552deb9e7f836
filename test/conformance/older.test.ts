import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Scalar } from "../../src/generated/surface.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { readConfig } from "../../src/start/read-config.ts";
import { readStart } from "../../src/start/read-start.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";
import { readTree } from "../../src/text/conf/read-tree.ts";
import { treeJson } from "../../src/text/conf/tree-json.ts";

type Dumped = Scalar | readonly string[];
type ByRange<T> = Readonly<Record<string, T>>;

interface Loaded {
  readonly outcome: "load" | "exit" | "crash";
  readonly values?: Readonly<Record<string, Dumped>> | null;
}

interface LoaderRow {
  readonly id: string;
  readonly input: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly focus: readonly string[];
  readonly results: ByRange<Loaded>;
  /** Twice run, twice otherwise; or a memory error in some release: luck. */
  readonly unstable?: unknown;
  readonly memoryErrorElsewhere?: unknown;
}

interface Parsed {
  readonly outcome: "accept" | "reject" | "crash";
  readonly recovered?: boolean;
  readonly tree?: unknown;
  readonly treeOmitted?: boolean;
  readonly treeUnreliable?: boolean;
  readonly memoryError?: string;
}

interface ParserRow {
  readonly id: string;
  readonly input: string | null;
  readonly inputGen?: readonly (readonly [string, number])[];
  readonly files?: Readonly<Record<string, string>>;
  readonly results: ByRange<Parsed>;
  readonly unstable?: unknown;
  readonly memoryErrorElsewhere?: unknown;
}

function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../fixtures/conformance/older/${name}`, import.meta.url));
}

function linesOf<Row>(name: string): readonly Row[] {
  const lines = gunzipSync(fixture(name)).toString().trim().split("\n");
  return lines.map((line): Row => JSON.parse(line));
}

/** What holds at a release, out of a record that joins equal neighbours of those that were run. */
function atRelease<T>(byRange: ByRange<T>, release: string, run: readonly string[]): T | undefined {
  const at = run.indexOf(release);
  const found = Object.entries(byRange).find(([range]) => {
    const [since = range, until = since] = range.split("..");
    return run.indexOf(since) <= at && at <= run.indexOf(until);
  });
  return found?.[1];
}

const isSound = (row: { readonly unstable?: unknown; readonly memoryErrorElsewhere?: unknown }): boolean =>
  row.unstable === undefined && row.memoryErrorElsewhere === undefined;

const loaderRows = linesOf<LoaderRow>("effective.jsonl.gz").filter(isSound);
const loaded = ["0.18.2", "0.19.0", "0.19.5", "0.20.0", "0.21.2", "0.21.10", "0.24.6"];
const defaults: ByRange<ByRange<Dumped>> = JSON.parse(fixture("defaults.json").toString());

function defaultAt(path: string, release: string): Dumped | undefined {
  const byRange = defaults[path] ?? defaults[path.replace(/^bridges\.mqtt\[\d+\]/, "bridges.mqtt[*]")];
  return byRange && atRelease(byRange, release, loaded);
}

function loaderFault(row: LoaderRow, release: string): string | undefined {
  const recorded = atRelease(row.results, release, loaded);
  if (recorded === undefined) return undefined;
  const { outcome, values } = readConfig(
    { text: row.input, files: row.files, file: "m.conf" },
    { nanomq: release, env: row.env },
  );
  if (outcome !== recorded.outcome) return `${row.id}: ${outcome} instead of ${recorded.outcome}`;
  if (outcome !== "load") return undefined;
  const told = recorded.values ?? {};
  const wrong = [...new Set([...row.focus, ...Object.keys(told)])].find((path) => {
    const expected = Object.hasOwn(told, path) ? told[path] : defaultAt(path, release);
    return expected !== undefined && JSON.stringify(values[path]) !== JSON.stringify(expected);
  });
  return wrong === undefined ? undefined : `${row.id}: ${wrong}`;
}

describe("loaders of older releases", () => {
  test("have as many rows as were recorded", () => {
    expect(loaderRows.length).toBe(431);
  });

  test.each(loaded.slice(1))("%s ends up with the recorded settings", (release) => {
    expect(loaderRows.flatMap((row) => loaderFault(row, release) ?? [])).toEqual([]);
  });
});

const parserRows = linesOf<ParserRow>("cases.jsonl.gz").filter(isSound);
const parsed = ["0.18.2", "0.19.5", "0.21.10", "0.24.6"];

function textOf({ input, inputGen = [] }: ParserRow): string {
  return input ?? inputGen.map(([text, count]) => text.repeat(count)).join("");
}

function parserFault(row: ParserRow, release: string): string | undefined {
  const recorded = atRelease(row.results, release, parsed);
  const version = parseVersion(release);
  if (recorded === undefined || recorded.memoryError !== undefined || version === undefined) return undefined;
  const { outcome, tree } = readConf({ text: textOf(row), files: row.files }, version);
  if (outcome !== recorded.outcome) return `${row.id}: ${outcome} instead of ${recorded.outcome}`;
  const hasTree = outcome === "accept" && !recorded.treeOmitted && !recorded.treeUnreliable;
  if (!hasTree || recorded.tree === undefined) return undefined;
  expect(tree === undefined ? null : treeJson(tree), row.id).toEqual(recorded.tree);
  return undefined;
}

describe("parsers of older releases", () => {
  test("have as many rows as were recorded", () => {
    expect(parserRows.length).toBe(532);
  });

  test.each(parsed.slice(1))("%s makes the recorded trees", (release) => {
    expect(parserRows.flatMap((row) => parserFault(row, release) ?? [])).toEqual([]);
  });
});

test.each(["0.17.9", "0.18.2"])("%s is refused in one sentence, whatever is asked of it", (nanomq) => {
  const input = { text: "authorization { allow_anonymous = false }" };
  const refusal = new RegExp(`NanoMQ ${nanomq} .* not known: 0\\.19\\.0 is the oldest known release`);
  expect(() => readConfig(input, { nanomq })).toThrow(refusal);
  expect(() => readStart(input, { nanomq })).toThrow(refusal);
  expect(() => readTree(input, { nanomq })).toThrow(refusal);
});
