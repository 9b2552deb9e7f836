import { describe, expect, test } from "vitest";
import { type Facts, noFacts } from "../../src/facts/facts.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import type { ListedClient } from "../../src/preflight/observed.ts";
import { checkRunningBroker } from "../../src/preflight/running-broker.ts";
import { run } from "../../src/start/run.ts";

interface Case {
  readonly nanomq?: string;
  readonly reported?: string;
  readonly basic?: Readonly<Record<string, unknown>>;
  readonly bridge?: Readonly<Record<string, unknown>>;
  readonly clients?: readonly Partial<ListedClient>[];
  readonly facts?: Partial<Facts>;
  readonly env?: Readonly<Record<string, string>>;
}

function checks({ nanomq = "0.24.14", reported = "0.24.14-3", clients = [], facts, env, ...told }: Case) {
  const version = parseVersion(nanomq) ?? expect.fail("no version");
  const conf = { text: "mqtt { retry_interval = 10s }" };
  const { running } = run({ version, conf, environment: env });
  const { basic = { qos_duration: 10, keepalive_backoff: 1.5 }, bridge = { nodes: [] } } = told;
  return checkRunningBroker(
    {
      where: "http://127.0.0.1:8081",
      status: { version: reported, uptime: undefined },
      configuration: { basic, bridge },
      clients: clients.map((client, at) => ({
        clientId: `client ${at + 1}`,
        keepaliveS: 60,
        connected: true,
        cleanStart: true,
        protocol: 4,
        ...client,
      })),
    },
    {
      conf: running,
      file: "nanomq.conf",
      version,
      facts: { ...noFacts, ...facts },
    },
  );
}

/** The code of every check but those that always come. */
function codes(one: Case): readonly string[] {
  const usual = new Set([
    "version-runs",
    "settings-run",
    "settings-not-told",
    "api-does-not-tell",
    "no-clients",
  ]);
  return checks(one)
    .map(({ code }) => code)
    .filter((code) => !usual.has(code));
}

describe("version and features", () => {
  test.each([
    ["0.24.14", "0.24.14-3", "version-runs"],
    ["0.25.3", "0.25.4-5", "version-runs"],
    ["0.21.1", "0.21.1-3", "version-runs"],
    ["0.21.2", "0.21.1-3", "version-runs"],
    ["0.24.14", "0.24.13-2", "version-other"],
    ["0.24.14", "9.9.9-1", "version-unknown"],
  ])("%s against a broker that says %s: %s", (nanomq, reported, code) => {
    expect(checks({ nanomq, reported })[0]).toMatchObject({ code });
  });

  test("SQLite that nanotune.toml lists and the build does not have", () => {
    const facts = { features: ["sqlite", "tls"] } as const;
    expect(codes({ facts })).toEqual(["feature-not-there"]);
    expect(codes({ facts, bridge: { nodes: [], sqlite: { enable: false } } })).toEqual([]);
  });
});

describe("drift", () => {
  test("a reload takes the interval over", () => {
    expect(checks({ basic: { qos_duration: 5, keepalive_backoff: 1.5 } })).toContainEqual({
      area: "broker",
      code: "drift-reload",
      status: "warn",
      subject: "mqtt.retry_interval",
      args: {
        conf: "10",
        running: "5",
        file: "nanomq.conf",
        path: "/api/v4/reload",
      },
    });
  });

  test("a bridge however deep is no danger", () => {
    const depth = 100_000;
    const bridge = { nodes: [JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`)] };
    expect(codes({ bridge, facts: { features: ["quic"] } })).toEqual(["surplus-restart"]);
  });

  test("bridges and secrets", () => {
    const bridge = { nodes: [{ name: "cloud", connector: { password: "x" } }] };
    expect(codes({ bridge })).toEqual(["surplus-restart"]);
    expect(checks({ bridge }).find(({ code }) => code === "surplus-restart")?.subject).toBe(
      "bridges.mqtt.cloud",
    );
  });

  test("a reload that may crash the broker, or forgets what its environment says, is warned of", () => {
    const basic = { qos_duration: 5, keepalive_backoff: 1.5 };
    expect(codes({ basic, nanomq: "0.23.10", reported: "0.23.10-14" })).toEqual([
      "drift-reload",
      "reload-may-crash",
    ]);
    const env = { NANOMQ_MSQ_LEN: "99" };
    const lost = checks({ basic, env }).find(({ code }) => code === "reload-loses");
    expect(lost?.args).toMatchObject({ keys: "mqtt.max_mqueue_len" });
  });
});

describe("clients", () => {
  test("a dead one is listed for a whole window; MQTT's limit beside it", () => {
    expect(
      checks({ clients: [{ keepaliveS: 10 }, { keepaliveS: 60 }, { keepaliveS: 60 }] }).slice(-2),
    ).toEqual([
      {
        area: "broker",
        code: "keepalive-late",
        status: "warn",
        subject: "keepalive 60 s",
        args: {
          count: 2,
          clients: "client 2, client 3",
          earliest: "100 s",
          latest: "110 s",
          mqtt: "90 s",
          keepaliveS: 60,
          file: "nanomq.conf",
        },
      },
      {
        area: "broker",
        code: "keepalive-late",
        status: "warn",
        subject: "keepalive 10 s",
        args: {
          count: 1,
          clients: "client 1",
          earliest: "20 s",
          latest: "30 s",
          mqtt: "15 s",
          keepaliveS: 10,
          file: "nanomq.conf",
        },
      },
    ]);
  });

  test("the windows are those of what runs, not of the conf", () => {
    const basic = { qos_duration: 1, keepalive_backoff: 1 };
    expect(codes({ basic, clients: [{}] })).toEqual(["drift-reload", "drift-reload", "keepalive-noticed"]);
  });

  test.each([
    ["keepalive 0 since 0.24.12", {}, { keepaliveS: 0 }, "keepalive-never"],
    ["an interval of 0", { basic: { qos_duration: 0, keepalive_backoff: 1.5 } }, {}, "timer-spins"],
    [
      "more ticks than 16 bits",
      { basic: { qos_duration: 1, keepalive_backoff: 1.5 } },
      { keepaliveS: 65_535 },
      "keepalive-uncounted",
    ],
  ])("%s: never noticed", (_what, told, client, code) => {
    expect(codes({ ...told, clients: [client] })).toContain(code);
  });

  test.each([
    ["the same id twice", [{ clientId: "a" }, { clientId: "a" }], "client-twice"],
    ["kept after a kick", [{ connected: false, cleanStart: true }], "session-for-ever"],
  ])("%s: %s is %s", (_what, clients, code) => {
    expect(codes({ clients })).toContain(code);
  });

  test("a kept session, which the API lists with clean_start true, is no zombie: up to 0.24.11 it ends by itself", () => {
    const clients = [{ connected: false, cleanStart: true }];
    expect(codes({ nanomq: "0.24.11", reported: "0.24.10-14", clients })).toEqual([]);
  });

  test("a keepalive that no class of nanotune.toml has", () => {
    const facts = { clients: [{ name: "a", keepaliveMs: 5000 }] };
    const found = checks({ facts, clients: [{}, { keepaliveS: 5 }] });
    expect(found.find(({ code }) => code === "keepalive-undeclared")?.args).toEqual({ keepalives: "60 s" });
  });
});
