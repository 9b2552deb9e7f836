import { describe, expect, test } from "vitest";
import schema from "../../../schemas/nanotune.schema.json" with { type: "json" };
import { readFacts } from "../../../src/facts/read-facts.ts";
import { run } from "./fake-io.ts";

/** Names of all settings, those of tables included. */
function propertyNames(node: unknown): readonly string[] {
  const { properties = {}, items } = Object(node);
  const below = Object.entries(properties).flatMap(([name, value]) => [name, ...propertyNames(value)]);
  return items === undefined ? below : [...below, ...propertyNames(items)];
}

describe("nanotune init", () => {
  test.each(["en", "zh"])("writes a file that nanotune reads (%s)", async (lang) => {
    const { code, out, files } = await run([
      "init",
      "--nanomq",
      "0.24.14",
      "--keepalive",
      "5s",
      "--keepalive",
      "60s",
      "--lang",
      lang,
    ]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    const result = await readFacts(files["nanotune.toml"] ?? "");
    expect(result).toMatchObject({
      ok: true,
      facts: { nanomq: "0.24.14", clients: [{ keepaliveMs: 5000 }, { keepaliveMs: 60_000 }] },
    });
  });

  test("what stands there as comments is right too", async () => {
    const { files } = await run(["init", "--nanomq", "0.24.14"]);
    const settings = /^# (?=[a-z_"]+(?:\/[a-z-]+")? = |\[{1,2}[a-z]+\]{1,2}$)/;
    const lines = (files["nanotune.toml"] ?? "").split("\n").map((line) => line.replace(settings, ""));
    expect(await readFacts(lines.join("\n"))).toMatchObject({ ok: true });
    const names = new Set(lines.flatMap((line) => /^\[*(\w+)(?: =|\])/.exec(line)?.[1] ?? []));
    expect(propertyNames(schema).filter((name) => !names.has(name))).toEqual([]);
  });

  test("mistakes in it are told in the language asked for", async () => {
    const files = { "a.conf": "log.level = warn\n", "nanotune.toml": "nanomq = 24\n[host]\nmemory = true\n" };
    const { err } = await run(["lint", "a.conf", "--lang", "zh"], { files });
    expect(err).toContain("nanotune.toml:1:1: nanomq 必须是 带引号的版本号");
    expect(err).toContain("nanotune.toml:3:1: host.memory 必须是 大小");
  });

  test("does not replace a file unasked", async () => {
    const world = { files: { "nanotune.toml": "# mine\n" } };
    const refused = await run(["init"], world);
    expect(refused).toMatchObject({ code: 2, files: world.files });
    expect(refused.err).toContain("--force");
    const forced = await run(["init", "--force"], world);
    expect(forced.code).toBe(0);
    expect(forced.files["nanotune.toml"]).toContain("[[clients]]");
  });

  test.each([
    [["init", "--keepalive", "soon"], "is no duration"],
    [["init", "--nanomq", "new"], "is no NanoMQ version"],
  ])("%j is a mistake", async (argv, said) => {
    const { code, err, files } = await run(argv);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(files).toEqual({});
  });
});

describe("nanotune init of what starts NanoMQ", () => {
  const files = {
    "site/compose.yaml": `services:
  broker:
    image: emqx/nanomq:0.22.10-slim
    read_only: true
    command: ["--conf", "/etc/nanomq.conf", "--qos_duration", "5"]
    environment:
      NANOMQ_MSQ_LEN: "64"
      NANOMQ_HTTP_SERVER_PASSWORD: hush-hush
    ports: ["1883:1883", "8883:8883"]
    volumes: ["./nanomq.conf:/etc/nanomq.conf:ro"]
    deploy: { resources: { limits: { cpus: "0.5", memory: 64M } } }
`,
    "site/two.yaml": `services:
  a: { image: "emqx/nanomq:0.24.14" }
  b: { image: "emqx/nanomq:0.25.6" }
`,
    "site/nanomq.service":
      "[Service]\nUser=mqtt\nExecStart=/usr/bin/nanomq start --conf /somewhere/site/nanomq.conf\n",
    "site/nanomq.conf": 'log { to = [file], dir = "/var/log/nanomq", file = "a.log", level = warn }\n',
  };

  test("release, image, variables, options, ports and limits come from it, secrets do not", async () => {
    const made = await run(["init", "site/compose.yaml", "--keepalive", "30s"], { files });
    expect(made.code).toBe(0);
    expect(made.err).toContain("NANOMQ_HTTP_SERVER_PASSWORD");
    const text = made.files["site/nanotune.toml"] ?? "";
    expect(text).not.toContain("hush-hush");
    expect(await readFacts(text)).toMatchObject({
      ok: true,
      facts: {
        nanomq: "0.22.10",
        image: "emqx/nanomq:0.22.10-slim",
        host: { cpuCores: 0.5, memoryBytes: 64 * 1024 ** 2 },
        deployment: {
          kind: "docker",
          command: "--conf /etc/nanomq.conf --qos_duration 5",
          env: { NANOMQ_MSQ_LEN: "64" },
          mounts: ["/etc/nanomq.conf"],
          published_ports: [1883, 8883],
          read_only_root: true,
        },
        clients: [{ keepaliveMs: 30_000 }],
      },
    });
  });

  test("the conf alone is then judged as in its container, and the compose file as before", async () => {
    const made = await run(["init", "site/compose.yaml"], { files });
    const rules = async (path: string, world: Readonly<Record<string, string>>) => {
      const { out } = await run(["lint", path, "-f", "json"], { files: world });
      const { findings }: { readonly findings: readonly { readonly rule: string }[] } = JSON.parse(out);
      return findings.map(({ rule }) => rule).toSorted();
    };
    const before = await rules("site/compose.yaml", files);
    const after = await rules("site/compose.yaml", made.files);
    const about = (found: readonly string[]) => found.filter((rule) => !rule.startsWith("timing/"));
    expect(about(after)).toEqual(about(before));
    const conf = await rules("site/nanomq.conf", made.files);
    expect(conf).toContain("docker/log-on-read-only-root");
    expect(before).toContain("docker/log-on-read-only-root");
  });

  test("a variable of the deployment wins over an older one in nanotune.toml", async () => {
    const old = { ...files, "site/nanotune.toml": '[deployment]\nenv = { NANOMQ_MSQ_LEN = "9" }\n' };
    const { out } = await run(["show", "site/compose.yaml", "-f", "json"], { files: old });
    expect(JSON.parse(out).values).toMatchObject({ "mqtt.max_mqueue_len": 64 });
  });

  test("of a unit too", async () => {
    const made = await run(["init", "site/nanomq.service", "-o", "own.toml"], { files });
    expect(await readFacts(made.files["own.toml"] ?? "")).toMatchObject({
      ok: true,
      facts: { host: { user: "mqtt" }, deployment: { kind: "systemd" } },
    });
    expect(made.files).not.toHaveProperty("site/nanotune.toml");
  });

  test("of several containers the line names one", async () => {
    const refused = await run(["init", "site/two.yaml"], { files });
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("--container");
    expect(refused.files).toEqual(files);
    const made = await run(["init", "site/two.yaml", "--container", "b"], { files });
    expect(made.files["site/nanotune.toml"]).toContain('nanomq = "0.25.6"');
  });

  test("never in place of what it was read from", async () => {
    const { code, files: after } = await run(["init", "site/compose.yaml", "--force"], { files });
    expect(code).toBe(0);
    expect(after["site/compose.yaml"]).toBe(files["site/compose.yaml"]);
    const missing = await run(["init", "none.yaml"], { files });
    expect(missing).toMatchObject({ code: 2, files });
  });
});
