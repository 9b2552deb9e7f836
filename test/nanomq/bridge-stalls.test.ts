import { expect, test } from "vitest";
import { bridgeStall } from "../../src/nanomq/bridge-stalls.ts";
import { versionOf } from "../timing/outage/simulate.ts";

test.each([
  ["0.20.8", 1, 4, undefined],
  ["0.20.8", 2, 4, undefined],
  ["0.20.8", 4, 4, 3656],
  ["0.20.8", 8, 4, 7499],
  ["0.22.10", 2, 2, 2116],
  ["0.22.10", 4, 16, undefined],
  ["0.22.10", 3, 2, 4114],
  ["0.25.3", 4, 16, 1807],
  ["0.25.3", 8, 4, 2755],
  ["0.25.3", 2, 2, undefined],
])("%s: %i bridges down, %i task threads", (release, down, threads, worstMs) => {
  expect(bridgeStall(down, threads, versionOf(release))?.worstMs).toBe(worstMs);
});
