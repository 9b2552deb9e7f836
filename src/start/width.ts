import type { Store } from "../generated/surface.ts";

const TWO_63 = 2n ** 63n;
const TWO_64 = 2n ** 64n;
export const MAX_UINT64 = TWO_64 - 1n;

const INT_MIN = -2147483648;

/** A float as NanoMQ prints it: nine digits, which is what single precision holds. */
export function singlePrecision(value: number): number {
  const single = Math.fround(value);
  return Number.isFinite(single) ? Number(single.toPrecision(9)) : single;
}

// The conversions of x86-64: a double too large for an int gives INT_MIN, one too large for 64 bits 2^63 or 0.
function toInt32(value: number): number {
  return value < 2147483648 ? value : INT_MIN;
}

function toUint64(value: number): bigint {
  if (!Number.isFinite(value) || BigInt(value) >= TWO_64) return 0n;
  return BigInt.asUintN(64, BigInt(value));
}

/** A number of the conf in the field it is stored in: cut off at the point, wrapped where it does not fit. */
export function storeNumber(value: number, store: Store): number {
  if (store === "float") return singlePrecision(value);
  const whole = Math.trunc(value);
  switch (store) {
    case "uint8":
      return toInt32(whole) & 0xff;
    case "uint16":
      return toInt32(whole) & 0xffff;
    case "int32":
      return toInt32(whole);
    case "uint32":
      return whole >= Number(TWO_63) ? 0 : Number(BigInt.asUintN(32, toUint64(whole)));
    case "uint64":
      return Number(BigInt.asIntN(64, toUint64(whole)));
  }
}

/** An integer that NanoMQ computed in 64 bits, in the field it is stored in. */
export function storeInteger(value: bigint, store: Store): number {
  switch (store) {
    case "uint8":
      return Number(BigInt.asUintN(8, value));
    case "uint16":
      return Number(BigInt.asUintN(16, value));
    case "uint32":
      return Number(BigInt.asUintN(32, value));
    case "int32":
      return Number(BigInt.asIntN(32, value));
    default:
      return Number(BigInt.asUintN(64, value));
  }
}

/** A size given as a number: any number but 0, negative ones wrap to the top of 64 bits. */
export function sizeOfNumber(value: number): bigint {
  const whole = Math.trunc(value);
  return whole < 0 && Number.isFinite(whole) ? BigInt.asUintN(64, BigInt(whole)) : toUint64(whole);
}
