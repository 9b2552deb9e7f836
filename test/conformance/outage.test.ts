import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  type OutageMode,
  type OutageReplay,
  replayOutage,
} from "../../src/timing/trace/outage/replay-outage.ts";
import { parseTraceRow } from "../../src/timing/trace/row.ts";

const folder = new URL("../../fixtures/conformance/outage/", import.meta.url);
const lines = gunzipSync(readFileSync(new URL("outage.jsonl.gz", folder)))
  .toString("utf8")
  .trimEnd()
  .split("\n");

type Row = Record<string, unknown> & { readonly events: readonly (readonly unknown[])[] };

const outcomes = new Set([
  ...["lost", "lost_n", "delivered", "delivered_during_outage", "deliveries_rle", "deliveries_rle_n"],
  ...["crash", "signal", "gave_up_ms", "dup_copies", "max_copies", "dup_flagged", "inversions"],
  ...[
    "backlog_after_back",
    "alive_at_end",
    "hung_at_exit",
    "local_ack",
    "log",
    "sqlite_rows",
    "down_received",
  ],
  ...["per_bridge", "pub_lost_ms", "sub_lost_ms", "rss_kb", "cpu_s", "down_probes"],
]);

/** The row before anybody knows how it went: no results, and of the events those that happened to connections. */
function withoutResults(line: string): string {
  const row: Row = JSON.parse(line);
  const events = row.events.filter(
    ([, what, , how]) =>
      what === "accept" || what === "connect" || (what === "closed" && String(how).startsWith("upstream")),
  );
  const kept = Object.entries(row).filter(([key]) => !outcomes.has(key));
  return JSON.stringify({ ...Object.fromEntries(kept), events });
}

function replayAll(mode: OutageMode): readonly OutageReplay[] {
  return lines.map((line) => replayOutage(parseTraceRow(line), mode));
}

function idsThatDiffer(replays: readonly OutageReplay[], field: string): readonly (string | undefined)[] {
  return replays.filter(({ fields }) => fields[field] === false).map(({ id }) => id);
}

function shareOf(replays: readonly OutageReplay[], field: string): number {
  return 1 - idsThatDiffer(replays, field).length / replays.length;
}

describe("link events given", () => {
  const replays = replayAll("given");

  test("every row is compared, and in at least 96 % the number lost is right", () => {
    expect(replays).toHaveLength(278);
    expect(replays.every(({ agrees }) => agrees !== undefined)).toBe(true);
    expect(shareOf(replays, "lost_n")).toBeGreaterThanOrEqual(0.96);
  });

  test("which ones are lost, when the backlog comes, duplicates", () => {
    expect.soft(shareOf(replays, "lost")).toBeGreaterThanOrEqual(0.86);
    expect.soft(shareOf(replays, "first_ms")).toBeGreaterThanOrEqual(0.97);
    expect.soft(shareOf(replays, "last_ms")).toBeGreaterThanOrEqual(0.96);
    expect.soft(shareOf(replays, "dup_copies")).toBeGreaterThanOrEqual(0.98);
    expect.soft(shareOf(replays, "gave_up_ms")).toBeGreaterThanOrEqual(0.98);
  });

  test("every crash, and no other", () => {
    expect(idsThatDiffer(replays, "crash")).toEqual([]);
    expect(replays.filter(({ predicted }) => predicted.crash !== null).length).toBeGreaterThan(10);
  });

  test("a row without results gets the same prediction and no verdict", () => {
    for (const [i, line] of lines.entries()) {
      const bare = replayOutage(parseTraceRow(withoutResults(line)), "given");
      expect.soft(bare.predicted, bare.id).toEqual(replays[i]?.predicted);
      expect.soft(bare.agrees, bare.id).toBeUndefined();
    }
  });
});

describe("blind: settings and scenario only", () => {
  const replays = replayAll("blind");

  test("the observed number lost lies inside the interval in at least 96 %", () => {
    expect(shareOf(replays, "lost_n")).toBeGreaterThanOrEqual(0.96);
  });

  test("every crash, and no other", () => {
    expect(idsThatDiffer(replays, "crash")).toEqual([]);
  });

  test("nothing else of the row is looked at", () => {
    for (const [i, line] of lines.entries()) {
      if (i % 5 > 0) continue;
      const { id, version, settings, scenario }: Row = JSON.parse(line);
      const bare = replayOutage(parseTraceRow(JSON.stringify({ id, version, settings, scenario })), "blind");
      expect.soft(bare.predicted, bare.id).toEqual(replays[i]?.predicted);
    }
  });
});
