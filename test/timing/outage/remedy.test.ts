import * as fc from "fast-check";
import { expect, test } from "vitest";
import { defaultBridge } from "../../../src/nanomq/bridge-settings.ts";
import type { OutageQuestion } from "../../../src/timing/outage/closed-form.ts";
import { applied, remedyOf } from "../../../src/timing/outage/remedy.ts";
import { questions, simulate, versionOf } from "./simulate.ts";

/** Ten minutes away at 20 messages a second. */
function question(version: string, changes: Partial<OutageQuestion>): OutageQuestion {
  return {
    version: versionOf(version),
    settings: defaultBridge,
    ...{ cut: "closed", outageMs: 600_000, everyMs: 50, qos: 1, roundTripMs: 1 },
    ...changes,
  };
}

test.each([
  ["0.25.6", {}, { maxSendQueueLen: 13_000 }],
  ["0.24.14", { qos: 0 }, { maxSendQueueLen: 13_000, qos: 1 }],
  ["0.25.6", { cut: "silent-resets" }, { maxSendQueueLen: 13_000, cancelTimeoutMs: 640_000 }],
  ["0.24.13", {}, { maxSendQueueLen: 1, diskCacheSize: 13_000 }],
  ["0.20.8", { cut: "silent-resets" }, undefined],
] as const)("%s %j", (version, changes, remedy) => {
  expect(remedyOf(question(version, changes))).toEqual(remedy);
});

test("a bridge that loses nothing needs no remedy", () => {
  const settings = { ...defaultBridge, queueLength: 20_000 };
  expect(remedyOf(question("0.25.6", { settings }))).toEqual({});
});

test("with the remedy in place the core loses nothing", () => {
  fc.assert(
    fc.property(
      questions,
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0.3, max: 0.9, noNaN: true }),
      (asked, seed, phase) => {
        const remedy = remedyOf(asked);
        fc.pre(remedy !== undefined);
        if (remedy === undefined || (remedy.diskCacheSize ?? 0) > 1000) return;
        expect(simulate(applied(asked, remedy), seed, phase)).toMatchObject({ lost: 0, crashed: false });
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);
