import { spawn } from "node:child_process";
import { connect as openSocket } from "node:net";
import { setTimeout } from "node:timers/promises";
import fc from "fast-check";
import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { generate, type Packet } from "mqtt-packet";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RelayOutput } from "../../../src/live/stand-in/outbox.ts";
import { bytesOf, readerOf } from "../../../src/live/stand-in/reading.ts";
import { Relay } from "../../../src/live/stand-in/relay.ts";
import { type StandIn, startStandIn } from "../../../src/live/stand-in/serve.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { detectionReplay } from "../../../src/timing/detection.ts";
import { describeWith } from "../../parts.ts";

const version = parseVersion("0.24.14") ?? expect.fail("no version");
const timer = timerOf(1, 1.5);
const credentials = { username: "admin", password: "public" };

let standIn: StandIn;
let notes: string[];
let clients: MqttClient[];

beforeEach(async () => {
  notes = [];
  clients = [];
  const onNote = (text: string) => void notes.push(text);
  standIn = await startStandIn({ timer, version, ports: { tcp: 0, ws: 0, http: 0 }, credentials, onNote });
});

afterEach(async () => {
  await Promise.all(clients.map((one) => one.endAsync(true)));
  await standIn.close();
});

async function connected(clientId: string, options: IClientOptions = {}, url?: string): Promise<MqttClient> {
  const made = await connectAsync(url ?? `mqtt://127.0.0.1:${standIn.ports.tcp}`, {
    clientId,
    reconnectPeriod: 0,
    ...options,
  });
  clients.push(made);
  return made;
}

function nextMessage(subscriber: MqttClient): Promise<[string, string]> {
  return new Promise((resolve) => {
    subscriber.once("message", (topic, payload) => resolve([topic, payload.toString()]));
  });
}

async function listed(authorization = `Basic ${btoa("admin:public")}`): Promise<Response> {
  return fetch(`http://127.0.0.1:${standIn.ports.http}/api/v4/clients`, { headers: { authorization } });
}

/** Milliseconds from CONNECT to the close of a client that sends `packets` ([at ms, packet]) and then nothing. */
function silentClient(keepaliveS: number, packets: readonly (readonly [number, Packet])[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(standIn.ports.tcp, "127.0.0.1", () => {
      const connectedMs = performance.now();
      socket.write(generate({ cmd: "connect", clientId: "silent", keepalive: keepaliveS, clean: true }));
      for (const [atMs, packet] of packets) void setTimeout(atMs).then(() => socket.write(generate(packet)));
      socket.on("close", () => resolve(performance.now() - connectedMs));
      socket.resume();
    });
    socket.on("error", reject);
  });
}

describe("real clients (mqtt.js)", () => {
  test.each([4, 5] as const)(
    "publish and subscribe with QoS 0, 1, 2 over MQTT %i",
    async (protocolVersion) => {
      const subscriber = await connected("sub", { protocolVersion });
      const publisher = await connected("pub", { protocolVersion });
      await subscriber.subscribeAsync("plant/#", { qos: 2 });
      for (const qos of [0, 1, 2] as const) {
        const message = nextMessage(subscriber);
        await publisher.publishAsync(`plant/${qos}`, `value ${qos}`, { qos });
        expect(await message).toEqual([`plant/${qos}`, `value ${qos}`]);
      }
    },
  );

  test("WebSocket clients talk to TCP clients", async () => {
    const subscriber = await connected("ws", {}, `ws://127.0.0.1:${standIn.ports.ws}/mqtt`);
    await subscriber.subscribeAsync("a");
    const message = nextMessage(subscriber);
    await (await connected("tcp")).publishAsync("a", "b");
    expect(await message).toEqual(["a", "b"]);
  });

  test("a retained message reaches who subscribes later", async () => {
    await (await connected("pub")).publishAsync("state", "on", { retain: true, qos: 1 });
    const subscriber = await connected("sub");
    const message = nextMessage(subscriber);
    await subscriber.subscribeAsync("state");
    expect(await message).toEqual(["state", "on"]);
  });

  test("the will of a client that dies is published, and the API forgets it", async () => {
    const watcher = await connected("watcher");
    await watcher.subscribeAsync("wills");
    const dying = await connected("dying", {
      will: { topic: "wills", payload: Buffer.from("gone"), qos: 1, retain: false },
    });
    const before = await (await listed()).json();
    expect(before).toMatchObject({
      code: 0,
      data: [{ client_id: "watcher" }, { client_id: "dying", conn_state: "connected" }],
    });
    const will = nextMessage(watcher);
    dying.stream.destroy();
    expect(await will).toEqual(["wills", "gone"]);
    expect(await (await listed()).json()).toMatchObject({ data: [{ client_id: "watcher" }] });
  });

  test("a kept session gets what it missed", async () => {
    const options = { clean: false, protocolVersion: 4 } as const;
    const first = await connected("kept", options);
    await first.subscribeAsync("q", { qos: 1 });
    await first.endAsync();
    await (await connected("pub")).publishAsync("q", "while away", { qos: 1 });
    const again = await connected("kept", options);
    expect(await nextMessage(again)).toEqual(["q", "while away"]);
  });
});

describeWith("mosquitto-clients", "real clients (mosquitto)", () => {
  test("mosquitto_pub reaches mosquitto_sub with QoS 2", async () => {
    const at = ["-h", "127.0.0.1", "-p", String(standIn.ports.tcp), "-q", "2", "-t", "plant/temp"];
    const subscriber = spawn("mosquitto_sub", [...at, "-C", "1", "-W", "5"]);
    const received = new Promise<string>((resolve) => {
      subscriber.stdout.once("data", (bytes: Buffer) => resolve(bytes.toString()));
    });
    while (!notes.some((note) => note.includes("connects"))) await setTimeout(20);
    await setTimeout(100);
    spawn("mosquitto_pub", [...at, "-m", "21.5"]);
    expect(await received).toBe("21.5\n");
  });
});

describe("whatever bytes come", () => {
  /** Whole packets with any type, flags and body, and plain noise. */
  const packet = fc
    .tuple(fc.nat(255), fc.uint8Array({ maxLength: 40 }))
    .map(([first, body]) => Buffer.from([first, body.length, ...body]));
  const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
  const hello = fc.constantFrom(4, 5).map((protocolVersion) =>
    generate({
      cmd: "connect",
      clientId: "c",
      keepalive: 9,
      clean: true,
      protocolVersion: protocolVersion === 5 ? 5 : 4,
    }),
  );
  const talk = fc.tuple(fc.option(hello), fc.array(fc.oneof(packet, noise), { maxLength: 8 }));

  test.each(["0.20.8", "0.25.3"])(
    "the stand-in of %s reads on or ends the connection, and can be written",
    (release) => {
      const of = parseVersion(release) ?? expect.fail("no version");
      fc.assert(
        fc.property(talk, ([first, chunks]) => {
          const relay = new Relay(timer, of);
          let nowMs = 0;
          relay.open(0, "tcp", nowMs);
          const perform = (outputs: readonly RelayOutput[]) => {
            for (const output of outputs) if (output.kind === "write") bytesOf(output);
          };
          const reading = { relay, connection: 0, longestPacketBytes: 1000, nowMs: () => nowMs, perform };
          const reader = readerOf(reading);
          for (const chunk of first === null ? chunks : [first, ...chunks]) {
            reader.push(chunk);
            nowMs += 700;
            perform(relay.elapse(nowMs));
          }
          perform(relay.hangUp(0, nowMs));
          expect([...relay.clients()].every(({ state }) => state === "disconnected")).toBe(true);
        }),
        { numRuns: 400 },
      );
    },
  );
});

describe("timing", () => {
  test("a client that falls silent is closed inside the predicted window", async () => {
    const client = { name: "silent", keepaliveMs: 1000 };
    const { windowMs } = detectionReplay(timerOf(1, 1.5), version, client);
    const lastPacketMs = 1700;
    const closedMs = await silentClient(1, [[lastPacketMs, { cmd: "pingreq" }]]);
    expect(closedMs - lastPacketMs).toBeGreaterThan((windowMs?.earliest ?? 0) - 20);
    expect(closedMs - lastPacketMs).toBeLessThan((windowMs?.latest ?? 0) + 200);
    expect(notes).toContain("silent is closed: keepalive");
  });

  test("a connection whose first packet is no CONNECT is closed", async () => {
    await new Promise<void>((resolve) => {
      const socket = openSocket(standIn.ports.tcp, "127.0.0.1", () =>
        socket.write(generate({ cmd: "pingreq" })),
      );
      socket.on("close", () => resolve());
      socket.resume();
    });
    expect(await (await listed()).json()).toEqual({ code: 0, data: [] });
  });
});

describe("HTTP API", () => {
  test("refuses wrong credentials", async () => {
    const response = await listed(`Basic ${btoa("admin:guess")}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: 103 });
  });

  test("a taken port is an error, and nothing stays open", async () => {
    const { tcp } = standIn.ports;
    const again = startStandIn({ timer, version, ports: { tcp }, credentials, onNote: () => undefined });
    await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
