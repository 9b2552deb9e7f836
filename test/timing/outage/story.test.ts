import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bridgeBehaviourOf } from "../../../src/nanomq/bridge-behaviour.ts";
import { outageAnswer } from "../../../src/timing/outage/closed-form.ts";
import { keepaliveToNotice, noticingMs } from "../../../src/timing/outage/noticing.ts";
import { applied, meets, remedyOf } from "../../../src/timing/outage/remedy.ts";
import { storyOf, waitingAt } from "../../../src/timing/outage/story.ts";
import { questions } from "./simulate.ts";

test("a story lies inside the closed form", () => {
  fc.assert(
    fc.property(questions, fc.double({ min: 0, max: 1, noNaN: true }), (question, share) => {
      const answer = outageAnswer(question);
      const story = storyOf(question, answer);
      expect(story.backMs).toBeGreaterThanOrEqual(answer.backMs.low);
      expect(story.backMs).toBeLessThanOrEqual(answer.backMs.high);
      expect(story.tries).toEqual(story.tries.toSorted((a, b) => a - b));
      expect(story.full).toBeLessThanOrEqual(answer.kept.high);
      const waiting = waitingAt(story, share * Math.min(story.deliveredMs, 2 * story.backMs));
      expect(waiting).toBeGreaterThanOrEqual(0);
      expect(waiting).toBeLessThanOrEqual(story.full);
      if (answer.lost.high === 0) expect(story.losingMs).toBe(Infinity);
    }),
    { numRuns: 300 },
  );
});

test("a keepalive that is advised notices in time, and the next longer one does not", () => {
  fc.assert(
    fc.property(questions, fc.integer({ min: 1000, max: 90_000 }), ({ settings, version }, withinMs) => {
      const behaviour = bridgeBehaviourOf(version);
      const sooner = keepaliveToNotice(withinMs, settings, behaviour);
      fc.pre(sooner !== undefined);
      if (sooner === undefined) return;
      const latest = (keepaliveMs: number) =>
        noticingMs({ settings: { ...settings, ...sooner, keepaliveMs }, everyMs: 1000, qos: 1 }, behaviour)
          .high;
      expect(latest(sooner.keepaliveMs)).toBeLessThanOrEqual(withinMs);
      if (sooner.keepaliveMs < settings.keepaliveMs) {
        expect(latest(sooner.keepaliveMs + 1000)).toBeGreaterThan(withinMs);
      }
    }),
    { numRuns: 200 },
  );
});

test("a remedy meets the goal it is searched for", () => {
  fc.assert(
    fc.property(
      questions,
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 100, max: 1_000_000 }),
      (question, loseAtMost, drainWithinMs) => {
        const goal = { loseAtMost, drainWithinMs };
        const remedy = remedyOf(question, goal);
        fc.pre(remedy !== undefined);
        if (remedy !== undefined) expect(meets(applied(question, remedy), goal)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});
