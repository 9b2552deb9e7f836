import { expect, test } from "vitest";
import { timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { type FalseKicks, falseKicks } from "../../src/timing/false-kicks.ts";
import { type Network, networks } from "../../src/timing/network.ts";
import { type PingPolicyName, pingPolicies } from "../../src/timing/ping-policy.ts";

const version = parseVersion("0.24.14") ?? { text: "", rank: 0 };

function kicks(
  [retryIntervalS, multiplier, keepaliveS]: readonly [number, number, number],
  network: Network,
  policy: PingPolicyName,
  options: { seed?: number; budget?: number; tightness?: number } = {},
): FalseKicks {
  return falseKicks(
    timerOf(retryIntervalS, multiplier),
    version,
    { name: "c", keepaliveMs: keepaliveS * 1000 },
    { network, policy: pingPolicies[policy], seed: 1, budget: 200_000, ...options },
  );
}

test("same seed, same figures; another seed, others", () => {
  const once = kicks([1, 1, 5], networks.lte, "mosquitto");
  expect(kicks([1, 1, 5], networks.lte, "mosquitto")).toEqual(once);
  expect(kicks([1, 1, 5], networks.lte, "mosquitto", { seed: 2 }).packets).not.toBe(once.packets);
});

test("the interval contains the estimate, and more packets narrow it", () => {
  const few = kicks([1, 1, 5], networks.wifi, "mosquitto", { budget: 50_000 });
  const many = kicks([1, 1, 5], networks.wifi, "mosquitto", { budget: 1_000_000 });
  for (const { low, perHour, high } of [few, many]) {
    expect(low).toBeLessThanOrEqual(perHour);
    expect(high).toBeGreaterThanOrEqual(perHour);
  }
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
  expect(many.perHour).toBeGreaterThanOrEqual(few.low);
  expect(many.perHour).toBeLessThanOrEqual(few.high);
});

test("it stops when the interval is tight, or the budget is spent", () => {
  const tight = kicks([1, 1, 5], networks.mobile, "mosquitto", { budget: 10_000_000 });
  expect(tight.stopped).toBe("tight");
  expect((tight.high - tight.low) / 2).toBeLessThanOrEqual(0.1 * ((tight.high + tight.low) / 2));
  expect(tight.tolerance).toBeLessThanOrEqual(0.1);
  const spent = kicks([10, 1.5, 5], networks.lte, "mosquitto", { budget: 10_000, tightness: 0.001 });
  expect(spent.stopped).toBe("budget");
  expect(spent.packets).toBeLessThan(20_000);
  expect(spent.tolerance).toBeCloseTo((spent.high - spent.low) / (spent.high + spent.low), 10);
  expect(spent.tolerance).toBeGreaterThan(0.001);
});

function rate(multiplier: number, network: Network): number {
  return kicks([1, multiplier, 5], network, "mosquitto").perHour;
}

test("a worse network and less slack mean more kicks", () => {
  expect(rate(1.5, networks.mobile)).toBeGreaterThan(rate(1.5, networks.lte));
  expect(rate(1, networks.lte)).toBeGreaterThan(rate(1.5, networks.lte));
});

test("a network that lets nothing through is refused", () => {
  expect(() => kicks([1, 1, 5], { ...networks.lte, loss: 1 }, "paho")).toThrow("loss must be a share");
  expect(() => kicks([1, 1, 5], { ...networks.lte, outageMs: Infinity }, "paho")).toThrow("must have an end");
});

test("what the closed form settles is not simulated", () => {
  const lan = kicks([10, 1.5, 5], networks.lan, "mosquitto");
  expect(lan).toMatchObject({ stopped: "certain", perHour: 0, packets: 0, slackMs: 4000 });
  // keepalive 0 is not checked from 0.24.12 on, and spinning brokers kick nobody.
  expect(kicks([10, 1.5, 0], networks.mobile, "paho")).toMatchObject({ stopped: "certain", high: 0 });
  expect(kicks([0, 1.5, 5], networks.mobile, "paho")).toMatchObject({ stopped: "certain", high: 0 });
  // MQTT.js waits 2.5 s for its PINGRESP and is gone before 10 s of silence.
  expect(kicks([10, 1.5, 5], networks.mobile, "mqtt.js")).toMatchObject({ stopped: "certain", high: 0 });
});

test("the closed form and the simulation agree where only jitter is late", () => {
  const jittery: Network = { rttMs: 50, jitterMs: 150, loss: 0, outagesPerHour: 0, outageMs: 0 };
  const settled = kicks([1, 1, 5], { ...jittery, jitterMs: 20 }, "mqtt.js");
  expect(settled.stopped).toBe("certain");
  const simulated = kicks([1, 1, 5], jittery, "mqtt.js", { budget: 1_000_000 });
  const bound = 720 * Math.exp(-1000 / 150);
  expect(simulated.stopped).not.toBe("certain");
  expect(simulated.low).toBeLessThanOrEqual(bound);
});
