import { setMaxListeners } from "node:events";
import type { Canary, Observation } from "../canary/canary.ts";
import type { ApiFailure } from "../http-api/failure.ts";
import { ProbeError, type ProbeFailure } from "./failure.ts";
import { type Listing, ListingWatch } from "./listing.ts";
import type { ProbeWorld } from "./mqtt-client.ts";
import { observe } from "./observe.ts";
import { Witness } from "./witness.ts";

export interface ProbeOptions {
  readonly canaries: readonly Canary[];
  readonly token: string;
  /** How long to watch each canary, since its CONNECT. */
  readonly limitMs: (canary: Canary) => number;
  readonly listing: Listing | undefined;
  readonly observed: (done: number) => void;
}

export interface ProbeOutcome {
  readonly observations: readonly Observation[];
  /** Canaries of which nothing can be said, by their failure. */
  readonly failures: readonly ProbeFailure[];
  readonly apiFailure: ApiFailure | undefined;
}

/** Runs all canaries at the same time. @throws ProbeError where none of them could be had, or on abort */
export async function runProbe(
  options: ProbeOptions,
  world: ProbeWorld,
  signal: AbortSignal,
): Promise<ProbeOutcome> {
  const { canaries, token } = options;
  // Every canary listens, and there are as many as the limits allow.
  setMaxListeners(0, signal);
  const [first] = canaries;
  const protocol = first?.clients.protocol ?? 4;
  const seesWills = canaries.some(({ measure }) => measure === "will");
  const witness = await Witness.connect(world, { token, protocol, seesWills }, signal);
  let apiFailure: ApiFailure | undefined;
  const apiFailed = (failure: ApiFailure) => {
    apiFailure = failure;
  };
  const listing = options.listing && new ListingWatch(options.listing, world.clock, apiFailed);
  try {
    const watchers = { witness, listing };
    let done = 0;
    const settled = await Promise.allSettled(
      canaries.map(async (canary) => {
        await world.clock.wait(canary.startMs, signal);
        const observation = await observe(canary, options.limitMs(canary), world, watchers, signal);
        done += 1;
        options.observed(done);
        return observation;
      }),
    );
    return { ...outcomeOf(settled, signal), apiFailure };
  } finally {
    witness.leave();
  }
}

function outcomeOf(
  settled: readonly PromiseSettledResult<Observation>[],
  signal: AbortSignal,
): Omit<ProbeOutcome, "apiFailure"> {
  const observations = settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failures = settled.flatMap((one): readonly ProbeFailure[] => {
    if (one.status === "fulfilled") return [];
    if (one.reason instanceof ProbeError) return [one.reason.failure];
    throw one.reason;
  });
  const [failure] = failures;
  if (signal.aborted) throw new ProbeError({ kind: "stopped" });
  if (observations.length === 0 && failure !== undefined) throw new ProbeError(failure);
  return { observations, failures };
}
