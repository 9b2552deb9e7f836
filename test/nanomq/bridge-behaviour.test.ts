import { expect, test } from "vitest";
import { bridgeBehaviourOf, bridgeTable } from "../../src/nanomq/bridge-behaviour.ts";
import { releases } from "../../src/nanomq/releases.ts";
import { isSince, isWithin, parseVersion } from "../../src/nanomq/version.ts";

const versions = releases.slice(1).flatMap((text) => parseVersion(text) ?? []);

test.each(Object.entries(bridgeTable))(
  "%s: spans follow each other, each with its evidence",
  (_, entries) => {
    for (const { evidence } of entries) expect(evidence).not.toBe("");
    for (const [i, entry] of entries.entries())
      expect(entry.until === undefined).toBe(i === entries.length - 1);
    for (const version of versions) {
      const holding = entries.filter((entry) => isWithin(version, entry));
      const first = entries[0];
      const early = first !== undefined && !isSince(version, first.since);
      expect(holding).toHaveLength(early ? 0 : 1);
    }
  },
);

test.each([
  ["0.22.6", "forgotten", "loses", "holds-one", "own-interval"],
  ["0.22.7", "resent", "loses", "holds-one", "resend-interval"],
  ["0.23.1", "resent", "queues", "holds-one", "resend-interval"],
  ["0.24.2", "resent", "queues", "holds-one", "resend-interval"],
  ["0.24.14", "resent", "queues", "queues", "unused"],
])("%s begins a class of its own or ends one", (text, unacknowledged, busySlot, linkDown, diskCache) => {
  const version = parseVersion(text);
  expect(version && bridgeBehaviourOf(version)).toMatchObject({
    unacknowledged,
    busySlot,
    linkDown,
    diskCache,
  });
});
