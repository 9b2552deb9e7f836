import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { parseVersion } from "../../src/nanomq/version.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";
import type { Reading } from "../../src/text/conf/tree.ts";
import { treeJson, treeText } from "../../src/text/conf/tree-json.ts";
import { type RecordedCase, type RecordedResult, recordedCases, recordedVersions } from "./hocon-cases.ts";

/** Depth of nesting of compact JSON text. */
function depthOf(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, "");
  let depth = 0;
  let deepest = 0;
  for (const character of bare) {
    if (character === "{" || character === "[") deepest = Math.max(deepest, ++depth);
    else if (character === "}" || character === "]") depth -= 1;
  }
  return deepest;
}

type Fact = readonly [name: string, got: unknown, want: unknown];

/** JSON text with the keys of every object sorted. */
function sorted(json: unknown): string {
  return JSON.stringify(json, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function treeFacts(reading: Reading, { recorded, orderRecorded }: RecordedResult): readonly Fact[] {
  if (recorded.treeUnreliable === true) return [];
  const { tree } = reading;
  if (tree === undefined) return [["tree", null, recorded.tree]];
  const text = treeText(tree);
  if (recorded.treeOmitted === true) {
    return [
      ["treeLength", Buffer.byteLength(text), recorded.treeLength],
      ["treeDepth", depthOf(text), recorded.treeDepth],
      ["treeSha256", createHash("sha256").update(text).digest("hex"), recorded.treeSha256],
    ];
  }
  const write = orderRecorded ? JSON.stringify : sorted;
  return [
    ["tree", write(treeJson(tree)), write(recorded.tree)],
    ["treeText", recorded.treeText === undefined ? undefined : text, recorded.treeText],
  ];
}

/** Why a reading disagrees with a record; "" where it agrees. */
function disagreement(reading: Reading, result: RecordedResult): string {
  const { recorded } = result;
  if (recorded.memoryError !== undefined) {
    return reading.hazards.length > 0 || reading.outcome === "crash"
      ? ""
      : `no hazard for ${recorded.memoryError}`;
  }
  const facts: Fact[] = [
    ["outcome", reading.outcome, recorded.outcome],
    ["recovered", reading.recovered, recorded.recovered ?? false],
    ["reason", reading.reason, recorded.reason],
    ["exit", reading.exit, recorded.exit],
  ];
  if (recorded.outcome === "accept") facts.push(...treeFacts(reading, result));
  const wrong = facts.filter(([, got, want]) => got !== want);
  return wrong.map(([name, got, want]) => `${name}: ${String(got)} instead of ${String(want)}`).join("; ");
}

function disagreements(recorded: RecordedCase): readonly string[] {
  const conf = { text: recorded.input, files: recorded.files };
  return recorded.results.flatMap((result) => {
    const version = parseVersion(result.version);
    if (version === undefined) throw new RangeError(result.version);
    const reading = readConf(conf, version);
    const why = disagreement(reading, result);
    return why === "" ? [] : [`${recorded.id} on ${result.version} (${recorded.note}): ${why}`];
  });
}

test("every recorded case agrees in every recorded version", () => {
  const cases = recordedCases();
  const compared = cases.reduce((sum, recorded) => sum + recorded.results.length, 0);
  expect(cases.length).toBe(884);
  expect(compared).toBe(cases.length * recordedVersions.length);
  expect(cases.flatMap(disagreements)).toEqual([]);
}, 120_000);
