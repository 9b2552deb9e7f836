import { stallRows } from "../generated/bridge-stalls.ts";
import { isSince, type NanomqVersion } from "./version.ts";

/** How local clients fare while bridges wait to connect again. */
export interface BridgeStall {
  /** Bridges down for each task thread, from which on this was seen. */
  readonly perThread: number;
  /** PUBACK to a local publisher. */
  readonly medianMs: number;
  readonly worstMs: number;
}

/** Task threads of the machine that this was measured on. */
const MEASURED_THREADS = 4;

/** What local clients may meet while `down` bridges wait; undefined: nothing. */
export function bridgeStall(down: number, threads: number, version: NanomqVersion): BridgeStall | undefined {
  if (down < 2) return undefined;
  const { countsThreads, stalls } = stallRows.findLast(({ since }) => isSince(version, since)) ?? {
    countsThreads: true,
    stalls: [],
  };
  const share = down / (countsThreads ? threads : MEASURED_THREADS);
  return stalls.findLast(({ perThread }) => share >= perThread);
}
