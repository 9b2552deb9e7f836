import type { Ms, Timer } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { type DetectionClient, detectionReplay, exactly, type WindowMs } from "./detection.ts";
import { redeliveryWindow } from "./windows.ts";

/*
 * What NanoMQ does not have. In every release up to 0.25.6 one timer, `mqtt.retry_interval`, checks keepalive and
 * resends; accepted sockets never get SO_KEEPALIVE and nothing configures it (strace on 0.20.8, 0.23.10, 0.25.3; only
 * bridges have `tcp.keepalive`). The figures here say what such a change would bring.
 */

/** TCP keepalive of a server's socket, as Linux counts (tcp(7): tcp_keepalive_time, _intvl, _probes). */
export interface TcpKeepalive {
  readonly timeMs: number;
  readonly intervalMs: number;
  readonly probes: number;
}

export interface WhatIf {
  /** No NanoMQ release can do this. */
  readonly hypothetical: true;
  /** The client's program hangs but its host still answers TCP: only MQTT keepalive notices. */
  readonly hungMs: WindowMs | undefined;
  /** The host is gone: power, cable, NAT. Whichever of the two notices first. */
  readonly goneMs: WindowMs | undefined;
  /** First duplicate of an unacknowledged message. */
  readonly firstRedeliveryMs: WindowMs | undefined;
}

/** Keepalive checked by a timer of its own, every `checkMs`; resending stays with `retry_interval`. */
export function separateKeepaliveTimer(
  timer: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  checkMs: Ms,
): WhatIf {
  const { windowMs } = detectionReplay({ ...timer, retry: checkMs }, version, client);
  return {
    hypothetical: true,
    hungMs: windowMs,
    goneMs: windowMs,
    firstRedeliveryMs: redeliveryWindow(timer, 1),
  };
}

/**
 * TCP keepalive on the broker's sockets beside MQTT keepalive. It holds for a connection with nothing in flight: while
 * unacknowledged data is out, TCP counts retransmissions instead (tcp_retries2, about 15 minutes).
 */
export function withTcpKeepalive(
  timer: Timer,
  version: NanomqVersion,
  client: DetectionClient,
  tcp: TcpKeepalive,
): WhatIf {
  const { windowMs } = detectionReplay(timer, version, client);
  const tcpMs = tcp.timeMs + tcp.probes * tcp.intervalMs;
  return {
    hypothetical: true,
    hungMs: windowMs,
    goneMs: windowMs === undefined ? exactly(tcpMs) : sooner(windowMs, tcpMs),
    firstRedeliveryMs: redeliveryWindow(timer, 1),
  };
}

function sooner({ earliest, p50, p95, latest }: WindowMs, atMs: number): WindowMs {
  return {
    earliest: Math.min(earliest, atMs),
    p50: Math.min(p50, atMs),
    p95: Math.min(p95, atMs),
    latest: Math.min(latest, atMs),
  };
}
