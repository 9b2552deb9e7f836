import type { Random } from "./random.ts";

/** A way from client to broker, as TCP makes it look: nothing is lost for good, it only comes late. */
export interface Network {
  readonly rttMs: number;
  /** Mean of the exponential delay on top of half the round trip. */
  readonly jitterMs: number;
  /** Share of packets that have to be sent again. */
  readonly loss: number;
  readonly outagesPerHour: number;
  /** Mean; the length is exponential. */
  readonly outageMs: number;
}

/** Assumptions to start from, not measurements; a user with figures of their own gives those. */
export const networks = {
  lan: { rttMs: 1, jitterMs: 0.2, loss: 0, outagesPerHour: 0, outageMs: 0 },
  wifi: { rttMs: 5, jitterMs: 10, loss: 0.005, outagesPerHour: 0.2, outageMs: 2_000 },
  lte: { rttMs: 50, jitterMs: 20, loss: 0.005, outagesPerHour: 0.5, outageMs: 3_000 },
  mobile: { rttMs: 120, jitterMs: 80, loss: 0.02, outagesPerHour: 4, outageMs: 8_000 },
  satellite: { rttMs: 600, jitterMs: 30, loss: 0.01, outagesPerHour: 0.5, outageMs: 10_000 },
} as const satisfies Readonly<Record<string, Network>>;

export type NetworkName = keyof typeof networks;

/** Linux sends again after 200 ms at the earliest and doubles the wait each time up to 120 s (RFC 6298, TCP_RTO_MAX). */
const SHORTEST_RTO_MS = 200;
const LONGEST_RTO_MS = 120_000;
const HOUR_MS = 3_600_000;

/** Draws arrival times of packets sent one after the other. */
export class Link {
  readonly #network: Network;
  readonly #random: Random;
  #outageStartMs: number;
  #outageEndMs = -Infinity;
  #lastArrivalMs = -Infinity;

  /** @throws RangeError where nothing would ever get through. */
  constructor(network: Network, random: Random) {
    if (!(network.loss >= 0 && network.loss < 1)) {
      throw new RangeError(`loss must be a share from 0 to below 1, not ${network.loss}`);
    }
    if (!Number.isFinite(network.outageMs)) throw new RangeError("an outage must have an end");
    this.#network = network;
    this.#random = random;
    this.#outageStartMs = this.#nextOutage(0);
  }

  /** When a packet sent at `atMs` (never before the one before it) reaches the broker; in order, as TCP delivers. */
  arrival(atMs: number): number {
    const { rttMs, jitterMs } = this.#network;
    const sentMs = this.#sentThrough(atMs);
    const arrivalMs = sentMs + rttMs / 2 + this.#random.exponential(jitterMs);
    this.#lastArrivalMs = Math.max(this.#lastArrivalMs, arrivalMs);
    return this.#lastArrivalMs;
  }

  /** The moment of the transmission that gets through. */
  #sentThrough(atMs: number): number {
    let sentMs = atMs;
    let rtoMs = Math.max(SHORTEST_RTO_MS, this.#network.rttMs + 4 * this.#network.jitterMs);
    while (this.#isDown(sentMs) || this.#random.uniform() < this.#network.loss) {
      sentMs += rtoMs;
      rtoMs = Math.min(2 * rtoMs, LONGEST_RTO_MS);
    }
    return sentMs;
  }

  #isDown(atMs: number): boolean {
    while (atMs >= this.#outageStartMs) {
      this.#outageEndMs = this.#outageStartMs + this.#random.exponential(this.#network.outageMs);
      this.#outageStartMs = this.#nextOutage(this.#outageEndMs);
    }
    return atMs < this.#outageEndMs;
  }

  #nextOutage(afterMs: number): number {
    const { outagesPerHour } = this.#network;
    return outagesPerHour === 0 ? Infinity : afterMs + this.#random.exponential(HOUR_MS / outagesPerHour);
  }
}
