import { describe, expect, test } from "vitest";
import { mutate } from "../build/mutate.ts";

/** Shares that a change must not fall below. */
const FLOOR = { total: 0.95, kind: 0.8 };

describe("mistakes seeded into good confs", () => {
  test("are found, whatever their kind", async () => {
    const { kinds, share } = await mutate({ seed: 1, count: 600 });
    expect(share).toBeGreaterThanOrEqual(FLOOR.total);
    const low = kinds.filter(({ caught, survived }) => caught < FLOOR.kind * (caught + survived));
    expect(low).toEqual([]);
    expect(kinds.filter(({ caught }) => caught < 20)).toEqual([]);
  });

  test("are the same for the same seed", async () => {
    expect(await mutate({ seed: 7, count: 60 })).toEqual(await mutate({ seed: 7, count: 60 }));
  });
});
