import * as fc from "fast-check";
import { expect, test } from "vitest";
import { timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { drawTimeline } from "../../../src/report/time/timeline.ts";
import { timelineWords } from "../../../src/report/time/timeline-words.ts";
import { playScenario } from "../../../src/timing/scenario.ts";
import { scenarioNames } from "../../../src/timing/timeline.ts";

const version = parseVersion("0.22.10") ?? { text: "", rank: 0 };
const client = { name: "sensor", keepaliveMs: 5000, protocol: 4, cleanStart: true } as const;

function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
}

test("a silent client, in plain characters", () => {
  const timeline = playScenario("silent", timerOf(10, 1.5), version, client);
  expect(drawTimeline(timeline, { width: 72, ascii: true, words: timelineWords.en })).toEqual([
    "sensor: keepalive 5 s, retry_interval 10 s, limit 7.5 s",
    " 0 s o--------o-------o--------*------------v----|----------------X 35 s",
    "        0 s  o CONNECT",
    "        0 s  . API: connected",
    "        5 s  o PINGREQ",
    "       10 s  o PINGREQ",
    "       15 s  | tick: 0 s counted, limit 7.5 s",
    "       15 s  o PINGREQ",
    "       15 s  * client falls silent",
    "     22.5 s  v MQTT's own limit: 1.5 x keepalive",
    "       25 s  | tick: 0 s counted, limit 7.5 s",
    "       35 s  | tick: 10 s counted > limit 7.5 s: kicked",
    "       35 s  X broker closes the connection, 20 s after the last packet",
    "       35 s  . will published",
    "       35 s  . API: no longer listed",
  ]);
});

test("no line is wider than the terminal, in either language; ASCII means ASCII", { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...scenarioNames),
      fc.integer({ min: 0, max: 200 }),
      fc.constantFrom(0, 1, 10, 3600),
      fc.constantFrom(1, 300, 65_535),
      fc.constantFrom("en" as const, "zh" as const),
      (scenario, width, retryIntervalS, keepaliveS, language) => {
        const settings = timerOf(retryIntervalS, 1.5);
        const who = { ...client, keepaliveMs: keepaliveS * 1000 };
        const timeline = playScenario(scenario, settings, version, who);
        const words = timelineWords[language];
        const lines = drawTimeline(timeline, { width, ascii: true, words });
        for (const line of lines)
          expect(columnsOf(line)).toBeLessThanOrEqual(Math.min(120, Math.max(60, width)));
        if (language === "en") expect(lines.join("")).toMatch(/^[\x20-\x7e]*$/);
      },
    ),
    { numRuns: 60 },
  );
});

test("colour goes around the text and changes nothing else", () => {
  const timeline = playScenario("crash", timerOf(1, 1.5), version, client);
  const style = { width: 80, ascii: false, words: timelineWords.en };
  const coloured = drawTimeline(timeline, { ...style, colour: (role, text) => `<${role}>${text}</>` });
  expect(coloured.map((line) => line.replaceAll(/<[a-z/]*>/g, ""))).toEqual(drawTimeline(timeline, style));
});
