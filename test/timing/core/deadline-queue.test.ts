import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DeadlineQueue } from "../../../src/timing/core/deadline-queue.ts";

type Step = { readonly slot: number; readonly atMs: number | undefined };

const steps = fc.array(
  fc.record({
    slot: fc.nat({ max: 200 }),
    atMs: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
  }),
  { maxLength: 400 },
);

/** The same rules without a heap. */
function expectedWakes(all: readonly Step[]): readonly (readonly [number, number])[] {
  const waiting = new Map<number, number>();
  for (const { slot, atMs } of all) {
    if (atMs === undefined) waiting.delete(slot);
    else waiting.set(slot, Math.min(atMs, waiting.get(slot) ?? Infinity));
  }
  return [...waiting].map(([slot, atMs]) => [atMs, slot] as const);
}

function drain(queue: DeadlineQueue): readonly (readonly [number, number])[] {
  const wakes: [number, number][] = [];
  while (queue.soonestMs < Infinity) {
    const atMs = queue.soonestMs;
    const slot = queue.pop();
    if (slot >= 0) wakes.push([atMs, slot]);
  }
  return wakes;
}

function inOrder(wakes: readonly (readonly [number, number])[]) {
  return wakes.toSorted(([a, x], [b, y]) => a - b || x - y);
}

test("wakes everybody once, at its earliest time, in order", () => {
  fc.assert(
    fc.property(steps, (all) => {
      const queue = new DeadlineQueue();
      for (const { slot, atMs } of all) {
        if (atMs === undefined) queue.cancel(slot);
        else queue.schedule(slot, atMs);
      }
      const wakes = drain(queue);
      expect(wakes.map(([atMs]) => atMs)).toEqual(wakes.map(([atMs]) => atMs).toSorted((a, b) => a - b));
      expect(new Set(wakes.map(([, slot]) => slot)).size).toBe(expectedWakes(all).length);
      expect(new Set(inOrder(wakes).map(String))).toEqual(new Set(inOrder(expectedWakes(all)).map(String)));
    }),
  );
});

test("an empty queue waits for ever", () => {
  const queue = new DeadlineQueue();
  expect(queue.soonestMs).toBe(Infinity);
  expect(queue.pop()).toBe(-1);
});
