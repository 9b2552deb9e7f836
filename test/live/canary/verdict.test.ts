import { expect, test } from "vitest";
import type { Canary, Observation } from "../../../src/live/canary/canary.ts";
import type { Yardstick } from "../../../src/live/canary/expectation.ts";
import { judge } from "../../../src/live/canary/verdict.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";

const version = parseVersion("0.25.6") ?? expect.fail("no version");
const nanomq = {
  kind: "nanomq" as const,
  timer: timerOf(10, 1.5),
  version,
} satisfies Yardstick;
const mqtt: Yardstick = { kind: "mqtt" };

function observed(changes: Partial<Observation>, measure: Canary["measure"] = "detection"): Observation {
  const clients = { name: "sensors", keepaliveMs: 5000, protocol: 4, transport: "tcp" } as const;
  return {
    canary: { clientId: "x", clients, measure, startMs: 0, pingsMs: [] },
    connackMs: 1,
    packets: [],
    lastPacketMs: 20_000,
    closeMs: undefined,
    closeKind: undefined,
    willMs: undefined,
    publishMs: undefined,
    deliveries: [],
    listing: undefined,
    untilMs: 100_000,
    lagMs: 0,
    ...changes,
  };
}

test.each([
  ["in the window", { closeMs: 34_000 }, nanomq, "inside"],
  ["before it", { closeMs: 29_000 }, nanomq, "earlier"],
  ["after it", { closeMs: 41_000 }, nanomq, "later"],
  ["at its end, with the drift of many ticks", { closeMs: 40_150 }, nanomq, "inside"],
  ["late by our own lateness", { closeMs: 41_000, lagMs: 1000 }, nanomq, "inside"],
  ["silent from the CONNECT: the tick after 25 s", { lastPacketMs: 0, closeMs: 25_050 }, nanomq, "inside"],
  [
    "silent from the CONNECT, and the window is no longer right",
    { lastPacketMs: 0, closeMs: 15_000 },
    nanomq,
    "earlier",
  ],
  ["not closed in a long time", {}, nanomq, "later"],
  ["not closed, and not watched to the end", { untilMs: 35_000 }, nanomq, "unseen"],
  ["MQTT: within 1.5 keepalives", { closeMs: 27_000 }, mqtt, "inside"],
  ["MQTT: within the keepalive", { closeMs: 24_000 }, mqtt, "earlier"],
  ["MQTT: after 1.5 keepalives", { closeMs: 29_000 }, mqtt, "later"],
] as const)("a close %s", (_, changes, yardstick, place) => {
  expect(judge(observed(changes), yardstick).place).toBe(place);
});

test.each([
  ["will in the window", observed({ willMs: 34_000, closeMs: 34_000 }, "will"), nanomq, "inside"],
  ["will that never came", observed({ closeMs: 34_000 }, "will"), nanomq, "later"],
  [
    "duplicate in the window",
    observed({ publishMs: 1000, deliveries: [[16_000, 0, 1, 1]] }, "redelivery"),
    nanomq,
    "inside",
  ],
  [
    "only the first delivery",
    observed({ publishMs: 1000, deliveries: [[1001, 0, 1, 0]] }, "redelivery"),
    nanomq,
    "later",
  ],
  ["no duplicate, as MQTT wants it", observed({ publishMs: 1000 }, "redelivery"), mqtt, "inside"],
  [
    "a duplicate, which MQTT forbids",
    observed({ publishMs: 1000, deliveries: [[3000, 0, 1, 1]] }, "redelivery"),
    mqtt,
    "earlier",
  ],
] as const)("%s", (_, observation, yardstick, place) => {
  expect(judge(observation, yardstick).place).toBe(place);
});

test("a client that is never kicked and stays is as predicted", () => {
  const idle = observed({ lastPacketMs: 0 });
  const canary = { ...idle.canary, clients: { ...idle.canary.clients, keepaliveMs: 0 } };
  expect(judge({ ...idle, canary }, nanomq)).toMatchObject({ windowMs: undefined, place: "inside" });
  expect(judge({ ...idle, canary, closeMs: 9000 }, nanomq).place).toBe("earlier");
});

test("a witness over WebSocket has its messages repeated at the next tick, up to 0.25.3", () => {
  const seen = observed({ publishMs: 1000, deliveries: [[4000, 0, 1, 1]] }, "redelivery");
  const overWebSocket: Observation = {
    ...seen,
    canary: { ...seen.canary, clients: { ...seen.canary.clients, transport: "ws" } },
  };
  expect(judge(seen, nanomq).place).toBe("earlier");
  expect(judge(overWebSocket, nanomq).place).toBe("earlier");
  const older: Yardstick = { ...nanomq, version: parseVersion("0.25.3") ?? version };
  expect(judge(overWebSocket, older).place).toBe("inside");
});
