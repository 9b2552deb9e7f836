import { behaviourOf } from "../../nanomq/behaviour.ts";
import { type Ms, multiplierNear } from "../../nanomq/time.ts";
import { FIRST_TICK } from "../../timing/detection.ts";
import { longestPingGapMs } from "../../timing/ping-policy.ts";
import type { AdvisedClient, AdviseInput } from "./plan.ts";

/*
 * Between two ticks a multiplier changes nothing, so that a list of usual ones can miss the only step that serves. For a
 * retry interval and an objective about dead clients there is a largest number of ticks for each class, hence a range of
 * multipliers with which every class has just that many; more ticks kick fewer live clients, so no other multiplier does
 * what none of the range does.
 */

/** Half open: `to` is one tick too many for some class. */
interface Range {
  readonly from: number;
  readonly to: number;
}

const MOST_DECIMALS = 6;

/** When a dead client of the class has to be noticed; Infinity where nobody says. */
function limitMs({ keepaliveMs }: AdvisedClient, { objectives }: AdviseInput): number {
  const mqttMs = objectives.mqttLimit === true ? 1.5 * keepaliveMs : Infinity;
  return Math.min(objectives.detectWithinMs ?? Infinity, mqttMs);
}

/** The ticks within the limit of the class: the closing one is two after them, or later for one that dies at once. */
function mostTicks(client: AdvisedClient, retry: Ms, input: AdviseInput): number {
  const delayMs = client.transport === "ws" ? behaviourOf(input.version).webSocketCloseDelayMs : 0;
  const after = input.objectives.earlyDeaths === true ? 1 + FIRST_TICK : 2;
  return Math.floor((limitMs(client, input) - delayMs) / retry - after + 1e-9);
}

function rangeFor(retry: Ms, input: AdviseInput): Range | undefined {
  const classes = input.clients.filter(({ keepaliveMs }) => keepaliveMs > 0);
  const to = Math.min(
    ...classes.map((client) => ((mostTicks(client, retry, input) + 1) * retry) / client.keepaliveMs),
  );
  if (!Number.isFinite(to) || to <= 0) return undefined;
  const ticksBelow = (ms: number) => Math.ceil((to * ms) / retry - 1e-9) - 1;
  const from = Math.max(...classes.map(({ keepaliveMs: ms }) => (ticksBelow(ms) * retry) / ms));
  return { from, to };
}

/** The number of fewest decimals from `from` on that stays below `to`; undefined where six do not tell. */
function plainest({ from, to }: Range): number | undefined {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    const number = Math.ceil(from * scale - 1e-9) / scale;
    if (number > 0 && number < to - 1e-9) return number;
  }
  return undefined;
}

/** The smallest multiplier that kicks nobody who pings on time. */
function harmless(retry: Ms, { clients }: AdviseInput): number {
  const needed = clients.map(({ policy, keepaliveMs: ms }) =>
    ms === 0 ? 0 : ((Math.ceil(longestPingGapMs(policy, ms) / retry) - 1) * retry) / ms,
  );
  return Math.max(0, ...needed);
}

/** The multipliers, as the broker has them, that leave a class the most ticks its objective allows. */
export function exactMultipliers(retry: Ms, input: AdviseInput): readonly number[] {
  const range = rangeFor(retry, input);
  if (range === undefined) return [];
  const { from, to } = range;
  // Single precision can put a limit just below a whole number of ticks: the second one is clear of both edges.
  const ranges = [
    { from, to },
    { from: (from + to) / 2, to },
    { from: Math.max(from, 1 + 1e-6), to },
  ];
  const least = Math.min(1, harmless(retry, input));
  return ranges.flatMap((one) => {
    const number = plainest(one);
    return number === undefined || number < least ? [] : [multiplierNear(number, input.version)];
  });
}
