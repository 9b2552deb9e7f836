// Commands against a running broker: the stand-in, and servers that fail.
import { createServer, type Server } from "node:net";
import { connectAsync, type IClientOptions, type MqttClient } from "mqtt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readFacts } from "../../../src/facts/read-facts.ts";
import { type StandIn, startStandIn } from "../../../src/live/stand-in/serve.ts";
import { timerOf } from "../../../src/nanomq/time.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { readConfig } from "../../../src/start/read-config.ts";
import { portOf } from "../../ports.ts";
import { run } from "./fake-io.ts";

const conf = `mqtt { retry_interval = 10s, keepalive_multiplier = 1.25 }
http_server { port = 8081, username = ops, password = "t0p" }
`;
const env = { NANOTUNE_API_USERNAME: "ops", NANOTUNE_API_PASSWORD: "t0p" };

let standIn: StandIn;
let clients: MqttClient[];
let api: string;

beforeEach(async () => {
  clients = [];
  const nanomq = "0.24.14";
  const { values } = readConfig({ text: conf }, { nanomq });
  standIn = await startStandIn({
    timer: timerOf(10, 1.25),
    values: new Map(Object.entries(values)),
    version: parseVersion(nanomq) ?? expect.fail("no version"),
    ports: { tcp: 0, http: 0 },
    credentials: { username: "ops", password: "t0p" },
    onNote: () => undefined,
  });
  api = `http://127.0.0.1:${standIn.ports.http}`;
});

afterEach(async () => {
  await Promise.all(clients.map((one) => one.endAsync(true)));
  await standIn.close();
});

async function connect(clientId: string, options: IClientOptions): Promise<void> {
  const url = `mqtt://127.0.0.1:${standIn.ports.tcp}`;
  clients.push(await connectAsync(url, { clientId, reconnectPeriod: 0, ...options }));
}

async function running(): Promise<unknown> {
  const headers = { authorization: `Basic ${btoa("ops:t0p")}` };
  return (await fetch(`${api}/api/v4/reload`, { headers })).json();
}

function preflight(...more: readonly string[]) {
  const line = ["preflight", "new.conf", "--no-config", "--fail-on", "never", "-f", "json", "--api", api];
  const files = {
    "new.conf": conf.replace("10s", "4s").replace("t0p", "n3xt"),
    "api.env": "NANOTUNE_API_USERNAME=ops\nNANOTUNE_API_PASSWORD=t0p\n",
  };
  return run([...line, ...more], { files, env: more.includes("api.env") ? {} : env });
}

describe("preflight --api", () => {
  test("version, drift and keepalives; no secret", async () => {
    await connect("a", { keepalive: 60 });
    const { code, out, err } = await preflight();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const checks: readonly { readonly code: string; readonly area: string }[] = JSON.parse(out).checks;
    expect(checks.filter(({ area }) => area === "broker").map((check) => check.code)).toEqual([
      "version-runs",
      "drift-reload",
      "secret-api",
      "settings-run",
      "api-does-not-tell",
      "keepalive-noticed",
    ]);
    expect(out).not.toMatch(/t0p|n3xt/);
  });

  test("credentials from a file", async () => {
    expect(await preflight("--api-credentials", "api.env")).toMatchObject({ code: 0, err: "" });
  });
});

describe("init --from-api", () => {
  test("classes as they are connected, the most common first", async () => {
    await connect("a", { keepalive: 60, protocolVersion: 5, clean: false });
    await connect("b", { keepalive: 10 });
    await connect("c", { keepalive: 10 });
    const { code, files } = await run(["init", "--from-api", api], { env });
    expect(code).toBe(0);
    expect(await readFacts(files["nanotune.toml"] ?? "")).toMatchObject({
      ok: true,
      facts: {
        nanomq: "0.24.14",
        clients: [
          { keepaliveMs: 10_000, count: 2, protocol: 4, clean_start: true },
          { keepaliveMs: 60_000, count: 1, protocol: 5, clean_start: false },
        ],
      },
    });
  });

  test("nobody is connected: an example stands there, and it is said", async () => {
    const { code, err, files } = await run(["init", "--from-api", api, "--lang", "zh"], { env });
    expect(code).toBe(0);
    expect(err).toContain("没有客户端连接");
    expect(files["nanotune.toml"]).toContain('keepalive = "60s"');
  });

  test("--nanomq and --keepalive count more", async () => {
    const line = ["init", "--from-api", api, "--nanomq", "0.23.10", "--keepalive", "7s"];
    const { files } = await run(line, { env });
    expect(files["nanotune.toml"]).toMatch(/nanomq = "0\.23\.10"[\s\S]*keepalive = "7s"/);
  });
});

describe("tune --apply-api", () => {
  const line = ["tune", "a.conf", "--no-config", "--keepalive", "10s", "--detect-within", "18s"];
  const world = { files: { "a.conf": conf }, env };
  const tune = (...more: readonly string[]) => run([...line, "--apply-api", api, ...more], world);

  test("the broker runs with the advice, the conf stays", async () => {
    const { code, out, files } = await tune("--nanomq", "0.24.14");
    expect(code).toBe(1);
    expect(out).toContain("mqtt.retry_interval: 10 -> 3, from each client's next tick");
    expect(await running()).toMatchObject({ data: { qos_duration: 3, keepalive_backoff: 1.25 } });
    expect(files["a.conf"]).toBe(conf);
    const again = await tune("--nanomq", "0.24.14", "-f", "json");
    expect(JSON.parse(again.out)).toMatchObject({ outcome: "change", applied: { where: api, changed: [] } });
  });

  test("a conf that meets the objective is put into force all the same", async () => {
    const files = { "a.conf": conf.replace("10s", "2s") };
    const { code, out } = await run([...line, "--apply-api", api, "--nanomq", "0.24.14", "-f", "json"], {
      files,
      env,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      outcome: "met",
      applied: { changed: [{ key: "mqtt.retry_interval", before: 10, after: 2 }] },
    });
  });

  test("advice for another version changes nothing", async () => {
    const before = await running();
    const { code, err } = await tune("--nanomq", "0.22.10");
    expect(code).toBe(2);
    expect(err).toContain("--nanomq 0.24.14");
    expect(await running()).toEqual(before);
  });

  test("an objective out of reach changes nothing", async () => {
    const before = await running();
    const out = [...line.slice(0, -1), "1s", "--nanomq", "0.24.14", "--apply-api", api];
    expect((await run(out, world)).code).toBe(4);
    expect(await running()).toEqual(before);
  });

  test("without the option nothing is asked of anybody", async () => {
    await standIn.close();
    expect((await run([...line, "--nanomq", "0.24.14"], world)).code).toBe(1);
  });
});

describe("faults end with exit code 2, one line, nothing written", () => {
  const commands = [
    ["preflight", "a.conf", "--no-config", "--api"],
    ["init", "--from-api"],
    [
      "tune",
      "a.conf",
      "--no-config",
      "--keepalive",
      "10s",
      "--detect-within",
      "18s",
      "--write",
      "--apply-api",
    ],
  ].map((argv) => ({ command: argv[0], argv }));

  async function fails(
    argv: readonly string[],
    said: RegExp,
    credentials: Readonly<Record<string, string>> = env,
  ) {
    const world = { files: { "a.conf": conf }, env: credentials };
    for (const lang of ["en", "zh"]) {
      const { code, err, out, files } = await run([...argv, "--nanomq", "0.24.14", "--lang", lang], world);
      expect({ code, out, files }).toEqual({ code: 2, out: "", files: world.files });
      expect(err).toMatch(/^nanotune: .*\n$/);
      expect(err).toMatch(said);
      expect(err).not.toMatch(/t0p|guess/);
    }
  }

  test.each(commands)("$command: wrong credentials", async ({ argv }) => {
    const wrong = { NANOTUNE_API_USERNAME: "ops", NANOTUNE_API_PASSWORD: "guess" };
    await fails([...argv, api], /NANOTUNE_API_USERNAME/, wrong);
  });

  test.each(commands)("$command: no credentials", async ({ argv }) => {
    await fails([...argv, api], /NANOTUNE_API_USERNAME/, {});
  });

  test.each(commands)("$command: half a pair of credentials", async ({ argv }) => {
    await fails([...argv, api], /NANOTUNE_API_PASSWORD/, { NANOTUNE_API_USERNAME: "ops" });
  });

  test.each(commands)("$command: a password on the line", async ({ argv }) => {
    await fails([...argv, api.replace("//", "//ops:guess@")], /--api-credentials/);
  });

  test.each(commands)("$command: no address", async ({ argv }) => {
    await fails([...argv, "127.0.0.1"], /http:\/\/127\.0\.0\.1:8081/);
  });

  test.each(commands)("$command: the MQTT port", async ({ argv }) => {
    await fails([...argv, `http://127.0.0.1:${standIn.ports.tcp}`], /8081/);
  });

  test.each(commands)("$command: nothing listens", async ({ argv }) => {
    await standIn.close();
    await fails([...argv, api], /http_server/);
  });

  test.each(commands)("$command: the file with credentials is not there", async ({ argv }) => {
    await fails([...argv, api, "--api-credentials", "nowhere.env"], /nowhere\.env/);
  });

  describe("a server that hangs", () => {
    let server: Server;

    beforeEach(async () => {
      server = createServer((socket) => socket.on("error", () => undefined).resume());
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    });

    afterEach(() => new Promise<void>((done) => void server.close(() => done())));

    test("is left after five seconds, and its connection closed", async () => {
      const argv = ["init", "--from-api", `http://127.0.0.1:${portOf(server)}`];
      const { code, err } = await run(argv, { env });
      expect(code).toBe(2);
      expect(err).toContain("says nothing within 5000 ms");
    }, 10_000);
  });
});

describe("a client whose id would steer a terminal", () => {
  test.each([
    ["preflight", ["preflight", "new.conf", "--no-config", "--fail-on", "never"]],
    ["preflight as JSON", ["preflight", "new.conf", "--no-config", "--fail-on", "never", "-f", "json"]],
    ["preflight as JUnit", ["preflight", "new.conf", "--no-config", "--fail-on", "never", "-f", "junit"]],
  ])("%s starts no line with it and shows no escape", async (_, argv) => {
    await connect("x\n::error::owned\u001B[31m\u009B1m", { keepalive: 0, clean: false });
    const { out, err } = await run([...argv, "--api", api], { files: { "new.conf": conf }, env });
    expect(out).not.toBe("");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    for (const text of [out, err]) expect(text).not.toMatch(/[\u001B\u009B]|^::error::owned/m);
    expect(out + err).not.toContain("t0p");
  });
});
