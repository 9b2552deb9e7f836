import * as fc from "fast-check";
import { expect, test } from "vitest";
import { releases } from "../../../src/nanomq/releases.ts";
import { type Timer, timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { BrokerCore } from "../../../src/timing/core/core.ts";
import type { BrokerEffect, BrokerEvent, ConnectPacket } from "../../../src/timing/core/events.ts";

const R10: Timer = timerOf(10, 1.5);

function version(text: string) {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

function packet(changes: Partial<ConnectPacket> = {}): ConnectPacket {
  return { clientId: "c", protocol: 4, cleanStart: true, keepaliveS: 5, will: {}, ...changes };
}

type Script = readonly (readonly [number, BrokerEvent])[];

function join(connection: number, atMs: number, connect: ConnectPacket): Script {
  return [
    [atMs, { kind: "open", connection, transport: "tcp" }],
    [atMs, { kind: "connect", connection, packet: connect }],
  ];
}

function run(nanomq: string, settings: Timer, script: Script, watchTicks = false) {
  const core = new BrokerCore(settings, version(nanomq), { watchTicks });
  return script.flatMap(([atMs, event]) => core.handle(event, atMs));
}

function brief(effect: BrokerEffect): string {
  const s = effect.atMs / 1000;
  switch (effect.kind) {
    case "close":
      return `${s} close ${effect.connection} ${effect.reason}`;
    case "connack":
      return `${s} connack ${effect.connection} ${effect.sessionPresent ? "present" : "new"}`;
    case "send":
      return `${s} send ${effect.message}${effect.dup ? " dup" : ""}`;
    case "state":
      return `${s} ${effect.state}`;
    case "drop":
      return `${s} drop ${effect.message}`;
    case "tick":
      return `${s} tick ${effect.count}`;
    case "will":
      return `${s} will`;
  }
}

function told(nanomq: string, settings: Timer, script: Script): readonly string[] {
  return run(nanomq, settings, script).map(brief);
}

const hour: Script = [[3_600_000, { kind: "elapse" }]];

test("a connection without CONNECT is closed after 15 s", () => {
  expect(told("0.24.14", R10, [[0, { kind: "open", connection: 3, transport: "tcp" }], ...hour])).toEqual([
    "15 close 3 no-connect",
  ]);
});

function receives(kind: "partial" | "packet"): Script {
  return [
    ...join(0, 0, packet()),
    [16_000, { kind, connection: 0 }],
    [17_000, { kind: "message", clientId: "c", message: 1, qos: 0 }],
    ...hour,
  ];
}

test("incomplete packets and what the broker sends keep nobody alive; any complete packet does", () => {
  expect(told("0.24.14", R10, receives("partial"))).toContain("25 close 0 keepalive");
  expect(told("0.24.14", R10, receives("packet"))).toContain("35 close 0 keepalive");
});

test("takeover of a kept session, version by version", () => {
  const kept = packet({ cleanStart: false, keepaliveS: 600 });
  const script = [...join(0, 0, kept), ...join(1, 1000, kept)];
  expect(told("0.20.8", R10, script).slice(2)).toEqual(["1 connack 1 new"]);
  expect(told("0.22.7", R10, script).slice(2)).toEqual([
    "1 close 0 takeover",
    "1 will",
    "1 gone",
    "1 connack 1 new",
    "1 connected",
  ]);
  expect(told("0.22.8", R10, script).slice(2)).toEqual([
    "1 close 0 takeover",
    "1 connack 1 present",
    "1 connected",
  ]);
});

test("a kept session after a keepalive kick never ends from 0.24.12 on, and its will never goes out", () => {
  const script = [...join(0, 0, packet({ protocol: 5, cleanStart: false, sessionExpiryS: 60 })), ...hour];
  expect(told("0.24.6", R10, script)).toContain("85 will");
  expect(told("0.24.12", R10, script).at(-1)).toBe("25 disconnected");
});

test("MQTT 5 wills are lost in 0.24.7 to 0.24.11", () => {
  const script: Script = [...join(0, 0, packet({ protocol: 5 })), [1000, { kind: "hang-up", connection: 0 }]];
  expect(told("0.24.6", R10, script)).toContain("1 will");
  expect(told("0.24.7", R10, script)).not.toContain("1 will");
  expect(told("0.24.12", R10, script)).toContain("1 will");
});

test("a DISCONNECT takes the will back, and its session expiry counts from 0.21 on", () => {
  const script: Script = [
    ...join(0, 0, packet({ protocol: 5, cleanStart: false, sessionExpiryS: 3600 })),
    [1000, { kind: "disconnect", connection: 0, sessionExpiryS: 5 }],
    ...hour,
  ];
  expect(told("0.21", R10, script)).toContain("15 gone");
  expect(told("0.20.8", R10, script)).not.toContain("15 gone");
  expect(told("0.21", R10, script).some((line) => line.endsWith("will"))).toBe(false);
});

test("a resumed session in 0.21 to 0.22.7 gets nothing until it subscribes again", () => {
  const kept = packet({ cleanStart: false, keepaliveS: 60_000 });
  const script = (subscribes: boolean): Script => [
    ...join(0, 0, kept),
    [1000, { kind: "hang-up", connection: 0 }],
    [2000, { kind: "message", clientId: "c", message: 1, qos: 1 }],
    ...join(1, 3000, kept),
    ...(subscribes ? ([[4000, { kind: "subscribe", connection: 1 }]] as const) : []),
    [5000, { kind: "message", clientId: "c", message: 2, qos: 0 }],
    [19_000, { kind: "elapse" }],
  ];
  const sends = (nanomq: string, subscribes: boolean) =>
    told(nanomq, R10, script(subscribes)).filter((line) => line.includes("send"));
  expect(sends("0.22.6", false)).toEqual([]);
  expect(sends("0.22.6", true)).toEqual(["5 send 2", "18 send 1 dup"]);
  expect(sends("0.22.7", true)).toEqual(["18 send 1 dup"]);
  expect(sends("0.22.8", false)).toEqual(["5 send 2", "18 send 1 dup"]);
});

test("batch_resend drains at the first acknowledgement, where the version knows it", () => {
  const kept = packet({ cleanStart: false, keepaliveS: 60_000 });
  const queued = [1, 2, 3].map((message): Script[number] => [
    2000,
    { kind: "message", clientId: "c", message, qos: 1 },
  ]);
  const script: Script = [
    ...join(0, 0, kept),
    [1000, { kind: "hang-up", connection: 0 }],
    ...queued,
    ...join(1, 3000, kept),
    [18_000, { kind: "elapse" }],
    [18_001, { kind: "acknowledge", connection: 1, packetId: 1 }],
    [18_002, { kind: "acknowledge", connection: 1, packetId: 2 }],
  ];
  const sends = (nanomq: string) =>
    told(nanomq, { ...R10, batchResend: true }, script).filter((line) => line.includes("send"));
  expect(sends("0.25.6")).toEqual(["18 send 1 dup", "18.001 send 2 dup", "18.002 send 3 dup"]);
  expect(sends("0.25.3")).toEqual(["18 send 1 dup"]);
});

test("the API lists kept sessions as disconnected", () => {
  const core = new BrokerCore(R10, version("0.24.14"));
  const script = [...join(0, 0, packet({ cleanStart: false })), ...join(1, 0, packet({ clientId: "d" }))];
  for (const [atMs, event] of script) core.handle(event, atMs);
  core.handle({ kind: "hang-up", connection: 0 }, 10);
  expect([...core.clients()].map(({ connect, state }) => [connect.clientId, state])).toEqual([
    ["c", "disconnected"],
    ["d", "connected"],
  ]);
});

test("a negative interval closes at once up to 0.24.12 and spins from 0.24.13", () => {
  const settings = timerOf(-2, 1.5);
  const script = [...join(0, 0, packet()), ...hour];
  expect(told("0.24.12", settings, script)).toEqual(["0 close 0 negative-interval"]);
  expect(told("0.24.13", settings, script)).toEqual(["0 connack 0 new", "0 connected"]);
});

const fromWebSocket = (qos: 1 | 2, expiryS?: number): BrokerEvent => ({
  kind: "message",
  clientId: "c",
  message: 7,
  qos,
  expiryS,
  publisher: "ws",
});

test("up to 0.25.3 a message of a WebSocket publisher counts as old: the first tick resends it", () => {
  const settings = timerOf(10, 1.5);
  const script: Script = [
    ...join(0, 0, packet({ keepaliveS: 0 })),
    [14_000, fromWebSocket(1)],
    [30_000, { kind: "elapse" }],
  ];
  const sends = (nanomq: string) => told(nanomq, settings, script).filter((line) => line.includes("send"));
  expect(sends("0.24.14")).toHaveLength(3);
  expect(sends("0.25.3")).toHaveLength(3);
  expect(sends("0.25.6")).toHaveLength(1);
});

test("with an expiry it is dropped for a session that was away, from 0.23.8 to 0.25.3", () => {
  const settings = timerOf(10, 1.5);
  const kept = packet({ protocol: 5, cleanStart: false, sessionExpiryS: 3600, keepaliveS: 60 });
  const script: Script = [
    ...join(0, 0, kept),
    [1000, { kind: "hang-up", connection: 0 }],
    [2000, fromWebSocket(1, 600)],
    ...join(5000, 1, kept),
    [40_000, { kind: "elapse" }],
  ];
  const got = (nanomq: string) => told(nanomq, settings, script).find((line) => /send|drop/.test(line));
  expect(got("0.22.10")).toContain("send");
  expect(got("0.24.14")).toContain("drop");
  expect(got("0.25.3")).toContain("drop");
  expect(got("0.25.6")).toContain("send");
});

const anyEvent = (connection: number): fc.Arbitrary<BrokerEvent> =>
  fc.oneof(
    fc.constant<BrokerEvent>({ kind: "packet", connection }),
    fc.constant<BrokerEvent>({ kind: "hang-up", connection }),
    fc.constant<BrokerEvent>({ kind: "subscribe", connection }),
    fc.constant<BrokerEvent>({ kind: "open", connection, transport: "tcp" }),
    fc
      .record({
        protocol: fc.constantFrom(4 as const, 5 as const),
        cleanStart: fc.boolean(),
        keepaliveS: fc.integer({ min: 0, max: 30 }),
        sessionExpiryS: fc.integer({ min: 0, max: 60 }),
        clientId: fc.constantFrom("c", "d"),
      })
      .map((changes): BrokerEvent => ({ kind: "connect", connection, packet: packet(changes) })),
    fc.integer({ min: 0, max: 9 }).map(
      (message): BrokerEvent => ({
        kind: "message",
        clientId: "c",
        message,
        qos: 1,
        expiryS: 20,
        publisher: message % 2 === 0 ? "ws" : "tcp",
      }),
    ),
    fc
      .integer({ min: 1, max: 9 })
      .map((packetId): BrokerEvent => ({ kind: "acknowledge", connection, packetId })),
    fc.integer({ min: 0, max: 7 }).map(
      (retryIntervalS): BrokerEvent => ({
        kind: "settings",
        timer: timerOf(retryIntervalS, 1.5),
      }),
    ),
  );

/** An open on a number that is in use would be a driver's mistake. */
function sensible(script: Script): Script {
  const open = new Set<number>();
  return script.filter(([, event]) => {
    if (event.kind !== "open") return true;
    if (open.has(event.connection)) return false;
    open.add(event.connection);
    return true;
  });
}

const anyScript = fc
  .array(fc.tuple(fc.nat({ max: 8000 }), fc.nat({ max: 5 }).chain(anyEvent)), { maxLength: 60 })
  .map((steps) => {
    let atMs = 0;
    const script = steps.map(([waitMs, event]) => {
      atMs += waitMs;
      return [atMs, event] as const;
    });
    return sensible(script);
  });

test("running every tick, or only those that matter, gives the same story", () => {
  fc.assert(
    fc.property(fc.constantFrom(...releases), anyScript, (nanomq, script) => {
      const settings = timerOf(3, 1.5);
      const whole: Script = [...script, [(script.at(-1)?.[0] ?? 0) + 100_000, { kind: "elapse" }]];
      const lazy = run(nanomq, settings, whole);
      const watched = run(nanomq, settings, whole, true).filter(({ kind }) => kind !== "tick");
      expect(lazy.map(brief).toSorted()).toEqual(watched.map(brief).toSorted());
    }),
    { numRuns: 400 },
  );
});

test("effects come in order of time and never before their event's predecessor", () => {
  fc.assert(
    fc.property(fc.constantFrom(...releases), anyScript, (nanomq, script) => {
      const core = new BrokerCore(timerOf(3, 1.5), version(nanomq));
      let beforeMs = 0;
      for (const [atMs, event] of script) {
        for (const effect of core.handle(event, atMs)) {
          expect(effect.atMs).toBeGreaterThanOrEqual(beforeMs);
          expect(effect.atMs).toBeLessThanOrEqual(atMs);
          beforeMs = effect.atMs;
        }
        beforeMs = atMs;
        expect(core.nextDeadlineMs()).toBeGreaterThan(atMs);
      }
    }),
  );
});
