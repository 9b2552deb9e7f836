import { expect, test } from "vitest";
import { type Timer, timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { readConfig } from "../../src/start/read-config.ts";
import { simulateDeparture } from "../../src/timing/simulate.ts";
import { recordedLines } from "./timing-rows.ts";

interface WeirdRow {
  readonly case: string;
  readonly version: string;
  readonly retry_interval_text: string | null;
  readonly multiplier_text: string | null;
  readonly observed_until_ms: number;
  readonly clients: readonly {
    readonly keepalive_s: number;
    readonly proto: 4 | 5;
    readonly connack_ms: number | null;
    readonly close_ms: number | null;
  }[];
}

function isWeirdRow(value: unknown): value is WeirdRow {
  return typeof value === "object" && value !== null && "clients" in value;
}

const rows = recordedLines("weird-settings")
  .map((line): unknown => JSON.parse(line))
  .filter(isWeirdRow);

function setting(key: string, text: string | null): string {
  return text === null || text === "absent" ? "" : `${key} = ${text}\n`;
}

/** What the written settings come to, read as that broker reads them. */
function timerOfRow(row: WeirdRow): Timer {
  const retryInterval = setting("retry_interval", row.retry_interval_text);
  const text = `mqtt {\n${retryInterval}${setting("keepalive_multiplier", row.multiplier_text)}}\n`;
  const { values } = readConfig({ text }, { nanomq: row.version });
  const retryIntervalS = values["mqtt.retry_interval"];
  const multiplier = values["mqtt.keepalive_multiplier"];
  if (typeof retryIntervalS !== "number" || typeof multiplier !== "number") throw new Error(text);
  return timerOf(retryIntervalS, multiplier);
}

const TOLERANCE_MS = 400;

test.each([
  ["timing", 960],
  ["zero-interval-behaviour", 200],
] as const)("%s: odd values do what they did to real brokers", (kind, fewest) => {
  let compared = 0;
  for (const row of rows.filter((candidate) => candidate.case === kind)) {
    const version = parseVersion(row.version);
    if (version === undefined) throw new Error(row.version);
    // A broker that died of its settings took no further client.
    const connected = row.clients.filter(({ connack_ms }) => connack_ms !== null);
    for (const { keepalive_s, proto, close_ms } of connected) {
      const client = { name: "weird", keepaliveMs: keepalive_s * 1000, protocol: proto, cleanStart: true };
      const { closeMs } = simulateDeparture(timerOfRow(row), version, client, "silence", 0);
      const where = `${row.version} ${row.retry_interval_text} ${row.multiplier_text} keepalive ${keepalive_s}`;
      compared++;
      if (close_ms === null) expect.soft(closeMs ?? Infinity, where).toBeGreaterThan(row.observed_until_ms);
      else expect.soft(Math.abs(close_ms - (closeMs ?? Infinity)), where).toBeLessThan(TOLERANCE_MS);
    }
  }
  expect(compared).toBeGreaterThanOrEqual(fewest);
});
