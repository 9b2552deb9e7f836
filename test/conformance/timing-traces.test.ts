import { expect, test } from "vitest";
import { replayTraceLine } from "../../src/timing/trace/replay-trace.ts";
import { summarizeTraces, type TraceSummary } from "../../src/timing/trace/summary.ts";
import { recordedLines } from "./timing-rows.ts";

/** Rows that were recorded while other jobs kept the machine busy: tick numbers hold, residuals do not. */
function isFromIdleMachine(line: string): boolean {
  const row: { exp?: string; matrix?: string; case?: string; version?: string } = JSON.parse(line);
  const busy =
    row.matrix === "edge" ||
    row.matrix === "long-interval" ||
    row.exp === "offline-queue" ||
    ["resumed-session", "takeover-resumed", "late-connect", "split-connect"].includes(row.case ?? "") ||
    (row.exp === "resend" && row.version === "0.22.10");
  return !busy;
}

function replayAll(lines: readonly string[]): readonly TraceSummary[] {
  return summarizeTraces(lines.map((line, i) => replayTraceLine(line, i + 1)));
}

/** Least share of rows that agree; every other row must be explained by a tick within 20 ms. */
const files = [
  ["detection", 0.999],
  ["keepalive-zero", 0.999],
  ["liveness", 0.999],
  ["api", 0.995],
  ["will", 0.995],
  ["session-expiry", 0.995],
  ["resend", 0.995],
  ["offline-queue", 0.995],
  ["hot-change", 0.995],
] as const;

test.each(files)("%s: the core agrees with real brokers", (file, leastShare) => {
  const summaries = replayAll(recordedLines(file));
  const total = (field: "rows" | "agree" | "nearTick") => summaries.reduce((sum, s) => sum + s[field], 0);
  expect(total("rows")).toBe(recordedLines(file).length);
  expect(total("agree") / total("rows")).toBeGreaterThanOrEqual(leastShare);
  expect(total("agree") + total("nearTick")).toBe(total("rows"));
});

test.each(files)("%s: the residual is scheduling noise", (file) => {
  for (const { version, residualMs } of replayAll(recordedLines(file).filter(isFromIdleMachine))) {
    expect.soft(residualMs?.median ?? 0, version).toBeLessThanOrEqual(5);
    expect.soft(residualMs?.p99 ?? 0, version).toBeLessThanOrEqual(100);
  }
});

test("single precision, partial packets and 15 s without CONNECT are what the data needs", () => {
  const lines = recordedLines("detection").filter((line) => line.includes('"matrix":"edge"'));
  expect(lines.length).toBeGreaterThan(200);
  expect(replayAll(lines).every(({ rows, agree }) => rows === agree)).toBe(true);
});
