import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "../../../src/start/read-config.ts";
import { singlePrecision } from "../../../src/start/width.ts";
import { migrate } from "../../../src/text/legacy/migrate.ts";
import { createSource } from "../../../src/text/source.ts";
import { versionOf } from "./read-back.ts";

/** What the old reader makes of a line, by the recorded mapping: path and stored value. */
type Expectation = readonly [path: string, value: unknown];
interface OldLine {
  readonly line: string;
  readonly stored: readonly Expectation[];
}

const number = fc.integer({ min: 1, max: 60_000 });
const word = fc.stringMatching(/^[A-Za-z0-9_./:@%+"'-]{1,16}$/);
const yesNo = fc.constantFrom("true", "yes", "YES", "false", "no", "1", "on");
const isTrue = (value: string): boolean => /^(?:true|yes)$/i.test(value);

function old<T>(
  key: string,
  values: fc.Arbitrary<T>,
  write: (value: T) => string,
  path: string,
  store: (value: T) => unknown,
): fc.Arbitrary<OldLine> {
  return values.map((value) => ({ line: `${key}=${write(value)}`, stored: [[path, store(value)]] }));
}

function integer(key: string, path: string, factor = 1): fc.Arbitrary<OldLine> {
  return old(key, number, String, path, (value) => value * factor);
}

function text(key: string, path: string): fc.Arbitrary<OldLine> {
  return old(
    key,
    word,
    (value) => value,
    path,
    (value) => value,
  );
}

function flag(key: string, path: string): fc.Arbitrary<OldLine> {
  return old(key, yesNo, (value) => value, path, isTrue);
}

/** Each at most once; `stored` of a section that stands with a switch holds because `switches` are on. */
const lines: readonly fc.Arbitrary<OldLine>[] = [
  integer("qos_duration", "mqtt.retry_interval"),
  integer("msq_len", "mqtt.max_mqueue_len"),
  integer("max_packet_size", "mqtt.max_packet_size", 1024),
  integer("property_size", "mqtt.property_size"),
  old(
    "keepalive_backoff",
    number,
    (value) => String(value / 1024),
    "mqtt.keepalive_multiplier",
    (value) => {
      // The samples write per mille from 100 on.
      const factor = value / 1024;
      return singlePrecision(factor < 100 ? factor : factor / 1000);
    },
  ),
  flag("daemon", "system.daemon"),
  flag("enable_ipc_internal", "system.enable_ipc_internal"),
  flag("allow_anonymous", "auth.allow_anonymous"),
  old(
    "acl_nomatch",
    fc.constantFrom("allow", "ALLOW", "deny", "x"),
    (value) => value,
    "auth.no_match",
    (value) => (value.toLowerCase() === "allow" ? "allow" : "deny"),
  ),
  old(
    "url",
    word,
    (value) => `nmq-tcp://${value}`,
    "listeners.tcp.bind",
    (value) => `nmq-tcp://${value}`,
  ),
  old(
    "websocket.url",
    word,
    (value) => `nmq-ws://${value}`,
    "listeners.ws.bind",
    (value) => `nmq-ws://${value}`,
  ),
  old(
    "tls.url",
    word,
    (value) => `tls+nmq-tcp://${value}`,
    "listeners.ssl.bind",
    (value) => `tls+nmq-tcp://${value}`,
  ),
  text("tls.keyfile", "listeners.ssl.keyfile"),
  flag("tls.verify_peer", "listeners.ssl.verify_peer"),
  integer("http_server.port", "http_server.port"),
  integer("http_server.parallel", "http_server.limit_conn"),
  text("http_server.username", "http_server.username"),
  text("http_server.password", "http_server.password"),
  old(
    "http_server.auth_type",
    fc.constantFrom("basic", "JWT", "x"),
    (value) => value,
    "http_server.auth_type",
    (value) => (value === "x" ? "no_auth" : value.toLowerCase()),
  ),
  integer("sqlite.disk_cache_size", "sqlite.disk_cache_size"),
  text("sqlite.mounted_file_path", "sqlite.mounted_file_path"),
  old(
    "log.level",
    fc.constantFrom("trace", "debug", "info", "warn", "error", "fatal"),
    String,
    "log.level",
    String,
  ),
  text("log.dir", "log.dir"),
  text("log.file", "log.file"),
  integer("log.rotation.count", "log.rotation.count"),
  text("web.hook.url", "webhook.url"),
  old(
    "web.hook.body.encoding_of_payload_field",
    fc.constantFrom("plain", "base64", "base62"),
    String,
    "webhook.body.encoding",
    String,
  ),
];

const switches = [
  "websocket.enable=true",
  "websocket.url=nmq-ws://0.0.0.0:8083/mqtt",
  "tls.enable=true",
  "tls.url=tls+nmq-tcp://0.0.0.0:8883",
  "http_server.enable=true",
  "sqlite.enable=true",
  "web.hook.enable=true",
  "web.hook.url=http://default",
];

test("property: the new file gives the settings of the old one in every recorded version", () => {
  const chosen = fc.shuffledSubarray([...lines]).chain((some) => fc.tuple(...some));
  fc.assert(
    fc.property(chosen, fc.constantFrom("0.22.10", "0.23.10", "0.24.14", "0.25.3"), (olds, nanomq) => {
      const source = createSource("old.conf", [...switches, ...olds.map(({ line }) => line)].join("\n"));
      const { text: conf } = migrate(source, { nanomq: versionOf(nanomq) });
      const { outcome, values, ignored } = readConfig({ text: conf }, { nanomq });
      expect(outcome).toBe("load");
      // property_size has no effect in either format.
      expect(ignored.map(({ path }) => path).filter((path) => path !== "mqtt.property_size")).toEqual([]);
      const stored = Object.fromEntries(olds.flatMap((line) => line.stored));
      const before = migrate(createSource("old.conf", switches.join("\n")), { nanomq: versionOf(nanomq) });
      const base = readConfig({ text: before.text }, { nanomq }).values;
      const internal = "(internal).client_max_packet_size";
      // Nothing but what the lines say changes; the copy for clients follows the packet size.
      expect({ ...values, [internal]: 0 }).toEqual({ ...base, ...stored, [internal]: 0 });
    }),
    { seed: 4, numRuns: 300 },
  );
});

test("an old file with nothing but switched-off sections gives what no file gives", () => {
  const source = createSource(
    "old.conf",
    "tls.enable=false\ntls.url=tls+nmq-tcp://h:1\nhttp_server.enable=false\nhttp_server.port=1\nsqlite.enable=no\nwebsocket.enable=false\nwebsocket.url=nmq-ws://h:1\nbridge.mqtt.a.address=mqtt-tcp://h:1\nweb.hook.url=http://h\n",
  );
  for (const nanomq of ["0.22.10", "0.24.14", "0.25.3"]) {
    const { text: conf } = migrate(source, { nanomq: versionOf(nanomq) });
    const { values, outcome } = readConfig({ text: conf }, { nanomq });
    expect(outcome).toBe("load");
    expect(values).toEqual(readConfig({ text: "system.daemon = false" }, { nanomq }).values);
  }
});

test("bridges, accounts, rules and events of a whole file are in force", () => {
  const source = createSource("old.conf", readFileSync("fixtures/legacy/gateway.conf"));
  for (const nanomq of ["0.22.10", "0.23.10", "0.24.14", "0.25.3"]) {
    const { text: conf } = migrate(source, { nanomq: versionOf(nanomq) });
    const { outcome, hazards, ignored, values } = readConfig({ text: conf }, { nanomq });
    expect({ outcome, hazards, ignored }).toEqual({ outcome: "load", hazards: [], ignored: [] });
    expect(values).toMatchObject({
      "mqtt.keepalive_multiplier": 1.25,
      "http_server.auth_type": "no_auth",
      "auth.no_match": "deny",
      "auth.acl.rules.(count)": 2,
      "auth.acl.rules[0].topics[0]": "$SYS/#",
      "auth.password[0].(password)": 'pub"lic',
      "auth.password[1].(username)": "line.5",
      "webhook.events[1].topic": "a/b/#",
      "webhook.headers[0].(value)": "application/json",
      "bridges.mqtt.(count)": 1,
      "bridges.mqtt[0].server": "mqtt-tcp://broker.example:1883",
      "bridges.mqtt[0].keepalive": 60,
      "bridges.mqtt[0].quic_initial_rtt_ms": 800,
      "bridges.mqtt[0].forwards[0].retain": 2,
      "bridges.mqtt[0].ssl.enable": false,
      "listeners.ssl.enable": false,
      "rules[0].sql": 'SELECT payload.x as "x" FROM "topic/#"',
    });
  }
});
