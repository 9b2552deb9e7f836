import { behaviourOf } from "../../nanomq/behaviour.ts";
import type { Ms, Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { type BrokerCost, brokerCost } from "../../timing/cost.ts";
import { type DetectionReplay, detectionReplay, type WindowMs } from "../../timing/detection.ts";
import { drawnGaps, type KickRate, kickRate } from "../../timing/packet-gaps.ts";
import { longestPingGapMs } from "../../timing/ping-policy.ts";
import { drainMs, redeliveryWindow, sessionEndWindow } from "../../timing/windows.ts";
import type { AdvisedClient, AdviseInput, Settings } from "./plan.ts";

export interface ClientFigures {
  readonly detection: DetectionReplay;
  /** Delay of a packet that is harmless at any phase; below 0 a client that pings on time can be kicked. */
  readonly slackMs: number | undefined;
  /** Absent where no network is given. */
  readonly falseKicks: KickRate | undefined;
  /** Its backlog after a reconnect; undefined where this version never drains it. */
  readonly drainMs: number | undefined;
  /** When a kept session of a client that hangs up is forgotten; undefined = never, or none is kept. */
  readonly sessionEnd: WindowMs | undefined;
}

/** Everything known about one choice of settings. */
export interface Figures {
  readonly clients: readonly ClientFigures[];
  /** First duplicate of an unacknowledged message. */
  readonly redelivery: WindowMs | undefined;
  /** Undefined where timing alone is looked at. */
  readonly cost: BrokerCost | undefined;
}

/** Pings drawn for each client class: a day of a 5 s client takes 17 280. */
const DRAWN_PINGS = 400_000;

type Drawn = Pick<AdviseInput, "version" | "clients" | "seed" | "onDraw">;

/** Works out figures for one version and set of clients. */
export class Assessor {
  readonly #version: NanomqVersion;
  readonly #clients: readonly AdvisedClient[];
  readonly #seed: number;
  readonly #connections: number;
  readonly #onDraw: (() => void) | undefined;

  constructor({ version, clients, seed = 1, onDraw }: Drawn) {
    this.#version = version;
    this.#clients = clients;
    this.#seed = seed;
    this.#onDraw = onDraw;
    this.#connections = clients.reduce((sum, { count }) => sum + count, 0);
  }

  figures(settings: Settings): Figures {
    const { timer } = settings;
    return {
      clients: this.#clients.map((_, index) => this.clientFigures(settings, index)),
      redelivery: redeliveryWindow(timer, 1),
      cost: brokerCost(timer.retry, this.#connections),
    };
  }

  clientFigures(settings: Settings, index: number): ClientFigures {
    const quick = this.quickFigures(settings, index);
    const { detection } = quick;
    const client = this.#client(index);
    const earliest = detection.windowMs?.earliest;
    return {
      ...quick,
      falseKicks: this.#falseKicks(client, detection.keepaliveMs, earliest, settings.timer.retry),
    };
  }

  /** Without false kicks, which take a simulation. */
  quickFigures(settings: Settings, index: number): ClientFigures {
    const client = this.#client(index);
    const keepaliveMs = settings.keepalivesMs[index] ?? client.keepaliveMs;
    const { timer } = settings;
    const { name, transport, policy } = client;
    const detection = detectionReplay(timer, this.#version, { name, keepaliveMs, transport });
    const earliest = detection.windowMs?.earliest;
    const checked = earliest !== undefined && keepaliveMs > 0;
    return {
      detection,
      slackMs: checked ? earliest - longestPingGapMs(policy, keepaliveMs) : undefined,
      falseKicks: undefined,
      drainMs: this.#drainMs(settings, client.offlineMessages ?? 0),
      sessionEnd: this.#sessionEnd(timer, client, keepaliveMs),
    };
  }

  #client(index: number): AdvisedClient {
    const client = this.#clients[index];
    if (client === undefined) throw new RangeError(`no client class ${index}`);
    return client;
  }

  #drainMs({ timer, maxMqueueLen }: Settings, messages: number): number | undefined {
    return messages > maxMqueueLen ? undefined : drainMs(timer, this.#version, messages);
  }

  #sessionEnd(timer: Timer, { name, session }: AdvisedClient, keepaliveMs: number): WindowMs | undefined {
    if (session === undefined) return undefined;
    const kept = { name, keepaliveMs, cleanStart: false, ...session };
    return sessionEndWindow(timer, this.#version, kept, "hang-up");
  }

  #falseKicks(
    client: AdvisedClient,
    keepaliveMs: number,
    earliestMs: number | undefined,
    retry: Ms,
  ): KickRate | undefined {
    if (client.network === undefined) return undefined;
    if (earliestMs === undefined) return { perDay: 0, low: 0, high: 0 };
    if (keepaliveMs === 0 || retry <= 0) return undefined;
    const { network, policy } = client;
    const gaps = drawnGaps(keepaliveMs, network, policy, this.#seed, DRAWN_PINGS, this.#onDraw);
    return kickRate(gaps, earliestMs, retry);
  }
}

/** Whether this version knows `mqtt.batch_resend`. */
export function hasBatchResend(version: NanomqVersion): boolean {
  return behaviourOf(version).batchResend === "optional";
}
