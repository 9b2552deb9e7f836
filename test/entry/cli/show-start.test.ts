import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { widthOf } from "../../../src/report/text-layout.ts";
import { run } from "./fake-io.ts";

const schema: object = JSON.parse(
  readFileSync(new URL("../../../schemas/start-up.schema.json", import.meta.url), "utf8"),
);

const BRIDGED = `listeners.tcp.bind = "0.0.0.0:1883"
bridges.mqtt.cloud {
  server = "mqtt-tcp://gw:h0tSecret@10.0.0.1:1883"
  proto_ver = 3
  forwards = [{ remote_topic = "up", local_topic = "t", qos = 1 }]
}
`;

async function start(
  conf: string,
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  return run(["show", "--start", "a.conf", "--nanomq", "0.24.14", ...options], {
    files: { "a.conf": conf },
    env,
  });
}

describe("a start in words", () => {
  test("tells steps, sockets, what the host decides and what kills later", async () => {
    const { code, out, err } = await start('listeners.tcp.bind = "0.0.0.0:1883"\nmqtt.max_mqueue_len = 2\n');
    expect(code).toBe(0);
    expect(err).toBe("");
    expect(out).toMatchInlineSnapshot(`
      "NanoMQ 0.24.14 starts with this conf.

        conf      a.conf
        MQTT      listens at 0.0.0.0:1883 (a.conf:1)
        commands  ipc:///tmp/nanomq_cmd.ipc

      It listens at
        MQTT  0.0.0.0:1883

      What only the host decides
        port 1883 is free (a.conf:1)
        the folder /tmp/ is there

      What kills it later
        When a client disconnects NanoMQ crashes: mqtt.max_mqueue_len: a queue of 1 or 2, and one too long
        for the memory, is freed though nobody allocated it (a.conf:2)
      "
    `);
  });

  test("says where it ends, and why", async () => {
    const { out } = await start('listeners.tcp.bind = "192.0.2.1:1883"\nhttp_server { port = 8081 }\n');
    expect(out).toContain("exit code 1");
    expect(out).toContain("a.conf:1");
    expect(out).not.toContain("HTTP API");
  });

  test("says what it goes on without, and shows no secret", async () => {
    const { out } = await start(BRIDGED.replace("gw:h0tSecret@", ""));
    expect(out).toContain("bridges.mqtt.cloud.proto_ver");
    expect(out).toContain("(a.conf:4)");
    expect((await start(BRIDGED)).out).not.toContain("h0tSecret");
  });

  test.each([40, 80, 120])("fits %i columns in both languages", async (columns) => {
    for (const language of ["en", "zh"]) {
      const { out } = await start(BRIDGED, ["--lang", language], { COLUMNS: String(columns) });
      const long = out.split("\n").filter((line) => widthOf(line) > columns && /\s\S+\s\S/.test(line.trim()));
      expect(long).toEqual([]);
      expect(out).not.toContain("\u001B");
    }
  });

  test("is coloured where a terminal is", async () => {
    const { out } = await start(BRIDGED, ["--color", "always"]);
    expect(out).toContain("\u001B[");
  });
});

describe("a start as JSON", () => {
  test.each([
    ["that runs", BRIDGED],
    ["that ends", 'listeners.tcp.bind = "192.0.2.1:1883"\n'],
    ["that ends in the text", "a = {\n"],
    ["of nothing", "mqtt.retry_interval = 10s\n"],
    ["that dies later", "mqtt.max_mqueue_len = 1\n"],
  ])("%s keeps its schema", async (_, conf) => {
    const { out } = await start(conf, ["--format", "json"]);
    const ajv = new Ajv2020({ strict: true, allErrors: true });
    expect(ajv.validate(schema, JSON.parse(out)), JSON.stringify(ajv.errors)).toBe(true);
    expect(out).not.toContain("h0tSecret");
  });
});
