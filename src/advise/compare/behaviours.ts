import { type Behaviour, behaviourOf } from "../../nanomq/behaviour.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Settings } from "../../start/effective.ts";

/** A client class as far as behaviours depend on it. */
export interface ComparedClient {
  readonly keepaliveMs?: number | undefined;
  readonly protocol?: 4 | 5 | undefined;
  readonly clean_start?: boolean | undefined;
}

/** What a behaviour may concern: what is written in the file, and who connects. */
export interface Concern {
  /** True where the file sets the key or something below it. */
  readonly writes: (key: string) => boolean;
  readonly settings: Settings;
  /** Empty where nobody said who connects. */
  readonly clients: readonly ComparedClient[];
}

export type BehaviourChange = {
  readonly [B in keyof Behaviour]: {
    readonly behaviour: B;
    readonly before: Behaviour[B];
    readonly after: Behaviour[B];
    /** True where it concerns what the file sets. */
    readonly concerns: boolean;
  };
}[keyof Behaviour];

const timers = ["mqtt.retry_interval", "mqtt.keepalive_multiplier", "mqtt.session"];

/** Where nobody said who connects, anybody may. */
function someClient(concern: Concern, is: (client: ComparedClient) => boolean): boolean {
  return concern.clients.length === 0 || concern.clients.some(is);
}

function writesTimers({ writes }: Concern): boolean {
  return timers.some(writes);
}

function isNegative({ settings }: Concern): boolean {
  const interval = settings.values.get("mqtt.retry_interval");
  // Up to 0.24.12 "-2s" is stored as 2^32 - 2.
  return typeof interval === "number" && (interval < 0 || interval >= 2 ** 31);
}

const keeps = (client: ComparedClient) => client.clean_start === false;

const concerned: { readonly [B in keyof Behaviour]: (concern: Concern) => boolean } = {
  // The factor counts as soon as the file has an mqtt section, also without the key.
  multiplierFactor: ({ writes }) => writes("mqtt"),
  keepaliveZero: (concern) =>
    writesTimers(concern) && someClient(concern, ({ keepaliveMs }) => keepaliveMs === 0),
  keptSessionAfterKick: (concern) => writesTimers(concern) && someClient(concern, keeps),
  sessionWithoutExpiryV5: (concern) =>
    writesTimers(concern) && someClient(concern, (client) => keeps(client) && client.protocol === 5),
  sessionWithoutExpiryV4: (concern) =>
    writesTimers(concern) && someClient(concern, (client) => keeps(client) && client.protocol !== 5),
  disconnectExpiry: (concern) =>
    writesTimers(concern) && someClient(concern, (client) => keeps(client) && client.protocol === 5),
  willV5: ({ clients }) => clients.some(({ protocol }) => protocol === 5),
  messageExpiry: ({ writes }) => writes("mqtt.retry_interval"),
  resendOrder: ({ writes }) => writes("mqtt.retry_interval"),
  batchResend: ({ writes }) => writes("mqtt.batch_resend"),
  takeover: ({ clients }) => clients.some(keeps),
  resumedDelivery: ({ clients }) => clients.some(keeps),
  webSocketCloseDelayMs: ({ writes }) => writes("listeners.ws") || writes("listeners.wss"),
  webSocketReceiveTime: ({ writes }) => writes("listeners.ws") || writes("listeners.wss"),
  negativeInterval: isNegative,
};

/** Timing that the two versions do not share. */
export function compareBehaviours(
  from: NanomqVersion,
  to: NanomqVersion,
  concern: Concern,
): readonly BehaviourChange[] {
  const [was, is] = [behaviourOf(from), behaviourOf(to)];
  const change = <B extends keyof Behaviour>(behaviour: B) => {
    const concerns = concerned[behaviour](concern);
    return { behaviour, before: was[behaviour], after: is[behaviour], concerns };
  };
  const all: readonly BehaviourChange[] = [
    change("multiplierFactor"),
    change("keepaliveZero"),
    change("keptSessionAfterKick"),
    change("sessionWithoutExpiryV5"),
    change("sessionWithoutExpiryV4"),
    change("disconnectExpiry"),
    change("willV5"),
    change("messageExpiry"),
    change("resendOrder"),
    change("batchResend"),
    change("takeover"),
    change("resumedDelivery"),
    change("webSocketCloseDelayMs"),
    change("webSocketReceiveTime"),
    change("negativeInterval"),
  ];
  return all.filter(({ before, after }) => before !== after);
}
