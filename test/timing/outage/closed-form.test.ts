import * as fc from "fast-check";
import { expect, test } from "vitest";
import { outageAnswer } from "../../../src/timing/outage/closed-form.ts";
import { questions, simulate } from "./simulate.ts";

const ROUNDING_MS = 1e-6;

test("what the core does lies inside the closed form", () => {
  fc.assert(
    fc.property(
      questions,
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: 0.3, max: 0.9, noNaN: true }),
      (question, seed, phase) => {
        const answer = outageAnswer(question);
        const played = simulate(question, seed, phase);
        if (answer.crash !== "possible") expect(played.crashed).toBe(answer.crash === "certain");
        if (played.crashed) return;
        expect(played.lost).toBeGreaterThanOrEqual(answer.lost.low);
        expect(played.lost).toBeLessThanOrEqual(answer.lost.high);
        expect(played.duplicates).toBeGreaterThanOrEqual(answer.duplicates.low);
        expect(played.duplicates).toBeLessThanOrEqual(answer.duplicates.high);
        if (played.drainMs !== undefined && answer.store === "queue") {
          expect(played.drainMs).toBeLessThanOrEqual(answer.drainMs.high + 3 * question.roundTripMs);
        }
        expect(played.noticedMs + ROUNDING_MS).toBeGreaterThanOrEqual(answer.noticedMs.low);
        expect(played.noticedMs).toBeLessThanOrEqual(answer.noticedMs.high + question.roundTripMs);
        if (played.backMs === undefined) return;
        expect(played.backMs + ROUNDING_MS).toBeGreaterThanOrEqual(answer.backMs.low);
        expect(played.backMs).toBeLessThanOrEqual(answer.backMs.high + 2 * question.roundTripMs);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
