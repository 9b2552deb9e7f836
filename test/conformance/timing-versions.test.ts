import { expect, test } from "vitest";
import { behaviourOf, behaviourTable } from "../../src/nanomq/behaviour.ts";
import { releases } from "../../src/nanomq/releases.ts";
import { isWithin, parseVersion } from "../../src/nanomq/version.ts";
import { recordedJson } from "./timing-rows.ts";

interface Recorded {
  readonly behaviour: string;
  readonly values: readonly { since: string; until: string | null; value: unknown }[];
}

function isRecorded(value: unknown): value is readonly Recorded[] {
  return Array.isArray(value);
}

/** Recorded value -> ours. */
const names: Readonly<
  Record<string, readonly [keyof typeof behaviourTable, Readonly<Record<string, unknown>>]>
> = {
  "multiplier-factor": ["multiplierFactor", { "1": 1, "1000": 1000 }],
  "keepalive-zero": ["keepaliveZero", { kicked: "kicked", "not checked": "unchecked" }],
  "kept-session-after-kick": [
    "keptSessionAfterKick",
    { expires: "expires", "never expires": "never-expires" },
  ],
  "session-without-expiry-v5": [
    "sessionWithoutExpiryV5",
    { "kept for ever": "kept", "first tick": "first-tick" },
  ],
  "session-without-expiry-v4": [
    "sessionWithoutExpiryV4",
    { "kept for ever": "kept", "first tick": "first-tick" },
  ],
  "disconnect-session-expiry": ["disconnectExpiry", { ignored: "ignored", used: "used" }],
  "will-mqtt5": ["willV5", { sent: "sent", "lost or damaged": "lost" }],
  "after-dropping-an-expired-message": [
    "messageExpiry",
    {
      "(nothing is dropped)": "ignored",
      "nothing more in this tick": "drops-and-waits",
      "looks at the next message at once": "drops-and-goes-on",
    },
  ],
  "resend-order": ["resendOrder", { "lowest id": "lowest-id", "round robin": "round-robin" }],
  "batch-resend": [
    "batchResend",
    { "unknown setting, no effect": "unknown", "optional, default false": "optional" },
  ],
  "takeover-will": [
    "takeover",
    {
      "none (not closed)": "both-stay",
      "sent at once": "discards-session",
      "sent at once if either side has clean_start 1, suppressed if both have 0": "passes-session",
    },
  ],
  "resumed-session-delivery": [
    "resumedDelivery",
    {
      "queued ones one per R, live ones at once": "all",
      "nothing until the client subscribes again": "nothing-until-subscribed",
      "nothing until the client subscribes again, then only the queued ones": "queued-only-once-subscribed",
    },
  ],
  "websocket-close-delay-ms": ["webSocketCloseDelayMs", { "0": 0, "100": 100 }],
  "negative-interval": [
    "negativeInterval",
    { "kicks every client at once, may abort": "closes-at-once", zero: "zero" },
  ],
};

test("every release behaves as measured", () => {
  const recorded = recordedJson("versions.json");
  if (!isRecorded(recorded)) throw new Error("versions.json is no list");
  let compared = 0;
  for (const { behaviour, values } of recorded) {
    const [ours, meaning] = names[behaviour] ?? [undefined, {}];
    if (ours === undefined) continue;
    for (const text of releases) {
      const version = parseVersion(text);
      if (version === undefined) throw new Error(text);
      const span = values.find(({ since, until }) => isWithin(version, { since, until: until ?? undefined }));
      if (span === undefined) continue;
      expect.soft(behaviourOf(version)[ours], `${behaviour} ${text}`).toBe(meaning[String(span.value)]);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(Object.keys(names).length * 50);
});

test("the table's spans follow each other up to now", () => {
  for (const entries of Object.values(behaviourTable)) {
    const sinceRanks = entries.map(({ since }) => parseVersion(since)?.rank ?? NaN);
    expect(sinceRanks).toEqual(sinceRanks.toSorted((a, b) => a - b));
    expect(entries.at(-1)?.until).toBeUndefined();
  }
});
