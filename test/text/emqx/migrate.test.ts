// An emqx.conf as one of NanoMQ.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readStart } from "../../../src/start/read-start.ts";
import { migrateConf } from "../../../src/text/migrate-conf.ts";
import { createSource } from "../../../src/text/source.ts";
import { readBack, versionOf } from "../legacy/read-back.ts";

const NODE = 'node { name = "emqx@127.0.0.1", cookie = "x" }\n';

function migrated(text: string, nanomq = "0.25.6") {
  const migration = migrateConf(createSource("emqx.conf", `${NODE}${text}`), { nanomq: versionOf(nanomq) });
  if (migration === undefined) throw new Error("not taken for a conf of EMQX");
  return migration;
}

function treeOf(text: string) {
  const conf = migrated(text).text;
  expect(readStart({ text: conf }, { nanomq: "0.25.6" })).toMatchObject({ outcome: "runs" });
  return readBack(conf, versionOf("0.25.6")).tree;
}

function lost(text: string) {
  return migrated(text).lost.map(({ line, key, reason }) => `${line} ${key}: ${reason}`);
}

test("settings of the same meaning are carried, others say why not", () => {
  const text = `mqtt {
  keepalive_multiplier = 1.5
  max_mqueue_len = 1000
  max_packet_size = 2MB
  retry_interval = 30s
  server_keepalive = 30
  max_inflight = 32
}
cluster { discovery_strategy = manual, name = emqxcl }
`;
  expect(treeOf(text)).toMatchObject({ mqtt: { keepalive_multiplier: 1.5, max_mqueue_len: 1000 } });
  expect(lost(text)).toEqual([
    "1 node: no-counterpart",
    "6 mqtt.retry_interval: other-meaning",
    "7 mqtt.server_keepalive: client-says-it",
    "8 mqtt.max_inflight: no-counterpart",
    "10 cluster: no-counterpart",
  ]);
});

describe("listeners", () => {
  test("those that no line names are open there, but for the ones with certificates for trials", () => {
    expect(treeOf("")).toMatchObject({
      listeners: { tcp: { bind: "0.0.0.0:1883" }, ws: { bind: "0.0.0.0:8083/mqtt" } },
    });
  });

  test("with certificates, paths and switches", () => {
    const text = `listeners.tcp.default { bind = "127.0.0.1:1883", max_connections = 100 }
listeners.tcp.other { bind = 1885 }
listeners.ws.default { enable = false, bind = 8083 }
listeners.ssl.default {
  bind = ":8883"
  ssl_options { certfile = "/c.pem", keyfile = "/k.pem", cacertfile = "/ca.pem", verify = verify_peer, fail_if_no_peer_cert = true }
}
listeners.wss.default { bind = 8084, websocket.mqtt_path = "/ws" }
`;
    expect(treeOf(text)).toMatchObject({
      listeners: {
        tcp: { bind: "127.0.0.1:1883", "port-1885": { bind: "0.0.0.0:1885" } },
        ssl: { bind: "0.0.0.0:8883", certfile: "/c.pem", verify_peer: true, fail_if_no_peer_cert: true },
        wss: { bind: "0.0.0.0:8084/ws" },
      },
    });
    expect(lost(text)).toContain("4 listeners.ws.default: switched-off");
  });
});

describe("who may come in", () => {
  test("nobody is asked where no authenticator is", () => {
    expect(treeOf("")).toMatchObject({ auth: { allow_anonymous: true } });
  });

  test("an HTTP server is asked, with NanoMQ's placeholders", () => {
    const text = `authentication = [
  { mechanism = password_based, backend = http, method = post, url = "http://10.0.0.5:80/auth",
    headers { content-type = "application/json" }, body { username = "\${username}", password = "\${password}", x = "\${cert_subject}" } }
]
authorization { no_match = deny, deny_action = disconnect, sources = [ { type = file, path = "/etc/acl.conf" } ] }
`;
    expect(treeOf(text)).toMatchObject({
      auth: {
        allow_anonymous: false,
        no_match: "deny",
        deny_action: "disconnect",
        http_auth: {
          auth_req: {
            url: "http://10.0.0.5:80/auth",
            method: "post",
            params: { username: "%u", password: "%P" },
          },
        },
      },
    });
    expect(lost(text).map((one) => one.replace(/^\d+ /, ""))).toEqual([
      "node: no-counterpart",
      "authentication.0.body.x: unreadable-value",
      "authorization.sources.0.path: other-file",
    ]);
  });

  test("accounts in EMQX's own database stay there", () => {
    const text = "authentication { mechanism = password_based, backend = built_in_database }\n";
    expect(treeOf(text)).toMatchObject({ auth: { allow_anonymous: false } });
    expect(lost(text)).toContain("2 authentication.backend: own-database");
  });

  test("an API without a password of its own is not opened", () => {
    const bind = 'dashboard { listeners.http { bind = "127.0.0.1:18083" }';
    expect(lost(`${bind} }\n`)).toContain("2 dashboard.listeners.http.bind: api-without-password");
    expect(treeOf(`${bind}, default_password = "s3cret-of-mine" }\n`)).toMatchObject({
      http_server: { ip_addr: "127.0.0.1", port: 18083, username: "admin", password: "s3cret-of-mine" },
    });
  });
});

test("log and bridges", () => {
  const text = `log { console { enable = true, level = notice }, file { enable = true, path = "/var/log/emqx/e.log", rotation_count = 7 } }
bridges.mqtt.up {
  server = "cloud.example.org:1883", proto_ver = "v5", keepalive = 60s, clean_start = false, username = u, password = "p"
  egress { local { topic = "a/#" }, remote { topic = "site/\${topic}", qos = 1 } }
  ingress { remote { topic = "cmd/#", qos = 2 }, local { topic = "\${topic}" } }
}
`;
  expect(treeOf(text)).toMatchObject({
    log: {
      to: ["console", "file"],
      level: "info",
      dir: "/var/log/emqx",
      file: "e.log",
      rotation: { count: 7 },
    },
    bridges: {
      mqtt: {
        up: {
          server: "mqtt-tcp://cloud.example.org:1883",
          proto_ver: 5,
          clean_start: false,
          forwards: [{ local_topic: "a/#", remote_topic: "", prefix: "site/", qos: 1 }],
          subscription: [{ remote_topic: "cmd/#", local_topic: "", qos: 2 }],
        },
      },
    },
  });
});

test("a file that a variable of EMQX is part of is named and not written, of listeners and bridges alike", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: EMQX fills it in
  const file = '"${EMQX_ETC_DIR}/ca.pem"';
  const text = `listeners.ssl.default { bind = 8883, ssl_options { cacertfile = ${file} } }
bridges.mqtt.up { server = "a:8883", ssl { enable = true, cacertfile = ${file} } }
`;
  expect(lost(text)).toEqual(
    expect.arrayContaining([
      "2 listeners.ssl.default.ssl_options.cacertfile: unreadable-value",
      "3 bridges.mqtt.up.ssl.cacertfile: unreadable-value",
    ]),
  );
});

const paths = [
  ...["mqtt.max_mqueue_len", "mqtt.max_packet_size", "mqtt.keepalive_multiplier", "mqtt.zone"],
  ...[
    "listeners.tcp.a.bind",
    "listeners.ssl.a.bind",
    "listeners.ssl.a.ssl_options.certfile",
    "listeners.ws.a.websocket.mqtt_path",
  ],
  ...[
    "dashboard.listeners.http.bind",
    "dashboard.default_password",
    "log.file.level",
    "log.file.path",
    "log.file.rotation_size",
  ],
  ...["authentication.backend", "authentication.url", "authentication.method", "authorization.no_match"],
  ...[
    "bridges.mqtt.b.server",
    "bridges.mqtt.b.keepalive",
    "bridges.mqtt.b.egress.local.topic",
    "bridges.mqtt.b.ssl.enable",
  ],
];
const value = fc.constantFrom(
  "true",
  "1883",
  "0",
  '"[::1]:1"',
  "http",
  '"a b"',
  "infinity",
  "10MB",
  "[a, b]",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: EMQX fills it in
  '"ü/${x}"',
  "{ x = 1 }",
);

test("property: whatever stands in it, NanoMQ reads what comes out, and never dies of its text", () => {
  const releases = ["0.20.8", "0.22.10", "0.24.14", "0.25.6"];
  const lines = fc.array(fc.tuple(fc.constantFrom(...paths), value), { maxLength: 12 });
  fc.assert(
    fc.property(lines, fc.constantFrom(...releases), (settings, nanomq) => {
      const { text } = migrated(settings.map(([path, written]) => `${path} = ${written}\n`).join(""), nanomq);
      expect(readBack(text, versionOf(nanomq))).toMatchObject({ accepted: true });
      expect(["syntax", "loader"]).not.toContain(readStart({ text }, { nanomq }).reason);
    }),
    { numRuns: 150 },
  );
});
