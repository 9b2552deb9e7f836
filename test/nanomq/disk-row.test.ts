import { expect, test } from "vitest";
import { diskRowBytes } from "../../src/nanomq/disk-row.ts";

/** Size of a file of 5 000 rows as NanoMQ's table has them, topic of 20 letters, made by SQLite 3.40, for each row. */
test.each([
  [0, 76.2],
  [10, 86.8],
  [64, 144.2],
  [256, 344.1],
  [1000, 1371.3],
  [3000, 4107.5],
  [10_000, 10_247.4],
])("a payload of %i bytes takes %f bytes of the file", (payload, measured) => {
  expect(Math.abs(diskRowBytes(payload) / measured - 1)).toBeLessThan(0.03);
});
