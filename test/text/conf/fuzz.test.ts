import { expect, test } from "vitest";
import { fuzz } from "../../../build/fuzz.ts";

test("a short run of the fuzzer breaks no promise", () => {
  const { runs, failure } = fuzz({ seconds: 1, seed: 7 });
  expect(failure).toBeUndefined();
  expect(runs).toBeGreaterThanOrEqual(200);
});
