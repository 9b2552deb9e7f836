import { expect, test } from "vitest";
import type { CanaryClass } from "../../src/canary/canary.ts";
import { patienceMs, type Yardstick } from "../../src/canary/expectation.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { backoffMs } from "../../src/probe/backoff.ts";
import { createMetrics } from "../../src/probe/metrics.ts";
import { monitor } from "../../src/probe/monitor.ts";
import { VirtualBroker } from "./virtual-world.ts";

const version = parseVersion("0.24.14") ?? expect.fail("no version");
const settings = { retryIntervalMs: 2000, multiplier: 1.5 };
const yardstick: Yardstick = { kind: "nanomq", settings, version };
const clients: CanaryClass = { name: "sensors", keepaliveMs: 2000, protocol: 4, transport: "tcp" };
const HOUR_MS = 3_600_000;

function started(broker: VirtualBroker) {
  const metrics = createMetrics([clients], yardstick);
  const end = new AbortController();
  const options = {
    classes: [clients],
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
  const broker = new VirtualBroker({ retryIntervalS: 2, multiplier: 1.5 }, version);
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

test("while the broker is away the tries grow rarer, and it goes on once it is back", async () => {
  const broker = new VirtualBroker({ retryIntervalS: 2, multiplier: 1.5 }, version);
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
