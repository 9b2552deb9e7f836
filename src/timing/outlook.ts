import { milliseconds, type Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { exactly, type WindowMs } from "./detection.ts";
import { type FalseKicks, falseKicks } from "./false-kicks.ts";
import { type NetworkName, networks } from "./network.ts";
import { type PingPolicyName, pingPolicies } from "./ping-policy.ts";
import { separateKeepaliveTimer, type WhatIf, withTcpKeepalive } from "./what-if.ts";
import { drainMs, redeliveryWindow, type SessionClient, sessionEndWindow, willWindow } from "./windows.ts";

export interface OutlookOptions {
  /** Chance of false kicks over this network; not asked for where absent. */
  readonly network?: NetworkName | undefined;
  readonly ping?: PingPolicyName | undefined;
  readonly seed: number;
  /** What NanoMQ does not have: a timer of its own for keepalive, TCP keepalive on its sockets. */
  readonly whatIf: boolean;
  /** Messages that wait for a client that comes back. */
  readonly queued: number;
}

/** Everything the one timer decides for a client class, beside detection itself. Undefined = it never happens. */
export interface Outlook {
  readonly willMs: WindowMs | undefined;
  readonly sessionEndMs: WindowMs | undefined;
  readonly firstRedeliveryMs: WindowMs | undefined;
  readonly secondRedeliveryMs: WindowMs | undefined;
  readonly drainMs: WindowMs | undefined;
  readonly falseKicks?: FalseKicks & { readonly network: NetworkName; readonly ping: PingPolicyName };
  readonly whatIf?: { readonly ownTimer: WhatIf; readonly tcpKeepalive: WhatIf };
}

/** A check every second, and Linux's usual tuning for gateways: figures to compare with, nothing NanoMQ reads. */
const OWN_TIMER_MS = milliseconds(1000);
const TCP_KEEPALIVE = { timeMs: 10_000, intervalMs: 3000, probes: 3 };

/** What to expect of one client class under these settings. Deterministic for a seed. */
export function outlookOf(
  timer: Timer,
  version: NanomqVersion,
  client: SessionClient,
  { network, ping = "paho", seed, whatIf, queued }: OutlookOptions,
): Outlook {
  const drain = drainMs(timer, version, queued);
  return {
    willMs: willWindow(timer, version, client, "silence"),
    sessionEndMs: sessionEndWindow(timer, version, client, "silence"),
    firstRedeliveryMs: redeliveryWindow(timer, 1),
    secondRedeliveryMs: redeliveryWindow(timer, 2),
    drainMs: drain === undefined ? undefined : exactly(drain),
    ...(network === undefined
      ? {}
      : {
          falseKicks: {
            ...falseKicks(timer, version, client, {
              network: networks[network],
              policy: pingPolicies[ping],
              seed,
            }),
            network,
            ping,
          },
        }),
    ...(whatIf
      ? {
          whatIf: {
            ownTimer: separateKeepaliveTimer(timer, version, client, OWN_TIMER_MS),
            tcpKeepalive: withTcpKeepalive(timer, version, client, TCP_KEEPALIVE),
          },
        }
      : {}),
  };
}
