import { isSince, type NanomqVersion } from "./version.ts";

/** How local clients fare while bridges wait to connect again. */
export interface BridgeStall {
  /** Bridges down for each task thread, from which on this was seen. */
  readonly perThread: number;
  /** PUBACK to a local publisher. */
  readonly medianMs: number;
  readonly worstMs: number;
}

interface Measured {
  readonly since: string;
  /** False where more task threads changed nothing. */
  readonly countsThreads: boolean;
  readonly stalls: readonly BridgeStall[];
}

/** What was measured on a machine with two cores; one bridge that is down never stalled anybody (worst: 4 ms). */
const measured: readonly Measured[] = [
  {
    since: "0.19.0",
    countsThreads: true,
    stalls: [
      { perThread: 0.75, medianMs: 0.3, worstMs: 111 },
      { perThread: 1, medianMs: 956, worstMs: 3656 },
      { perThread: 2, medianMs: 2688, worstMs: 7499 },
    ],
  },
  {
    since: "0.22.10",
    countsThreads: true,
    stalls: [
      { perThread: 1, medianMs: 389, worstMs: 2116 },
      { perThread: 1.5, medianMs: 1016, worstMs: 4114 },
    ],
  },
  {
    since: "0.24.14",
    countsThreads: false,
    stalls: [
      { perThread: 0.75, medianMs: 0.3, worstMs: 72 },
      { perThread: 1, medianMs: 0.5, worstMs: 1807 },
      { perThread: 2, medianMs: 1041, worstMs: 2755 },
    ],
  },
];

/** Task threads of the machine that this was measured on. */
const MEASURED_THREADS = 4;

/** What local clients may meet while `down` bridges wait; undefined: nothing. */
export function bridgeStall(down: number, threads: number, version: NanomqVersion): BridgeStall | undefined {
  if (down < 2) return undefined;
  const { countsThreads, stalls } = measured.findLast(({ since }) => isSince(version, since)) ?? {
    countsThreads: true,
    stalls: [],
  };
  const share = down / (countsThreads ? threads : MEASURED_THREADS);
  return stalls.findLast(({ perThread }) => share >= perThread);
}
