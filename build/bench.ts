// The parts of the benchmark that run inside one process.
import { advise } from "../src/advise/search/advise.ts";
import { noFacts } from "../src/facts/facts.ts";
import { lintConf } from "../src/lint/lint-conf.ts";
import { defaultBridge } from "../src/nanomq/bridge-settings.ts";
import { timerOf } from "../src/nanomq/time.ts";
import { type NanomqVersion, parseVersion } from "../src/nanomq/version.ts";
import { readConf } from "../src/text/conf/read-conf.ts";
import { BrokerCore } from "../src/timing/core/core.ts";
import { detectionReplay } from "../src/timing/detection.ts";
import { networks } from "../src/timing/network.ts";
import { BridgeCore } from "../src/timing/outage/bridge-core.ts";
import { type OutageQuestion, outageAnswer } from "../src/timing/outage/closed-form.ts";
import type { Flow } from "../src/timing/outage/flow.ts";
import { playOutage } from "../src/timing/outage/play.ts";
import { remedyOf } from "../src/timing/outage/remedy.ts";
import { Upstream } from "../src/timing/outage/upstream.ts";
import { pingPolicies } from "../src/timing/ping-policy.ts";
import { playScenario } from "../src/timing/scenario.ts";
import { runLoad } from "./load.ts";

const MIB = 1024 * 1024;

function release(text: string): NanomqVersion {
  const version = parseVersion(text);
  if (version === undefined) throw new RangeError(text);
  return version;
}

const version = release("0.24.14");
const newest = release("0.25.6");

function msOf(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

function best(runs: number, work: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => msOf(work)));
}

/** Microseconds of one call, of the best of three times `count` calls. */
function perCallUs(count: number, work: () => void): number {
  const repeated = () => {
    for (let at = 0; at < count; at += 1) work();
  };
  return (best(3, repeated) * 1000) / count;
}

/** A conf of about `bytes` with many bridges in one section: what grows in real confs. */
function bigConf(bytes: number): Uint8Array {
  const bridge = (at: number) =>
    `  site${at} {\n  server = "mqtt-tcp://10.0.0.1:1883" # plant ${at}\n  keepalive = 60s\n  subscription = [ { remote_topic = "a/#", local_topic = "b", qos = 1 } ]\n}\n`;
  const parts: string[] = [];
  for (let size = 0, at = 0; size < bytes; at += 1) {
    const text = bridge(at);
    parts.push(text);
    size += text.length;
  }
  return new TextEncoder().encode(`bridges.mqtt {\n${parts.join("")}}\n`);
}

/** Parsing has to grow with the size of the file, no faster. */
export function parsing(): readonly string[] {
  const small = bigConf(MIB);
  const large = bigConf(10 * MIB);
  const smallMs = best(3, () => void readConf({ text: small }, version));
  const largeMs = best(2, () => void readConf({ text: large }, version));
  return [
    `parse: 10 MiB against 1 MiB     ${(largeMs / smallMs).toFixed(1)} x the time (${(10_000 / largeMs).toFixed(1)} MiB/s)`,
  ];
}

/** A bare binary heap of (time, id) in typed arrays: the ceiling for anything that queues events. */
class BareHeap {
  readonly #times: Float64Array;
  readonly #ids: Int32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#times = new Float64Array(capacity);
    this.#ids = new Int32Array(capacity);
  }

  push(time: number, id: number): void {
    let at = this.#size++;
    for (let up = (at - 1) >> 1; at > 0 && (this.#times[up] ?? 0) > time; up = (at - 1) >> 1) {
      this.#move(up, at);
      at = up;
    }
    this.#times[at] = time;
    this.#ids[at] = id;
  }

  pop(): number {
    const top = this.#times[0] ?? 0;
    const time = this.#times[--this.#size] ?? 0;
    const id = this.#ids[this.#size] ?? 0;
    let at = 0;
    for (let down = 1; down < this.#size; down = 2 * at + 1) {
      const right = down + 1;
      const least = right < this.#size && (this.#times[right] ?? 0) < (this.#times[down] ?? 0) ? right : down;
      if ((this.#times[least] ?? 0) >= time) break;
      this.#move(least, at);
      at = least;
    }
    this.#times[at] = time;
    this.#ids[at] = id;
    return top;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] ?? 0;
    this.#ids[to] = this.#ids[from] ?? 0;
  }
}

/** Hold model: the earliest leaves, a later one comes, 10 000 waiting. */
function heapRate(operations: number): number {
  const heap = new BareHeap(10_001);
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let id = 0; id < 10_000; id += 1) heap.push(next(), id);
  const ms = msOf(() => {
    for (let at = 0; at < operations; at += 1) heap.push(heap.pop() + next(), at % 10_000);
  });
  return operations / ms / 1000;
}

/** Events a second of the broker core at 10 000 clients, beside the bare heap. */
export function events(): readonly string[] {
  const heap = heapRate(3_000_000);
  const rates = [0, 0.001, 0.01].map((silentShare) => {
    const core = new BrokerCore(timerOf(10, 1.5), version);
    const load = { clients: 10_000, keepaliveMs: 60_000, events: 4_000_000, silentShare, seed: 1 };
    let done = 0;
    const ms = msOf(() => {
      done = runLoad(core, load).events;
    });
    return done / ms / 1000;
  });
  const shown = rates.map((rate) => `${rate.toFixed(1)} M/s (${(rate / heap).toFixed(2)} x)`).join(", ");
  return [
    `broker core, 10 000 clients     ${shown} with 0, 0.1 and 1 % of pings missing; bare heap ${heap.toFixed(1)} M/s`,
  ];
}

/** One class of clients over a mobile network: the whole search, with 400 000 pings played. */
export function advice(): readonly string[] {
  const client = {
    name: "vehicles",
    count: 1000,
    keepaliveMs: 60_000,
    network: networks.mobile,
    policy: pingPolicies.paho,
  };
  const current = {
    timer: timerOf(10, 1.5),
    maxMqueueLen: 1024,
    keepalivesMs: [60_000],
  };
  const objectives = { detectWithinMs: 90_000, falseKicksPerDay: 1 };
  const ms = best(5, () => void advise({ version, current, clients: [client], objectives }));
  const free = best(
    3,
    () => void advise({ version, current, clients: [client], objectives, setClients: true }),
  );
  return [
    `tune, warm                      ${ms.toFixed(0)} ms with false kicks (limit 300), ${free.toFixed(0)} ms where clients may change`,
  ];
}

/** What one finding's proof costs, warm. */
export function replays(): readonly string[] {
  const timing = timerOf(10, 1.5);
  const client = { name: "sensors", keepaliveMs: 5000, protocol: 4, cleanStart: true } as const;
  const window = perCallUs(20_000, () => void detectionReplay(timing, version, client));
  const story = perCallUs(2000, () => void playScenario("silent", timing, version, client));
  const conf = { text: 'mqtt { retry_interval = 10s }\nlisteners.tcp { bind = "127.0.0.1:1883" }\n' };
  const facts = { ...noFacts, clients: [client] };
  const lint = perCallUs(500, () => void lintConf({ conf, version, facts }));
  return [
    `replay, warm                    window ${window.toFixed(1)} us, timeline ${story.toFixed(1)} us, lint of a small conf ${lint.toFixed(0)} us`,
  ];
}

const HOUR_MS = 3_600_000;

/** Ten seconds, an outage of an hour at 1 000 messages a second, and what the minute after it brings. */
function playHour(queueLength: number, roundTripMs: number): number {
  const settings = { ...defaultBridge, queueLength };
  const core = new BridgeCore(settings, newest, { uniform: () => 0.5 });
  const upstream = new Upstream({ kind: "answers", ackMs: 0 }, { roundTripMs });
  const [fromMs, untilMs] = [10_000, 10_000 + HOUR_MS];
  const endMs = untilMs + 60_000;
  const flow: Flow = { startMs: 0, everyMs: 1, burst: 1, count: endMs, qosOf: () => 1 };
  const changes = [
    { atMs: fromMs, state: { kind: "refuses" }, closes: true },
    { atMs: untilMs, state: { kind: "answers", ackMs: 0 }, closes: false },
  ] as const;
  playOutage(core, upstream, { flow, changes, told: [], untilMs: endMs });
  return upstream.arrivals.length;
}

/** What an outage of a bridge costs to tell: at once, what to type, and message by message. */
export function outages(): readonly string[] {
  const question: OutageQuestion = {
    settings: { ...defaultBridge, queueLength: 1024 },
    ...{ version: newest, cut: "silent-resets", outageMs: HOUR_MS, everyMs: 1, qos: 1, roundTripMs: 1 },
  };
  const closed = perCallUs(10_000, () => void outageAnswer(question));
  const remedy = perCallUs(200, () => void remedyOf(question));
  const short = best(3, () => void playHour(1024, 1));
  const long = best(3, () => void playHour(4_000_000, 1));
  return [
    `outage, 1 h at 1 000 msg/s      closed form ${closed.toFixed(1)} us, remedy ${remedy.toFixed(0)} us; played ${short.toFixed(0)} ms with a queue of 1024, ${long.toFixed(0)} ms where all is kept (limit 1000)`,
  ];
}
