// A mosquitto.conf as one of NanoMQ: what is carried, what is not and why, and that NanoMQ starts with it.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readStart } from "../../../src/start/read-start.ts";
import { migrateConf } from "../../../src/text/migrate-conf.ts";
import { readDirectives } from "../../../src/text/mosquitto/directives.ts";
import { createSource } from "../../../src/text/source.ts";
import { readBack, versionOf } from "../legacy/read-back.ts";

function migrated(text: string, nanomq = "0.24.14", acl?: string) {
  const fileAt = (name: string) => (acl === undefined ? undefined : createSource(name, acl));
  const migration = migrateConf(createSource("mosquitto.conf", text), { nanomq: versionOf(nanomq), fileAt });
  if (migration === undefined) throw new Error("not taken for a conf of Mosquitto");
  return migration;
}

function treeOf(text: string, nanomq?: string, acl?: string) {
  return readBack(migrated(text, nanomq, acl).text, versionOf(nanomq ?? "0.24.14")).tree;
}

function reasons(text: string, nanomq?: string) {
  return migrated(text, nanomq).lost.map(({ key, reason }) => `${key}: ${reason}`);
}

describe("listeners", () => {
  test("each with what stands below it", () => {
    const text = `
listener 1883 192.168.1.5
listener 8883
cafile /ca.crt
certfile /s.crt
keyfile /s.key
require_certificate true
listener 9001 ::1
protocol websockets
`;
    expect(treeOf(text)).toMatchObject({
      listeners: {
        tcp: { bind: "192.168.1.5:1883" },
        ssl: {
          bind: "0.0.0.0:8883",
          cacertfile: "/ca.crt",
          certfile: "/s.crt",
          keyfile: "/s.key",
          verify_peer: true,
          fail_if_no_peer_cert: true,
        },
        ws: { bind: "[::1]:9001/mqtt" },
        // What a TLS listener opens besides, the old file did not.
        wss: { bind: "127.0.0.1:8086/mqtt" },
      },
      auth: { allow_anonymous: false },
    });
  });

  test("none at all serves this machine, and lets in everybody on it", () => {
    expect(treeOf("persistence false\nlog_type all\nlog_dest stdout\n")).toMatchObject({
      listeners: { tcp: { bind: "127.0.0.1:1883" } },
      auth: { allow_anonymous: true },
    });
  });

  test("several of one kind where the release has room", () => {
    const text = "listener 1883\nlistener 1884\n";
    expect(treeOf(text)).toMatchObject({ listeners: { tcp: { "port-1884": { bind: "0.0.0.0:1884" } } } });
    expect(reasons(text, "0.22.3")).toEqual(["listener: one-listener"]);
  });

  test("secure WebSocket takes a TLS listener along", () => {
    const text = "listener 9443\nprotocol websockets\ncertfile /s.crt\nkeyfile /s.key\n";
    expect(treeOf(text)).toMatchObject({
      listeners: { wss: { bind: "0.0.0.0:9443/mqtt" }, ssl: { bind: "127.0.0.1:8883", certfile: "/s.crt" } },
    });
  });
});

describe("bridges", () => {
  const bridge = (lines: string) => `listener 1883\nconnection up\naddress cloud.example.org\n${lines}\n`;

  test("what Mosquitto does without being told is written", () => {
    expect(treeOf(bridge("topic a/b"))).toMatchObject({
      bridges: {
        mqtt: {
          up: {
            server: "mqtt-tcp://cloud.example.org:1883",
            proto_ver: 4,
            clientid: "up",
            clean_start: false,
            max_send_queue_len: 512,
            forwards: [{ remote_topic: "a/b", local_topic: "a/b", qos: 0 }],
          },
        },
      },
    });
  });

  test.each([
    // Pattern, direction, QoS, local prefix, remote prefix.
    [
      'topic s/# out 1 "" site/',
      "forwards",
      { local_topic: "s/#", remote_topic: "", prefix: "site/", qos: 1 },
    ],
    ["topic s/# out 2", "forwards", { local_topic: "s/#", remote_topic: "", qos: 2 }],
    ["topic x out 0 l/ r/", "forwards", { local_topic: "l/x", remote_topic: "r/x" }],
    ['topic c/+ in 1 in/ ""', "subscription", { remote_topic: "c/+", local_topic: "", prefix: "in/" }],
    ["topic x in 1 l/ r/", "subscription", { remote_topic: "r/x", local_topic: "l/x" }],
    ["topic # out 1 a/ b/a/", "forwards", { local_topic: "a/#", remote_topic: "", prefix: "b/" }],
  ])("%s", (line, list, expected) => {
    expect(treeOf(bridge(line))).toMatchObject({ bridges: { mqtt: { up: { [list]: [expected] } } } });
  });

  test("a prefix that would have to be taken off is not carried", () => {
    expect(reasons(bridge('topic # out 1 local/ ""'))).toEqual(["topic: prefix-stays"]);
    expect(reasons(bridge('topic s/# out 1 "" site/'), "0.21.9")).toEqual(["topic: not-in-version"]);
  });

  test("TLS, logins and the other addresses", () => {
    const text = bridge("bridge_cafile /ca.pem\nremote_username u\npassword p w\nremote_clientid gw").replace(
      "cloud.example.org",
      "a.example.org:8883 b.example.org",
    );
    expect(treeOf(text)).toMatchObject({
      bridges: {
        mqtt: {
          up: {
            server: "tls+mqtt-tcp://a.example.org:8883",
            username: "u",
            password: "p w",
            clientid: "gw",
            ssl: { cacertfile: "/ca.pem" },
          },
        },
      },
    });
    expect(reasons(text)).toEqual(["address: one-address"]);
  });
});

describe("an ACL file", () => {
  const conf = "listener 1883\nacl_file acl\n";

  test("a deny wins wherever it stands; what no rule allows is denied", () => {
    const acl = "user bob\ntopic read a/#\ntopic deny a/secret\npattern write dev/%c/%u\n";
    expect(treeOf(conf, "0.24.14", acl)).toMatchObject({
      auth: {
        no_match: "deny",
        acl: {
          rules: [
            { permit: "deny", username: "bob", action: "pubsub", topics: ["a/secret"] },
            { permit: "allow", username: "bob", action: "subscribe", topics: ["a/#"] },
            { permit: "allow", action: "publish" },
          ],
        },
      },
    });
  });

  test("rules for clients without a name would be for all here", () => {
    const { text, lost } = migrated(conf, "0.24.14", "topic open/#\n");
    expect(lost.map(({ reason, span }) => [reason, span?.file])).toEqual([["anonymous-only", "acl"]]);
    expect(text).toContain('{ permit = deny, action = pubsub, topics = ["#"] }');
  });

  test("one that is not here is named", () => {
    expect(reasons(conf)).toEqual(["acl_file: other-file"]);
  });
});

test("what has no place here says why", () => {
  const text = [
    "listener 1883",
    "max_keepalive 60",
    "retry_interval 20",
    "password_file /etc/passwd",
    "persistent_client_expiration 14d",
    "user mosquitto",
    "include_dir /etc/mosquitto/conf.d",
    "auth_plugin /usr/lib/x.so",
    "auth_opt_backends redis",
    "no_such_thing 1",
  ].join("\n");
  expect(reasons(text)).toEqual([
    "max_keepalive: client-says-it",
    "retry_interval: other-meaning",
    "password_file: hashed-passwords",
    "persistent_client_expiration: no-counterpart",
    "user: host-decides",
    "include_dir: other-file",
    "auth_plugin: plugin",
    "auth_opt_backends: plugin",
    "no_such_thing: unknown-directive",
  ]);
});

test("limits, log and storage", () => {
  const text = `listener 1883
max_queued_messages 500
message_size_limit 100000
persistence true
persistence_location /data/
log_dest file /var/log/m/m.log
log_dest syslog
log_type error
log_type notice
`;
  expect(treeOf(text)).toMatchObject({
    mqtt: { max_mqueue_len: 500 },
    sqlite: { mounted_file_path: "/data/" },
    log: { to: ["file", "syslog"], level: "info", dir: "/var/log/m", file: "m.log" },
  });
  expect(migrated(text).text).toContain("max_packet_size = 98KB");
});

const value = fc.constantFrom(
  "true",
  "false",
  "1",
  "0",
  "1883",
  "8883 10.0.0.1",
  "/a/b",
  'x "" y',
  "ü\\",
  "",
  "a:b:c",
);
const line = fc.tuple(
  fc.constantFrom(
    ...[
      "listener",
      "port",
      "bind_address",
      "protocol",
      "cafile",
      "certfile",
      "keyfile",
      "require_certificate",
    ],
    ...[
      "connection",
      "address",
      "topic",
      "remote_password",
      "keepalive_interval",
      "bridge_cafile",
      "cleansession",
    ],
    ...["acl_file", "allow_anonymous", "log_dest", "log_type", "persistence", "max_queued_messages", "user"],
  ),
  value,
);

test("property: whatever stands in it, NanoMQ reads what comes out, and never dies of its text", () => {
  const releases = ["0.20.8", "0.22.10", "0.24.14", "0.25.6"];
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), fc.constantFrom(...releases), (lines, nanomq) => {
      const text = `listener 1883\nallow_anonymous false\n${lines.map((words) => words.join(" ")).join("\n")}\n`;
      const { text: conf } = migrated(text, nanomq, "user a\ntopic b\n");
      expect(readBack(conf, versionOf(nanomq))).toMatchObject({ accepted: true });
      const { reason } = readStart({ text: conf }, { nanomq });
      expect(["syntax", "loader"]).not.toContain(reason);
    }),
    { numRuns: 150 },
  );
});

test("a directive stands where it is written", () => {
  const [, second] = readDirectives(createSource("m.conf", "# ü\nlistener 1\n  topic ü/# out\n"));
  expect(second).toMatchObject({ key: "topic", value: "ü/# out", line: 3, keySpan: { start: 18, end: 23 } });
});
