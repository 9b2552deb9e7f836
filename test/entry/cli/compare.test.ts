import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const files = {
  "a.conf": 'mqtt.retry_interval = 10s\nhttp_server { username = admin, password = "first" }\n',
  "b.conf": 'mqtt.retry_interval = 3s\nhttp_server { username = admin, password = "second" }\n',
  "same.conf": 'mqtt { retry_interval = 10s }\nhttp_server { username = admin, password = "first" }\n',
};

describe("nanotune diff", () => {
  test("ends with 1 and shows values, places and windows, never secrets", async () => {
    const { code, out } = await run(
      ["diff", "a.conf", "b.conf", "--nanomq", "0.24.14", "--keepalive", "5s"],
      { files },
    );
    expect(code).toBe(1);
    expect(out).toMatch(/mqtt\.retry_interval\n {4}a\.conf {2}10 s {2}\(a\.conf:1\)\n {4}b\.conf {2}3 s/);
    expect(out).toContain("9 s to 12 s");
    expect(out).not.toMatch(/first|second/);
  });

  test("ends with 0 where NanoMQ does the same", async () => {
    const { code, out } = await run(["diff", "a.conf", "same.conf", "--nanomq", "0.24.14"], { files });
    expect({ code, out }).toEqual({ code: 0, out: "NanoMQ does the same with both confs.\n" });
  });

  test("JSON, secrets masked", async () => {
    const { code, out } = await run(["diff", "a.conf", "b.conf", "--nanomq", "0.24.14", "-f", "json"], {
      files,
    });
    expect(code).toBe(1);
    expect(out).not.toMatch(/first|second/);
    expect(JSON.parse(out)).toMatchObject({
      different: true,
      settings: [{ path: "http_server.password" }, { path: "mqtt.retry_interval", before: 10, after: 3 }],
    });
  });

  test("one conf alone is a mistake", async () => {
    const { code, err } = await run(["diff", "a.conf"], { files });
    expect(code).toBe(2);
    expect(err).toContain("nanotune diff old.conf new.conf");
  });
});

describe("nanotune upgrade", () => {
  test("shows what changes for the file and ends with 1", async () => {
    const { code, out } = await run(["upgrade", "a.conf", "--from", "0.20.8", "--to", "0.25.6"], { files });
    expect(code).toBe(1);
    expect(out).toContain("keepalive_multiplier counts as written");
  });

  test("ends with 0 where nothing the file uses changes", async () => {
    const { code, out } = await run(["upgrade", "a.conf", "--from", "0.20.5", "--to", "0.20.6"], { files });
    expect(code).toBe(0);
    expect(out).toContain("Nothing that this conf uses changes");
  });

  test("takes --from out of nanotune.toml", async () => {
    const world = { files: { ...files, "nanotune.toml": 'nanomq = "0.20.5"\n' } };
    const { code } = await run(["upgrade", "a.conf", "--to", "0.20.6"], world);
    expect(code).toBe(0);
  });

  test.each([
    [["upgrade", "a.conf", "--from", "0.20.8"], "Say --to"],
    [["upgrade", "a.conf", "--to", "0.20.8"], "Say --from"],
    [["upgrade", "a.conf", "--from", "x", "--to", "0.20.8"], '"x" is no NanoMQ version'],
    [["upgrade", "--from", "0.20.8", "--to", "0.20.8"], "No conf given"],
  ])("%j is a mistake", async (argv, said) => {
    const { code, err } = await run(argv, { files });
    expect(code).toBe(2);
    expect(err).toContain(said);
  });
});

describe("nanotune upgrade, what a step breaks and mends", () => {
  const bridge = `bridges.mqtt.cloud {
  server = "tls+mqtt-tcp://mqtt.example.com:8883"
  clientid = "gw-1"
  ssl.cacertfile = "/etc/certs/ca.pem"
  max_send_queue_len = 1000
}
auth { allow_anonymous = false, password { gw = "s3cret-and-long" } }
`;
  interface Told {
    readonly id?: string;
    readonly rule?: string;
  }
  interface Step {
    readonly breaks: readonly Told[];
    readonly mends: readonly Told[];
    readonly untold: readonly Told[];
    readonly type: { readonly before: readonly string[]; readonly after: readonly string[] };
  }
  async function step(conf: string, from: string, to: string): Promise<Step> {
    const world = { files: { "a.conf": conf } };
    const { out } = await run(["upgrade", "a.conf", "--from", from, "--to", to, "--format", "json"], world);
    return JSON.parse(out);
  }
  const ids = (told: readonly Told[]) => told.map(({ id }) => id);

  test.each([
    ["the first refused login kills 0.25.5", "0.25.3", "0.25.5", "NQD-003"],
    ["a TLS bridge verifies nothing from 0.24.13 on", "0.24.12", "0.24.13", "NQD-006"],
    ["topic aliases are refused from 0.25.1 on", "0.24.12", "0.25.1", "NQD-009"],
  ])("%s", async (_, from, to, id) => {
    expect(ids((await step(bridge, from, to)).breaks)).toContain(id);
    expect(ids((await step(bridge, to, from)).mends)).toContain(id);
  });

  test("an MQTT 5 bridge that does not connect any more, and what to type before", async () => {
    const { breaks, type } = await step(`${bridge}bridges.mqtt.cloud.proto_ver = 5\n`, "0.24.4", "0.24.6");
    expect(ids(breaks)).toContain("NQD-119");
    expect(type.before.join(" ")).toContain("proto_ver = 4");
  });

  test("a key that the release of today does not know is for after the step", async () => {
    const { type } = await step(bridge, "0.24.12", "0.25.3");
    expect(type.after.join(" ")).toContain("max_topic_alias = 1024");
    expect(type.before.join(" ")).not.toContain("max_topic_alias = 1024");
  });

  test("SQLite and offline messages", async () => {
    const sqlite = `sqlite {\n  disk_cache_size = 102400\n  mounted_file_path = "/var/lib/nanomq"\n}\n`;
    const world = { "a.conf": sqlite, "nanotune.toml": KEPT };
    const argv = ["upgrade", "a.conf", "--from", "0.24.12", "--to", "0.24.14"];
    const { out, code } = await run(argv, { files: world });
    expect(out).toContain("NQD-048");
    expect(code).toBe(1);
  });

  test("what no conf can tell is said apart", async () => {
    expect(ids((await step(bridge, "0.25.2", "0.25.3")).untold)).toContain("NQD-335");
  });

  test("a deployment is read, and an include that nobody here can see silences nothing", async () => {
    const world = {
      "nanomq.conf": `include "/srv/more.conf"\n${bridge}`,
      "compose.yaml": `services:
  broker:
    image: emqx/nanomq:0.24.12-full
    volumes: ["./nanomq.conf:/etc/nanomq.conf", "/srv/more.conf:/srv/more.conf"]
`,
    };
    const { out } = await run(["upgrade", "compose.yaml", "--to", "0.25.5"], { files: world });
    expect(out).toContain("NQD-003");
    expect(out).toContain("NQD-006");
  });
});

const KEPT = `[[clients]]
name = "gateways"
keepalive = "60s"
clean_start = false
protocol = 5
session_expiry = "1h"
`;
