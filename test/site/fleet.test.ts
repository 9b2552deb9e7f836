// Clients on the page's clock around the core: what the page shows is what replay and closed forms say.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cast, Fleet, type Happening } from "../../site/live/fleet.ts";
import { connectTimes, firstActs, play, spanMs } from "../../site/live/story.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { timerOf } from "../../src/nanomq/time.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import { pingPolicies } from "../../src/timing/ping-policy.ts";
import { simulateDeparture } from "../../src/timing/simulate.ts";

const version = parseVersion(newestRelease) ?? expect.fail();

function castOf(retryS: number, multiplier: number, keepaliveS: number): Cast {
  const timer = timerOf(retryS, multiplier);
  return {
    timer,
    version,
    client: { name: "sensors", keepaliveMs: keepaliveS * 1000, protocol: 4, cleanStart: true },
    policy: pingPolicies.mosquitto,
    connectsMs: connectTimes(timer.retry),
  };
}

function kicksIn(happened: readonly Happening[]) {
  return happened.flatMap((one) =>
    one.kind === "effect" && one.effect.kind === "close" && one.effect.reason === "keepalive"
      ? [{ ...one, connectMs: 0 }]
      : [],
  );
}

describe("the first story", () => {
  const settings = fc.record({
    retryS: fc.integer({ min: 1, max: 40 }),
    multiplier: fc.constantFrom(1.25, 1.5, 2),
    keepaliveS: fc.integer({ min: 2, max: 90 }),
  });

  test("every client whose cable is out is kicked in the window, when a replay of its last packet says", () => {
    fc.assert(
      fc.property(settings, ({ retryS, multiplier, keepaliveS }) => {
        const cast = castOf(retryS, multiplier, keepaliveS);
        const acts = firstActs(cast);
        const untilMs = (acts[0]?.atMs ?? 0) + spanMs(cast);
        const { happened } = play(cast, acts, untilMs);
        const { windowMs } = detectionReplay(cast.timer, version, cast.client);
        // A live client may be kicked too, where its ping comes later than the limit.
        const kicks = kicksIn(happened).filter(({ atMs }) => atMs > (acts[0]?.atMs ?? 0));
        for (const { client } of acts) {
          const kick = kicks.find((one) => one.client === client) ?? expect.fail();
          const connects = happened.filter(
            (one) =>
              one.kind === "effect" &&
              one.client === client &&
              one.effect.kind === "connack" &&
              one.atMs < kick.atMs,
          );
          const connectMs = connects.at(-1)?.atMs ?? 0;
          const lastMs = kick.atMs - kick.silentMs - connectMs;
          const told = simulateDeparture(cast.timer, version, cast.client, "silence", lastMs);
          expect(kick.atMs - connectMs).toBeCloseTo(told.closeMs ?? -1, 3);
          if (connects.length > 1 || lastMs < 1.5 * cast.timer.retry) continue;
          expect(kick.silentMs).toBeGreaterThanOrEqual((windowMs?.earliest ?? 0) - 1e-6);
          expect(kick.silentMs).toBeLessThanOrEqual((windowMs?.latest ?? 0) + 1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is told in one piece as in many", () => {
    const cast = castOf(10, 1.25, 5);
    const acts = firstActs(cast);
    const whole = play(cast, acts, 90_000).happened;
    const { fleet, happened } = play(cast, acts, 40_000);
    const parts = [...happened];
    for (let atMs = 40_000; atMs < 90_000; atMs += 16)
      parts.push(...fleet.advance(Math.min(atMs + 16, 90_000)));
    expect(parts).toEqual(whole);
  });
});

describe("what is done to a client", () => {
  const told = (happened: readonly Happening[]) =>
    happened.flatMap((one) =>
      one.kind === "effect" && one.effect.kind !== "tick" ? [`${one.client} ${one.effect.kind}`] : [],
    );

  test("a process that ends is noticed at once: its FIN reaches the broker", () => {
    const fleet = new Fleet(castOf(10, 1.5, 60));
    fleet.advance(60_000);
    fleet.act(0, "hang-up");
    expect(told(fleet.advance(60_000))).toEqual(["0 close", "0 will", "0 state"]);
    expect(fleet.members[0]).toMatchObject({ link: "off", api: "gone" });
  });

  test("a cable that is back before the kick saves the connection; after it, a new one is made", () => {
    const fleet = new Fleet(castOf(10, 1.25, 5));
    fleet.advance(60_000);
    fleet.act(0, "cable");
    fleet.advance(65_000);
    fleet.act(0, "back");
    fleet.advance(100_000);
    expect(fleet.members[0]).toMatchObject({ link: "on", api: "connected" });
    fleet.act(0, "cable");
    fleet.advance(130_000);
    expect(fleet.members[0]).toMatchObject({ link: "cut", api: "gone" });
    fleet.act(0, "back");
    expect(told(fleet.advance(130_000))).toEqual(["0 connack", "0 state"]);
  });

  test("what makes no sense does nothing", () => {
    const fleet = new Fleet(castOf(10, 1.5, 60));
    fleet.advance(30_000);
    fleet.act(0, "back");
    fleet.act(99, "cable");
    expect(fleet.advance(30_000)).toEqual([]);
    fleet.act(1, "silence");
    fleet.act(1, "silence");
    // Who hangs already cannot hang.
    expect(fleet.advance(30_000).length).toBe(1);
  });

  test("a live client that is kicked, because its pings come later than the limit, comes back by itself", () => {
    const cast = castOf(1, 0.6, 5);
    const { happened, fleet } = play(cast, [], 120_000);
    expect(kicksIn(happened).length).toBeGreaterThan(0);
    expect(fleet.members.some(({ link }) => link === "on")).toBe(true);
  });
});
