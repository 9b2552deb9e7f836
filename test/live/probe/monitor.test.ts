import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import type { CanaryClass } from "../../../src/live/canary/canary.ts";
import { patienceMs, type Yardstick } from "../../../src/live/canary/expectation.ts";
import { backoffMs } from "../../../src/live/probe/backoff.ts";
import { createMetrics } from "../../../src/live/probe/metrics.ts";
import { monitor } from "../../../src/live/probe/monitor.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { VirtualBroker } from "./virtual-world.ts";

const version = parseVersion("0.24.14") ?? expect.fail("no version");
const timer = timerOf(2, 1.5);
const yardstick: Yardstick = { kind: "nanomq", timer, version };
const clients: CanaryClass = { name: "sensors", keepaliveMs: 2000, protocol: 4, transport: "tcp" };
const HOUR_MS = 3_600_000;

function started(broker: VirtualBroker, classes: readonly CanaryClass[] = [clients]) {
  const metrics = createMetrics(classes, yardstick);
  const end = new AbortController();
  const options = {
    classes,
    yardstick,
    everyMs: 60_000,
    wills: true,
    listing: undefined,
    retryIntervalMs: 2000,
    watchMs: (canary: Parameters<typeof patienceMs>[1]) => (patienceMs(yardstick, canary) ?? 0) + 3000,
    token: "t",
    seed: 1,
  };
  return { metrics, end, running: monitor(options, broker.world, metrics, end.signal) };
}

function seriesValue(text: string, series: string): number {
  const line = text.split("\n").find((one) => one.startsWith(series));
  return Number(line?.split(" ").at(-1));
}

test("three days of canaries: one a minute, all inside, and no more of anything than after an hour", async () => {
  const broker = new VirtualBroker(timerOf(2, 1.5), version);
  const { metrics, end, running } = started(broker);
  await broker.clock.run(running, HOUR_MS);
  const early = { waiting: broker.clock.waiting, series: (await metrics.text()).split("\n").length };
  await broker.clock.run(running, 72 * HOUR_MS);
  const text = await metrics.text();
  expect(seriesValue(text, 'nanotune_canaries{class="sensors",verdict="inside"}')).toBe(72 * 60);
  expect(seriesValue(text, 'nanotune_will_delay_seconds_count{class="sensors"}')).toBe(72 * 60);
  expect(text).not.toMatch(/verdict="(earlier|later|unseen)"/);
  expect({ waiting: broker.clock.waiting, series: text.split("\n").length }).toEqual(early);
  expect(broker.openLinks).toBeLessThanOrEqual(2);
  end.abort();
  await broker.clock.run(running);
  expect(broker.openLinks).toBe(0);
  expect(broker.clients()).toEqual([]);
}, 30_000);

/** Bytes in use once everything unused is gone. */
function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

test("two days more need no more memory", async () => {
  const broker = new VirtualBroker(timerOf(2, 1.5), version);
  const { end, running } = started(broker);
  await broker.clock.run(running, 24 * HOUR_MS);
  const dayOneBytes = heapBytes();
  await broker.clock.run(running, 72 * HOUR_MS);
  // 2880 canaries more: one number of each would be 23 kB, one Observation of each over 1 MB.
  expect(heapBytes() - dayOneBytes).toBeLessThan(500_000);
  end.abort();
  await broker.clock.run(running);
}, 30_000);

test("classes share one witness, also when it has to come back", async () => {
  const broker = new VirtualBroker(timerOf(2, 1.5), version);
  const classes = [
    clients,
    { ...clients, name: "meters", keepaliveMs: 5000 },
    { ...clients, name: "five", protocol: 5 } as const,
  ];
  const { metrics, end, running } = started(broker, classes);
  const witnesses = () => broker.clients().filter(({ clientId }) => clientId.endsWith("-w")).length;
  for (const minute of [1, 61]) {
    broker.clock.at((minute + 29) * 60_000 + 1500, () => {
      broker.crash();
      broker.up = true;
    });
    await broker.clock.run(running, (minute + 0.1) * 60_000);
    expect(witnesses()).toBe(1);
    expect(broker.openLinks).toBeLessThanOrEqual(classes.length + 1);
  }
  await broker.clock.run(running, 2 * HOUR_MS);
  const text = await metrics.text();
  for (const { name } of classes) {
    expect(seriesValue(text, `nanotune_canary_failures{class="${name}",kind="lost"}`)).toBeGreaterThan(0);
    expect(seriesValue(text, `nanotune_detection_drift{class="${name}"}`)).toBe(0);
  }
  expect(text).not.toMatch(/verdict="(earlier|later|unseen)"/);
  end.abort();
  await broker.clock.run(running);
  expect(broker.openLinks).toBe(0);
});

test("a broker that gets other settings drifts, until it has the old ones again", async () => {
  const broker = new VirtualBroker(timerOf(2, 1.5), version);
  const { metrics, end, running } = started(broker);
  const drift = async () => seriesValue(await metrics.text(), 'nanotune_detection_drift{class="sensors"}');
  await broker.clock.run(running, 10 * 60_000);
  expect(await drift()).toBe(0);
  broker.change(timerOf(7, 1.5));
  await broker.clock.run(running, 20 * 60_000);
  expect(await drift()).toBe(1);
  broker.change(timerOf(2, 1.5));
  await broker.clock.run(running, 30 * 60_000);
  expect(await drift()).toBe(0);
  end.abort();
  await broker.clock.run(running);
});

test("while the broker is away the tries grow rarer, and it goes on once it is back", async () => {
  const broker = new VirtualBroker(timerOf(2, 1.5), version);
  const { metrics, end, running } = started(broker);
  broker.clock.at(0.5 * HOUR_MS, () => broker.crash());
  await broker.clock.run(running, HOUR_MS);
  const away = await metrics.text();
  expect(seriesValue(away, 'nanotune_canary_up{class="sensors"}')).toBe(0);
  const tries = seriesValue(away, 'nanotune_canary_failures{class="sensors",kind="unreachable"}');
  expect(tries).toBeGreaterThan(25);
  expect(tries).toBeLessThan(40);
  broker.up = true;
  await broker.clock.run(running, HOUR_MS + 5 * 60_000);
  const back = await metrics.text();
  expect(seriesValue(back, 'nanotune_canary_up{class="sensors"}')).toBe(1);
  expect(seriesValue(back, 'nanotune_detection_drift{class="sensors"}')).toBe(0);
  end.abort();
  await broker.clock.run(running);
  expect(broker.openLinks).toBe(0);
});

test("the wait doubles up to a minute, a quarter more at most", () => {
  expect([1, 2, 3, 7, 1000].map((failures) => backoffMs(failures, 0))).toEqual([
    1000, 2000, 4000, 60_000, 60_000,
  ]);
  expect(backoffMs(1, 1)).toBe(1250);
});
