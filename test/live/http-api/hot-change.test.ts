// A change on a running broker: kept, or undone, or said to be neither; over real sockets.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { apiAddress } from "../../../src/live/http-api/address.ts";
import { changeHot } from "../../../src/live/http-api/hot-change.ts";
import type { ApiTarget } from "../../../src/live/http-api/request.ts";
import { portOf } from "../../ports.ts";

/** What the broker holds, and what it makes of the n-th POST. */
interface Fake {
  values: Record<string, number>;
  readonly posts: unknown[];
  onPost: (given: Record<string, number>, count: number, response: ServerResponse) => void;
  onGet: (response: ServerResponse) => void;
}

let server: Server;
let fake: Fake;
let target: ApiTarget;

function reply(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") return fake.onGet(response);
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const { data } = JSON.parse(text);
  fake.posts.push(data);
  fake.onPost(data, fake.posts.length, response);
}

beforeEach(async () => {
  fake = {
    values: { qos_duration: 10, keepalive_backoff: 1.5, msq_len: 1024 },
    posts: [],
    onPost: (given, _count, response) => {
      fake.values = { ...fake.values, ...given };
      reply(response, { code: 0 });
    },
    onGet: (response) => reply(response, { code: 0, data: fake.values }),
  };
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const base = apiAddress(`http://127.0.0.1:${portOf(server)}`);
  if (!base.ok) expect.fail("no address");
  target = { base: base.base, credentials: { kind: "none" }, limitMs: 300 };
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

test("only what differs is sent, and single precision is no difference", async () => {
  fake.values["keepalive_backoff"] = Math.fround(1.2);
  expect(await changeHot(target, { qos_duration: 3, keepalive_backoff: 1.2, msq_len: 1024 })).toEqual({
    outcome: "changed",
    values: [{ name: "qos_duration", before: 10, after: 3 }],
  });
  expect(fake.posts).toEqual([{ qos_duration: 3 }]);
});

test("nothing differs: nothing is sent", async () => {
  expect(await changeHot(target, { qos_duration: 10 })).toEqual({ outcome: "same" });
  expect(fake.posts).toEqual([]);
});

test("a name that the broker does not have: nothing is sent", async () => {
  const change = await changeHot(target, { qos_duration: 3, batch: 1 });
  expect(change).toEqual({ outcome: "unknown-names", names: ["batch"] });
  expect(fake.posts).toEqual([]);
});

test("a broker that cannot be read is left alone", async () => {
  fake.onGet = (response) => reply(response, { code: 103 }, 401);
  expect(await changeHot(target, { qos_duration: 3 })).toMatchObject({
    outcome: "unread",
    failure: { kind: "unauthorized" },
  });
  expect(fake.posts).toEqual([]);
});

describe("put back", () => {
  test("where the broker takes over half of it", async () => {
    fake.onPost = (given, count, response) => {
      const taken = count === 1 ? { qos_duration: given["qos_duration"] ?? 0 } : given;
      fake.values = { ...fake.values, ...taken };
      reply(response, { code: 0 });
    };
    expect(await changeHot(target, { qos_duration: 3, keepalive_backoff: 2 })).toEqual({
      outcome: "put-back",
      values: [
        { name: "qos_duration", before: 10, after: 3 },
        { name: "keepalive_backoff", before: 1.5, after: 2 },
      ],
      why: { kind: "not-taken", names: ["keepalive_backoff"] },
    });
    expect(fake.values).toEqual({ qos_duration: 10, keepalive_backoff: 1.5, msq_len: 1024 });
  });

  test("where the request is refused with 500", async () => {
    fake.onPost = (_given, count, response) => reply(response, { code: 0 }, count === 1 ? 500 : 200);
    expect(await changeHot(target, { qos_duration: 3 })).toMatchObject({
      outcome: "put-back",
      why: { kind: "failure", failure: { kind: "status", status: 500 } },
    });
  });
});

test("an answer that never comes does not undo a change that worked", async () => {
  fake.onPost = (given) => {
    fake.values = { ...fake.values, ...given };
  };
  expect(await changeHot(target, { qos_duration: 3 })).toMatchObject({ outcome: "changed" });
  expect(fake.values["qos_duration"]).toBe(3);
});

test("a broker that dies of it: nobody knows what runs, and that is said", async () => {
  fake.onPost = (_given, _count, response) => {
    response.destroy();
    server.close();
    server.closeAllConnections();
  };
  expect(await changeHot(target, { qos_duration: 3 })).toMatchObject({
    outcome: "left",
    values: [{ name: "qos_duration", before: 10, after: 3 }],
    why: { kind: "failure" },
  });
});
