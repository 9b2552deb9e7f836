// What is no broker, or a bad one: each ends in one clear sentence and exit code 2.
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { generate, type Packet, parser } from "mqtt-packet";
import { describe, expect, test } from "vitest";
import { timerOf } from "../../../src/nanomq/time.ts";
import { run } from "../../entry/cli/fake-io.ts";
import { freePort, portOf } from "../../ports.ts";
import { apiEnv, atEnd, badServer, listedIds, standIn } from "./real-world.ts";

const files = { "nanomq.conf": "mqtt {\n  retry_interval = 1s\n  keepalive_multiplier = 1.1\n}\n" };
const conf = ["nanomq.conf", "--nanomq", "0.24.14", "--keepalive", "2s", "--clients", "2"];

/** A server that answers each packet with what `answer` makes of it. */
function answering(answer: (packet: Packet) => Packet | undefined): (socket: Socket) => void {
  return (socket) => {
    const packets = parser();
    packets.on("packet", (packet: Packet) => {
      const answered = answer(packet);
      if (answered !== undefined) socket.write(generate(answered));
    });
    socket.on("data", (bytes: Buffer) => void packets.parse(bytes));
  };
}

const welcome: Packet = { cmd: "connack", returnCode: 0, sessionPresent: false };

/** Takes every client, and forgets it for good. */
const forgetful = answering(({ cmd }) => {
  if (cmd === "connect") return welcome;
  return cmd === "pingreq" ? { cmd: "pingresp" } : undefined;
});

describe.concurrent("no broker", { timeout: 60_000 }, () => {
  const cases: readonly [about: string, (socket: Socket) => void, says: string][] = [
    ["hangs up at once", (socket) => void socket.end(), "closed the connection before it answered"],
    ["resets at once", (socket) => void socket.resetAndDestroy(), "There is no way to"],
    ["speaks HTTP", (socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"), "is no MQTT"],
    ["says nothing at all", () => undefined, "does not answer within 10 s"],
    ["refuses as a full server", answering(() => ({ ...welcome, returnCode: 3 })), "CONNACK code 3"],
  ];
  test.each(cases)("%s", async (_, behave, says) => {
    const port = await badServer(behave);
    const { code, out, err } = await run(["probe", `mqtt://127.0.0.1:${port}`, ...conf], { files });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(says);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("nothing listens", async () => {
    const port = await freePort();
    const { code, err } = await run(["probe", `mqtt://127.0.0.1:${port}`, ...conf], { files });
    expect(code).toBe(2);
    expect(err).toContain(`Nothing listens at mqtt://127.0.0.1:${port}`);
  });

  test("no such host", async () => {
    const { code, err } = await run(["probe", "mqtt://broker.invalid", ...conf], { files });
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/no way to mqtt:\/\/broker.invalid:1883 \((ENOTFOUND|EAI_AGAIN)\)/),
    ]);
  });

  test("an HTTP server that knows no WebSocket", async () => {
    const broker = await standIn(timerOf(1, 1.1));
    const { code, err } = await run(["probe", `ws://127.0.0.1:${broker.ports.http}/mqtt`, ...conf], {
      files,
    });
    expect([code, err]).toEqual([2, expect.stringContaining("did not complete the handshake")]);
  });
});

describe.concurrent("a bad broker", { timeout: 60_000 }, () => {
  test("never closes a silent client: later", async () => {
    const port = await badServer(forgetful);
    const argv = ["probe", `mqtt://127.0.0.1:${port}`, ...conf, "--timeout", "12s"];
    const { code, out } = await run(argv, { files });
    expect([code, out]).toEqual([1, expect.stringContaining("2 canaries: LATER")]);
  });

  test("denies the topic of the wills: what to allow", async () => {
    const port = await badServer(
      answering((packet) => {
        if (packet.cmd === "subscribe")
          return { cmd: "suback", messageId: packet.messageId ?? 1, granted: [0x80] };
        return packet.cmd === "connect" ? welcome : undefined;
      }),
    );
    const { code, err } = await run(["probe", `mqtt://127.0.0.1:${port}`, ...conf, "--what", "will"], {
      files,
    });
    expect(code).toBe(2);
    expect(err).toContain("Allow nanotune/# for it, or measure --what detection.");
  });

  test("stops while canaries wait: no verdict", async () => {
    const broker = await standIn(timerOf(1, 1.1));
    const probing = run(["probe", `mqtt://127.0.0.1:${broker.ports.tcp}`, ...conf], { files });
    await setTimeout(1000);
    await broker.close();
    const { code, out, err } = await probing;
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("went away while the canaries were watched");
  });
});

/** Passes `good` requests on to the API at port `http`; what comes later gets 500. */
async function breaking(http: number, good: number): Promise<number> {
  let passed = 0;
  const proxy = createServer(({ url: path, headers }, response) => {
    if (passed++ >= good) return void response.writeHead(500).end("out of order");
    request({ host: "127.0.0.1", port: http, path, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    }).end();
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  atEnd(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return portOf(proxy);
}

describe.concurrent("its API", { timeout: 60_000 }, () => {
  const probe = async (
    env: Readonly<Record<string, string>>,
    disturb?: (http: number) => Promise<string>,
  ) => {
    const broker = await standIn(timerOf(1, 1.1));
    const http = broker.ports.http ?? expect.fail("no API");
    const api = (await disturb?.(http)) ?? `http://127.0.0.1:${http}`;
    const argv = ["probe", `mqtt://127.0.0.1:${broker.ports.tcp}`, ...conf, "--api", api];
    return { ...(await run(argv, { files, env })), left: await listedIds(broker) };
  };

  test("wants other credentials: said before any canary is sent", async () => {
    const { code, out, err } = await probe({ ...apiEnv, NANOTUNE_API_PASSWORD: "hunter2" });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/NANOTUNE_API_PASSWORD/);
    expect(err).not.toContain("hunter2");
  });

  test("is down", async () => {
    const { code, err } = await probe(apiEnv, async () => `http://127.0.0.1:${await freePort()}`);
    expect([code, err]).toEqual([2, expect.stringContaining("127.0.0.1")]);
  });

  test("breaks in the middle: the verdict stands, and it is said", async () => {
    const { code, err, out } = await probe(
      apiEnv,
      async (http) => `http://127.0.0.1:${await breaking(http, 1)}`,
    );
    expect(code).toBe(0);
    expect(out).toContain("2 canaries: inside");
    expect(err).toContain("500");
  });
});
