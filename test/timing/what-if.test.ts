import { expect, test } from "vitest";
import { milliseconds, timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { brokerCost } from "../../src/timing/cost.ts";
import { separateKeepaliveTimer, withTcpKeepalive } from "../../src/timing/what-if.ts";

const version = parseVersion("0.25.3") ?? { text: "", rank: 0 };
const settings = timerOf(10, 1.5);
const client = { name: "c", keepaliveMs: 5000 };

test("a keepalive timer of its own detects sooner and leaves resending alone", () => {
  const { hungMs, goneMs, firstRedeliveryMs } = separateKeepaliveTimer(
    settings,
    version,
    client,
    milliseconds(1000),
  );
  expect([hungMs?.earliest, hungMs?.latest]).toEqual([8000, 9000]);
  expect(goneMs).toEqual(hungMs);
  expect(firstRedeliveryMs?.earliest).toBe(12_500);
});

test("TCP keepalive finds a host that is gone, not a program that hangs", () => {
  const tcp = { timeMs: 5000, intervalMs: 1000, probes: 3 };
  const { hungMs, goneMs } = withTcpKeepalive(settings, version, client, tcp);
  expect([hungMs?.earliest, hungMs?.latest]).toEqual([10_000, 20_000]);
  expect([goneMs?.earliest, goneMs?.latest]).toEqual([8000, 8000]);
  const unchecked = withTcpKeepalive(settings, version, { ...client, keepaliveMs: 0 }, tcp);
  expect([unchecked.hungMs, unchecked.goneMs?.latest]).toEqual([undefined, 8000]);
});

test("a spinning broker: the ticks that were measured, no price", () => {
  expect(brokerCost(milliseconds(0), 10)).toMatchObject({
    ticksPerSecond: 10_000,
    cores: undefined,
    extrapolated: true,
  });
});
