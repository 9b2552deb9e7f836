import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { releases } from "../../../src/nanomq/releases.ts";
import { readConfig } from "../../../src/start/read-config.ts";
import { migrate } from "../../../src/text/legacy/migrate.ts";
import { createSource, lineText, textOf } from "../../../src/text/source.ts";
import { at, readBack, versionOf } from "./read-back.ts";

function migrated(text: string, nanomq = "0.24.14") {
  const source = createSource("old.conf", text);
  const result = migrate(source, { nanomq: versionOf(nanomq) });
  return { ...result, source, back: readBack(result.text, versionOf(nanomq)) };
}

describe("one setting", () => {
  const table: readonly [old: string, path: string, value: unknown, nanomq?: string][] = [
    ["qos_duration=10", "mqtt/retry_interval", "10s"],
    ["qos_duration = 1m", "mqtt/retry_interval", "1s"],
    ["msq_len=64 # queue", "mqtt/max_mqueue_len", 64],
    ["max_packet_size=10240", "mqtt/max_packet_size", "10240KB"],
    ["keepalive_backoff=1250", "mqtt/keepalive_multiplier", 1.25],
    ["keepalive_backoff=1.5", "mqtt/keepalive_multiplier", 1.5],
    ["url=broker+tcp://[::1]:1883", "listeners/tcp/bind", "[::1]:1883"],
    ["url = nmq-tcp://0.0.0.0:1884\nurl=nmq-tcp://0.0.0.0:1885", "listeners/tcp/bind", "0.0.0.0:1885"],
    ["allow_anonymous=YES", "auth/allow_anonymous", true],
    ["allow_anonymous=1", "auth/allow_anonymous", false],
    ["acl_nomatch=denny", "auth/no_match", "deny"],
    ["http_server.enable=true\nhttp_server.auth_type=none", "http_server/auth_type", "no_auth"],
    ["http_server.enable=yes\nhttp_server.password=1234", "http_server/password", "1234"],
    ["http_server.enable=true", "http_server/port", 8081],
    ["log.to=file,console\nlog.file=x", "log/to", ["file", "console"]],
    ["log.file=x", "log/level", "warn"],
    ['auth.1.login=a.b\nauth.1.password=p"q', "auth/password/a.b", 'p"q'],
    ["sqlite.enable=true", "sqlite/disk_cache_size", 102400],
    ["tls.enable=true\ntls.url=tls+nmq-tcp://0.0.0.0:8883", "listeners/ssl/bind", "0.0.0.0:8883"],
    ["tls.enable=true\ntls.url=tls+nmq-tcp://0.0.0.0:8883", "listeners/tcp/bind", "0.0.0.0:1883"],
    ["websocket.enable=false\nwebsocket.url=nmq-ws://0.0.0.0:8083/mqtt", "listeners", undefined],
    ["http_server.enable=false\nhttp_server.port=1", "http_server", undefined],
    ["aws.bridge.mqtt.a.host=h\naws.bridge.mqtt.a.bridge_mode=true", "bridges/aws/a/server", "h:1883"],
    [
      "bridge.mqtt.a.bridge_mode=true\nbridge.mqtt.a.address=mqtt-tcp://h:1\nbridge.mqtt.a.quic_initial_rtt_ms=800",
      "bridges/mqtt/a/quic_initial_rtt_ms",
      "800s",
      "0.23.10",
    ],
    [
      'web.hook.enable=true\nweb.hook.url=http://h\nweb.hook.rule.client.connack.1={"action":"x"}',
      "webhook/events",
      [{ event: "on_client_connack" }],
    ],
    [
      "auth.http.enable=true\nauth.http.auth_req.url=http://h\nauth.http.auth_req.params=clientid=%c,username=%u",
      "auth/http_auth/auth_req",
      { url: "http://h", params: { clientid: "%c", username: "%u" }, method: "post" },
    ],
    [
      'rule_option=ON\nrule_option.sqlite=enable\nrule.sqlite.event.publish.1.sql="SELECT * FROM "t/#""\nrule.sqlite.1.table=b',
      "rules/sqlite/rules",
      [{ sql: 'SELECT * FROM "t/#"', table: "b" }],
    ],
  ];

  test.each(table)("%s", (old, path, value, nanomq) => {
    const { back } = migrated(old, nanomq);
    expect(back.accepted).toBe(true);
    expect(at(back.tree, path)).toEqual(value);
  });
});

describe("what cannot be carried over is listed with its line", () => {
  const table: readonly [old: string, reason: string, nanomq?: string][] = [
    ["client_max_packet_size=1", "no-equivalent"],
    ["enable_acl_cache=on", "never-read"],
    ["nonsense=1", "unknown-key"],
    ["just words", "unreadable-line"],
    ["url=", "unreadable-line"],
    ["http_server.max_body=1", "not-in-version", "0.22.10"],
    ["msq_len=0", "not-positive"],
    ["qos_duration=-1", "negative"],
    ["max_packet_size=2097152", "overflow"],
    ["url=tcp://0.0.0.0:1883", "unknown-scheme"],
    ["log.rotation.size=10", "unit-missing"],
    ["acl_deny_action=drop", "unknown-word"],
    ["acl.rule.1=allow all", "not-json"],
    ['acl.rule.1={"topics": []}', "unreadable-value"],
    ["log.dir=C:\\log", "backslash"],
    ["auth.1.login=admin", "incomplete-entry"],
    ["auth.1.login=a.b\nauth.1.password=x", "unreadable-key", "0.20.8"],
    ["web.hook.enable=true\nweb.hook.pool_size=8", "incomplete-section"],
    ["tls.enable=true\ntls.keyfile=k", "incomplete-section"],
    [
      "bridge.mqtt.a.bridge_mode=true\nbridge.mqtt.a.address=mqtt-tcp://h:1\nbridge.mqtt.a.forwards.1.remote_topic=t",
      "incomplete-entry",
    ],
  ];

  test.each(table)("%s: %s", (old, reason, nanomq) => {
    const { lost, text, back } = migrated(`# first line\n\n${old}`, nanomq);
    const [item] = lost;
    expect(item?.reason).toBe(reason);
    expect(item?.line).toBeGreaterThan(2);
    expect(text).toContain(`# line ${item?.line}: `);
    expect(back.problems).not.toContain("syntax-error");
  });

  test("each points at its own key", () => {
    const { lost, source } = migrated("msq_len = 1\n  msq_len=2\nfoo.bar = 3\n");
    expect(lost.map(({ span }) => span && textOf(source, span.start, span.end))).toEqual([
      "msq_len",
      "foo.bar",
    ]);
    expect(lost.map(({ reason, line }) => [reason, line])).toEqual([
      ["overridden", 1],
      ["unknown-key", 3],
    ]);
  });
});

describe("notes", () => {
  const table: readonly [old: string, code: string, nanomq?: string][] = [
    ["keepalive_backoff=1250", "backoff-per-mille"],
    ["keepalive_backoff=1.5", "multiplier-times-1000", "0.20.8"],
    ["qos_duration=1m", "text-after-number"],
    ["log.to=file", "console-stays"],
    ["http_server.enable=true\nhttp_server.auth_type=x", "auth-type-off"],
    ["acl_nomatch=x", "nomatch-deny"],
    ["tls.enable=false\ntls.keyfile=k", "section-off"],
    ['acl.rule.1={"permit": "allow"}', "section-assumed-on"],
    ['acl.rule.2={"permit": "allow"}', "out-of-sequence"],
    ["websocket.enable=false\nurl=nmq-tcp://h:1\nhttp_server.enable=true", "http-needs-websocket", "0.21.5"],
    ["websocket.enable=false\nurl=nmq-tcp://h:1", "websocket-opens", "0.22.0"],
    ["tls.enable=true\ntls.url=tls+nmq-tcp://h:1", "wss-opens"],
    ["gateway.mqtt.keepalive=60", "gateway-file"],
    [
      "rule_option=ON\nrule_option.timescaledb=enable\nrule.timescaledb.1.password=x",
      "password-was-not-read",
    ],
    ["daemon=true", "target-layout", "0.18.2"],
  ];

  test.each(table)("%s: %s", (old, code, nanomq) => {
    expect(migrated(old, nanomq).notes.map((note) => note.code)).toContain(code);
  });
});

describe("a whole file", () => {
  const text = readFileSync("fixtures/legacy/gateway.conf", "utf8");

  test.each(releases.filter((release) => versionOf(release).rank >= versionOf("0.20.0").rank))(
    "is a conf that NanoMQ %s accepts",
    (release) => {
      const { back } = migrated(text, release);
      expect(back.accepted).toBe(true);
      expect(at(back.tree, "mqtt/retry_interval")).toBe("10s");
      expect(at(back.tree, "auth/acl/rules")).toHaveLength(2);
      expect(at(back.tree, "bridges/aws")).toBeUndefined();
    },
  );

  test("keeps every comment", () => {
    const { text: after } = migrated(text);
    const comments = text.split("\n").filter((line) => line.startsWith("#"));
    for (const comment of comments) expect(after).toContain(comment.trim());
  });

  test("keeps a comment beside its setting", () => {
    const lines = migrated(text)
      .text.split("\n")
      .map((line) => line.trim());
    expect(lines[lines.indexOf("## queue for slow consumers") + 1]).toBe("max_mqueue_len = 4096");
  });

  test("says the same twice", () => {
    expect(migrated(text).text).toBe(migrated(text).text);
  });
});

/** Old lines with what the recorded mapping says the new file must hold. */
const digits = fc.integer({ min: 1, max: 100_000 });
const word = fc
  .stringMatching(/^[!-.0-~]{1,12}$/)
  .filter((text) => !text.includes("\\") && !text.includes("#"));
const settings = {
  qos_duration: digits.map((n) => [String(n), "mqtt/retry_interval", `${n}s`] as const),
  msq_len: digits.map((n) => [String(n), "mqtt/max_mqueue_len", n] as const),
  max_packet_size: digits.map((n) => [String(n), "mqtt/max_packet_size", `${n}KB`] as const),
  keepalive_backoff: digits.map((n) => [String(n / 2000), "mqtt/keepalive_multiplier", n / 2000] as const),
  daemon: fc.boolean().map((on) => [on ? "yes" : "off", "system/daemon", on] as const),
  parallel: digits.map((n) => [String(n), "system/parallel", n] as const),
  url: word.map((text) => [`nmq-tcp://${text}`, "listeners/tcp/bind", text] as const),
  "websocket.url": word.map((text) => [`nmq-ws://${text}`, "listeners/ws/bind", text] as const),
  "http_server.username": word.map((text) => [text, "http_server/username", text] as const),
  "http_server.password": word.map((text) => [text, "http_server/password", text] as const),
  "log.dir": word.map((text) => [text, "log/dir", text] as const),
  "web.hook.url": word.map((text) => [text, "webhook/url", text] as const),
  "web.hook.headers.x-site": word.map((text) => [text, "webhook/headers/x-site", text] as const),
  "bridge.mqtt.b1.clientid": word.map((text) => [text, "bridges/mqtt/b1/clientid", text] as const),
  "bridge.mqtt.b1.keepalive": digits.map((n) => [String(n), "bridges/mqtt/b1/keepalive", `${n}s`] as const),
  "auth.1.password": word.map((text) => [text, "auth/password/admin", text] as const),
};
const switchedOn = [
  "websocket.enable=true",
  "http_server.enable=true",
  "web.hook.enable=true",
  "web.hook.url=http://default",
  "bridge.mqtt.b1.bridge_mode=true",
  "bridge.mqtt.b1.address=mqtt-tcp://h:1",
  "auth.1.login=admin",
  "auth.1.password=default",
];

test("property: settings of a random old file are those of the new one, in every version", () => {
  const file = fc.record(settings, { requiredKeys: [] });
  fc.assert(
    fc.property(
      file,
      fc.constantFrom("0.20.8", "0.22.0", "0.23.10", "0.24.14", "0.25.6"),
      (chosen, nanomq) => {
        const lines = Object.entries(chosen).map(([key, [value]]) => `${key}=${value}`);
        const { back, lost } = migrated([...switchedOn, ...lines].join("\n"), nanomq);
        expect(back.accepted).toBe(true);
        for (const [, path, value] of Object.values(chosen))
          expect([path, at(back.tree, path)]).toEqual([path, value]);
        const reasons = lost.map(({ reason }) => reason);
        expect(reasons.every((reason) => reason === "overridden")).toBe(true);
      },
    ),
    { seed: 4, numRuns: 150 },
  );
});

test("property: any text gives a conf without syntax errors, and names only lines that exist", () => {
  const line = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc
      .tuple(
        fc.constantFrom(
          "url",
          "tls.enable",
          "acl.rule.1",
          'bridge.mqtt.a"b.keepalive',
          "web.hook.headers.x y",
          "auth.1.login",
          "auth.1.password",
          "log.to",
          "sqlite.enable",
          "rule.mysql.1.host",
          "gateway.mqtt.forward",
        ),
        fc.string({ unit: "grapheme", maxLength: 20 }),
      )
      .map(([key, value]) => `${key}=${value}`),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      const { text, lost, source } = migrated(lines.join("\n"));
      expect(readBack(text, versionOf("0.24.14")).accepted).toBe(true);
      for (const item of lost) expect(lineText(source, item.line)).not.toBe("");
    }),
    { seed: 4, numRuns: 150 },
  );
});

test("topics of the first releases are carried over: forwards as one list, one topic of a subscription", () => {
  const old = `bridge.mqtt.up.bridge_mode=true
bridge.mqtt.up.address=mqtt-tcp://10.0.0.1:1883
bridge.mqtt.up.forwards=up/#, tele/+
bridge.mqtt.up.subscription.1.topic=cmd/a
bridge.mqtt.up.subscription.1.qos=1
bridge.mqtt.up.subscription.2.topic=cmd/b
bridge.mqtt.up.subscription.2.qos=2
`;
  const { text, lost } = migrated(old);
  expect(lost).toEqual([]);
  expect(readConfig({ text }, { nanomq: "0.24.14" }).values).toMatchObject({
    "bridges.mqtt[0].forwards.(count)": 2,
    "bridges.mqtt[0].forwards[0].local_topic": "up/#",
    "bridges.mqtt[0].forwards[0].remote_topic": "",
    "bridges.mqtt[0].forwards[1].local_topic": "tele/+",
    "bridges.mqtt[0].subscription.(count)": 2,
    "bridges.mqtt[0].subscription[0].remote_topic": "cmd/a",
    "bridges.mqtt[0].subscription[0].qos": 1,
    "bridges.mqtt[0].subscription[1].remote_topic": "cmd/b",
    "bridges.mqtt[0].subscription[1].local_topic": "",
  });
});
