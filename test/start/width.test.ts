import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { singlePrecision, sizeOfNumber, storeInteger, storeNumber } from "../../src/start/width.ts";

describe("a number in the field that stores it", () => {
  test.each([
    [70000, "uint16", 4464],
    [65536, "uint16", 0],
    [256, "uint8", 0],
    [4.9, "uint8", 4],
    [2 ** 31, "uint16", 0],
    [2 ** 31, "int32", -(2 ** 31)],
    [2 ** 32 + 3, "int32", -(2 ** 31)],
    [2 ** 32 + 3, "uint32", 3],
    [1e10, "uint32", 1410065408],
    [1e20, "uint32", 0],
    [2 ** 32, "uint64", 2 ** 32],
    [1e20, "uint64", 0],
    [2 ** 63, "uint64", -(2 ** 63)],
    [Number.POSITIVE_INFINITY, "uint64", 0],
    [0.3, "float", 0.300000012],
    [1e6, "float", 1000000],
  ] as const)("%d as %s is %d", (written, store, stored) => {
    expect(storeNumber(written, store)).toBe(stored);
  });

  test("whole numbers that fit are kept", () => {
    fc.assert(
      fc.property(
        fc.nat(255),
        fc.constantFrom("uint8", "uint16", "uint32", "uint64", "int32"),
        (value, store) => {
          expect(storeNumber(value, store)).toBe(value);
          expect(storeInteger(BigInt(value), store)).toBe(value);
        },
      ),
    );
  });

  test("small fields wrap as typed arrays do", () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), (value) => {
        expect(storeNumber(value, "uint16")).toBe(Uint16Array.of(value)[0]);
        expect(storeNumber(value, "uint8")).toBe(Uint8Array.of(value)[0]);
      }),
    );
  });

  test("single precision loses nothing that a float holds", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(singlePrecision(value)) === value).toBe(true);
      }),
    );
  });

  test("a negative size wraps to the top of 64 bits", () => {
    expect(sizeOfNumber(-1)).toBe(2n ** 64n - 1n);
    expect(sizeOfNumber(1.5)).toBe(1n);
  });
});
