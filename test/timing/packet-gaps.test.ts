import { describe, expect, test } from "vitest";
import { milliseconds, timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import { falseKicks } from "../../src/timing/false-kicks.ts";
import { networks } from "../../src/timing/network.ts";
import { kickRate, packetGaps } from "../../src/timing/packet-gaps.ts";
import { pingPolicies } from "../../src/timing/ping-policy.ts";

const version = parseVersion("0.24.14") ?? { text: "", rank: 0 };

describe("false kicks from packet gaps", () => {
  test.each([
    ["mobile", "mosquitto", 30, 3, 1.5],
    ["mobile", "paho", 10, 1, 1.5],
    ["lte", "mosquitto", 5, 1, 1.5],
    ["wifi", "mosquitto", 5, 1, 1.25],
    ["satellite", "esp-mqtt", 20, 5, 1.1],
    ["lan", "mosquitto", 60, 10, 1.5],
  ] as const)(
    "%s, %s, keepalive %i s, R %i s, m %f: as the broker core plays it",
    (net, ping, keepaliveS, r, m) => {
      const client = { name: "live", keepaliveMs: keepaliveS * 1000 };
      const settings = timerOf(r, m);
      const network = networks[net];
      const policy = pingPolicies[ping];
      const played = falseKicks(settings, version, client, {
        network,
        policy,
        seed: 3,
        tightness: 0.05,
        budget: 1_000_000,
      });
      const earliest = detectionReplay(settings, version, client).windowMs?.earliest ?? 0;
      const gaps = packetGaps(client.keepaliveMs, network, policy, 5, 400_000);
      const rate = kickRate(gaps, earliest, settings.retry);
      // A Poisson rate as the chance of at least one kick in an hour, which is what is played.
      const perHour = (perDay: number) => -Math.expm1(-perDay / 24);
      expect(perHour(rate.low)).toBeLessThanOrEqual(played.high);
      expect(perHour(rate.high)).toBeGreaterThanOrEqual(played.low);
    },
  );

  test("same seed, same gaps; a later kick is never likelier", () => {
    const draw = () => packetGaps(30_000, networks.mobile, pingPolicies.paho, 9, 20_000);
    expect(draw()).toEqual(draw());
    const rates = [31, 33, 36, 40, 50, 60].map((s) => kickRate(draw(), s * 1000, milliseconds(1000)).perDay);
    expect(rates).toEqual(rates.toSorted((a, b) => b - a));
  });
});
