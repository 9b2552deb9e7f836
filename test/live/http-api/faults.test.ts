// Every way a broker's API can fail, over real sockets on this machine.
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { apiAddress } from "../../../src/live/http-api/address.ts";
import { readBroker, readClients, readConfiguration } from "../../../src/live/http-api/client.ts";
import type { ApiTarget } from "../../../src/live/http-api/request.ts";
import { portOf } from "../../ports.ts";

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

async function target(server: Server, limits: Partial<ApiTarget> = {}): Promise<ApiTarget> {
  servers.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.resume();
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { base: baseOf(portOf(server)), credentials: { kind: "none" }, limitMs: 2000, ...limits };
}

function baseOf(port: number): URL {
  const address = apiAddress(`http://127.0.0.1:${port}`);
  return address.ok ? address.base : expect.fail("no address");
}

function answering(status: number, body: string): RequestListener {
  return (_request, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(body);
}

async function failureOf(at: ApiTarget, read = readBroker): Promise<unknown> {
  const answer = await read(at);
  return answer.ok ? expect.fail("no failure") : answer.failure;
}

test("nothing listens", async () => {
  const at = await target(createServer());
  await new Promise((done) => servers.pop()?.close(done));
  expect(await failureOf(at)).toEqual({ kind: "refused" });
});

test("a host name that does not exist", async () => {
  const base = apiAddress("http://nowhere.invalid:8081");
  if (!base.ok) expect.fail("no address");
  expect(await failureOf({ base: base.base, credentials: { kind: "none" } })).toMatchObject({
    kind: "unreachable",
  });
});

test("half-open: the connection stands and nothing comes; it is closed when the time is up", async () => {
  const at = await target(createServer(), { limitMs: 150 });
  expect(await failureOf(at)).toEqual({ kind: "silent", path: "/brokers", limitMs: 150 });
  await expect.poll(() => sockets.size).toBe(0);
});

test("an answer that begins and does not end", async () => {
  const server = createServer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
  });
  const at = await target(server, { limitMs: 150 });
  expect(await failureOf(at)).toEqual({ kind: "slow", path: "/brokers", limitMs: 150 });
  await expect.poll(() => sockets.size).toBe(0);
});

test.each([
  ["before the answer", ""],
  ["in the middle of it", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"],
])("closed %s", async (_when, bytes) => {
  const at = await target(createServer((socket) => socket.on("data", () => socket.end(bytes))));
  expect(await failureOf(at)).toEqual({ kind: "closed", path: "/brokers" });
});

test("no HTTP: an MQTT port answers with a CONNACK", async () => {
  const at = await target(
    createServer((socket) => socket.on("data", () => socket.write("\u0020\u0002\0\u0005"))),
  );
  expect(await failureOf(at)).toEqual({ kind: "not-http", path: "/brokers" });
});

test("https where there is no TLS", async () => {
  const at = await target(createHttpServer(answering(200, "{}")));
  const address = apiAddress(at.base.href.replace("http:", "https:"));
  if (!address.ok) expect.fail("no address");
  expect(await failureOf({ ...at, base: address.base })).toMatchObject({ kind: "tls" });
});

test("an answer without end is cut off at the limit", async () => {
  const server = createHttpServer((_request, response) => {
    const more = () => response.write("x".repeat(65_536), (error) => error ?? more());
    more();
  });
  const at = await target(server, { limitBytes: 100_000 });
  expect(await failureOf(at)).toEqual({ kind: "too-large", path: "/brokers", limitBytes: 100_000 });
  await expect.poll(() => sockets.size).toBe(0);
});

describe("answers that are none", () => {
  test.each([
    [401, '{"code":103}', { kind: "unauthorized", code: 103, sent: false }],
    [401, "", { kind: "unauthorized", code: undefined, sent: false }],
    [404, '{"code":102}', { kind: "not-found", path: "/brokers" }],
    [400, '{"code":108}', { kind: "status", path: "/brokers", status: 400, code: 108 }],
    [500, "<h1>oops</h1>", { kind: "status", path: "/brokers", status: 500, code: undefined }],
    [302, "", { kind: "status", path: "/brokers", status: 302, code: undefined }],
    [200, "<html>", { kind: "not-json", path: "/brokers" }],
    [200, "", { kind: "not-json", path: "/brokers" }],
    [200, "[]", { kind: "shape", path: "/brokers", missing: "code" }],
    [200, "{}", { kind: "shape", path: "/brokers", missing: "code" }],
    [200, '{"code":101}', { kind: "code", path: "/brokers", code: 101 }],
    [200, "[".repeat(1_000_000), { kind: "not-json", path: "/brokers" }],
    [
      200,
      '{"code":0,"data":[{"version":"\\u001b[2J"}]}',
      { kind: "shape", path: "/brokers", missing: "data[0].version" },
    ],
    [200, '{"code":0,"data":[]}', { kind: "shape", path: "/brokers", missing: "data[0].version" }],
  ])("status %i, body %.40s", async (status, body, failure) => {
    expect(await failureOf(await target(createHttpServer(answering(status, body))))).toEqual(failure);
  });

  test.each([
    '{"client_id":1}',
    "null",
    '{"client_id":"a","keepalive":-1}',
    '{"client_id":"a","keepalive":1.5}',
    '{"client_id":"a","keepalive":70000}',
  ])("a client list with the line %s", async (line) => {
    const at = await target(createHttpServer(answering(200, `{"code":0,"data":[${line}]}`)));
    expect(await readClients(at)).toMatchObject({ ok: false, failure: { kind: "shape" } });
  });

  test("a configuration without its basic section", async () => {
    const at = await target(createHttpServer(answering(200, '{"code":0,"data":{}}')));
    expect(await readConfiguration(at)).toMatchObject({ ok: false, failure: { missing: "data.basic" } });
  });
});

test("credentials go along, and a path in the address stays", async () => {
  const seen: unknown[] = [];
  const server = createHttpServer((request, response) => {
    seen.push([request.method, request.url, request.headers.authorization]);
    answering(200, '{"code":0,"data":[{"version":"0.24.14-3"}]}')(request, response);
  });
  const at = await target(server, { credentials: { kind: "basic", username: "ops", password: "pässword" } });
  const base = apiAddress(`${at.base.href}edge/api/v4/`);
  if (!base.ok) expect.fail("no address");
  expect(await readBroker({ ...at, base: base.base })).toEqual({
    ok: true,
    value: { version: "0.24.14-3", uptime: undefined },
  });
  await readBroker({ ...at, credentials: { kind: "token", token: "a.b.c" } });
  expect(seen).toEqual([
    ["GET", "/edge/api/v4/brokers", `Basic ${Buffer.from("ops:pässword").toString("base64")}`],
    ["GET", "/api/v4/brokers", "Bearer a.b.c"],
  ]);
});
