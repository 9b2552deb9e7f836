import * as fc from "fast-check";
import { expect, test } from "vitest";
import { releases } from "../../src/nanomq/releases.ts";
import { timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import { playScenario } from "../../src/timing/scenario.ts";
import { type ScenarioName, scenarioNames, type Timeline } from "../../src/timing/timeline.ts";
import type { SessionClient } from "../../src/timing/windows.ts";

const settings = timerOf(10, 1.5);
const client: SessionClient = { name: "sensor", keepaliveMs: 5000, protocol: 4, cleanStart: true };

function version(text: string) {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

function play(scenario: ScenarioName, changes: Partial<SessionClient> = {}, nanomq = "0.22.10"): Timeline {
  return playScenario(scenario, settings, version(nanomq), { ...client, ...changes });
}

/** "time kind" of all entries but ticks and pings. */
function story({ entries }: Timeline): readonly string[] {
  return entries
    .filter(({ kind }) => kind !== "tick" && kind !== "packet" && kind !== "state")
    .map((entry) => `${entry.atMs / 1000} ${entry.kind === "turn" ? entry.what : entry.kind}`);
}

test.each([
  ["silent", ["0 connect", "15 falls-silent", "22.5 mqtt-limit", "35 close", "35 will"]],
  ["silent-after-connect", ["0 connect", "0 falls-silent", "7.5 mqtt-limit", "25 close", "25 will"]],
  [
    "cable-pull",
    ["0 connect", "15 cable-pulled", "15.1 publish", "15.1 send", "22.5 mqtt-limit", "35 close", "35 will"],
  ],
  ["crash", ["0 connect", "15.1 crashes", "15.1 close", "15.1 will"]],
  ["takeover", ["0 connect", "15.1 second-client", "15.1 close", "15.1 will", "15.1 connect"]],
] as const)("%s", (scenario, expected) => {
  expect(story(play(scenario))).toEqual(expected);
});

test("offline-then-resume: one queued message per retry interval", () => {
  const { entries } = play("offline-then-resume", { cleanStart: false });
  const sends = entries.filter(({ kind }) => kind === "send").map(({ atMs }) => atMs - 35_100);
  expect(sends).toEqual([15_000, 25_000, 35_000]);
});

function resent(nanomq: string): readonly number[] {
  return play("no-acks", {}, nanomq).entries.flatMap((e) => (e.kind === "send" && e.dup ? [e.message] : []));
}

test("no-acks: older versions repeat the first message, 0.25.1 goes round", () => {
  expect(resent("0.24.14")).toEqual([1, 1, 1, 1, 1, 1]);
  expect(resent("0.25.3")).toEqual([1, 2, 3, 1, 2, 3]);
});

test("nat-timeout: a mapping forgotten before the first ping silences the client", () => {
  const timeline = playScenario(
    "nat-timeout",
    settings,
    version("0.24.14"),
    { ...client, keepaliveMs: 600_000 },
    { natTimeoutMs: 300_000 },
  );
  expect(story(timeline)).toContain("300 nat-forgets");
  expect(timeline.entries.some((e) => e.kind === "packet" && e.arrivesMs === undefined)).toBe(true);
  expect(timeline.kickMs).toBe(925_000);
  expect(play("nat-timeout").kickMs).toBeUndefined();
});

test("slow-link is the same for the same seed", () => {
  expect(play("slow-link")).toEqual(play("slow-link"));
});

test("every scenario of any settings ends, in order of time, within reason", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...scenarioNames),
      fc.constantFrom(...releases),
      fc.constantFrom(-2, 0, 1, 7, 600, 30_000),
      fc.constantFrom(0.001, 1.5, 1500),
      fc.constantFrom(0, 1, 60, 65_535),
      fc.boolean(),
      (scenario, nanomq, retryIntervalS, multiplier, keepaliveS, cleanStart) => {
        const timing = timerOf(retryIntervalS, multiplier);
        const who = { ...client, keepaliveMs: keepaliveS * 1000, cleanStart };
        const { entries, kickMs, lastPacketMs } = playScenario(scenario, timing, version(nanomq), who);
        expect(entries.length).toBeLessThan(500);
        expect(entries.map(({ atMs }) => atMs)).toEqual(
          entries.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
        );
        if (scenario === "offline-then-resume" || scenario === "takeover") return;
        if (kickMs === undefined || lastPacketMs < 1.5 * timing.retry) return;
        const { windowMs } = detectionReplay(timing, version(nanomq), who);
        expect(kickMs - lastPacketMs).toBeGreaterThanOrEqual(windowMs?.earliest ?? Infinity);
        expect(kickMs - lastPacketMs).toBeLessThanOrEqual(windowMs?.latest ?? -Infinity);
      },
    ),
    { numRuns: 150 },
  );
});
