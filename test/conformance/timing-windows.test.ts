import { expect, test } from "vitest";
import { effectiveMultiplier, timerOf } from "../../src/nanomq/time.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import { parseTraceRow, type TraceRow } from "../../src/timing/trace/row.ts";
import { recordedLines } from "./timing-rows.ts";

const rows = [...recordedLines("detection"), ...recordedLines("keepalive-zero")].map(parseTraceRow);

/** Drift of 1.24 ms a tick, scheduling noise, and a rig that was late itself are outside the closed form. */
function slackMs(ticks: number, rigLagMs: number): number {
  return 50 + 3 * ticks + 2 * rigLagMs;
}

function predicted(row: TraceRow) {
  const multiplier = effectiveMultiplier(row.optionalNumber("multiplier"), row.version);
  return detectionReplay(timerOf(row.number("retry_interval_s"), multiplier), row.version, {
    name: "recorded",
    keepaliveMs: 1000 * row.number("keepalive_s"),
    transport: row.oneOf("transport", ["tcp", "ws"]),
  });
}

/** The last packet that reached the broker before it decided; a WebSocket's FIN comes 100 ms after that. */
function lastPacketMs(row: TraceRow, closeMs: number): number {
  const decidedMs = closeMs - (row.text("transport") === "ws" ? 95 : 0);
  const packets = row.timed("packets").filter(({ atMs }) => atMs < decidedMs);
  return packets.at(-1)?.atMs ?? 0;
}

test("the predicted window contains every recorded detection", () => {
  let closed = 0;
  for (const row of rows) {
    const closeMs = row.optionalNumber("close_ms");
    if (closeMs === undefined) continue;
    closed++;
    const { windowMs, afterConnectMs } = predicted(row);
    const retryIntervalMs = 1000 * row.number("retry_interval_s");
    const lastMs = lastPacketMs(row, closeMs);
    const early = lastMs < 1.5 * retryIntervalMs;
    const window = early ? afterConnectMs : windowMs;
    const sinceMs = early ? closeMs : closeMs - lastMs;
    const slack = slackMs(closeMs / retryIntervalMs, row.optionalNumber("rig_lag_ms") ?? 0);
    expect.soft(sinceMs).toBeGreaterThanOrEqual((window?.earliest ?? Infinity) - 5);
    expect.soft(sinceMs).toBeLessThanOrEqual((window?.latest ?? -Infinity) + slack);
  }
  expect(closed).toBeGreaterThan(5700);
});

test("who was still connected was not due", () => {
  const open = rows.filter((row) => row.optionalNumber("close_ms") === undefined);
  expect(open.length).toBeGreaterThan(400);
  for (const row of open) {
    const { windowMs, afterConnectMs } = predicted(row);
    const dueMs = Math.max(
      row.number("last_packet_ms") + (windowMs?.latest ?? Infinity),
      afterConnectMs?.latest ?? Infinity,
    );
    expect.soft(dueMs).toBeGreaterThan(row.number("censored_ms"));
  }
});
