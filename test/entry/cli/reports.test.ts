// What people reported in public, each with the right answer (fixtures/reports/*/answer.md), and everyday confs with
// everyday mistakes (fixtures/messages).
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const fixtures = new URL("../../../fixtures/", import.meta.url);

interface Asked {
  /** The command line; by default a lint of the conf, compose file or manifest. */
  readonly argv?: readonly string[];
  readonly says?: readonly RegExp[];
  readonly never?: readonly RegExp[];
}

const answers: Readonly<Record<string, Asked>> = {
  "f-advice-intranet-30s": { says: [/60 s to 90 s after its last packet, 105 s/] },
  "f-blog-multiplier-3": {
    says: [
      /keepalive_backoff.*older layout; here it is `mqtt\.keepalive_multiplier`/,
      /70 s to 80 s/,
      /MQTT asks for 30 s/,
    ],
  },
  "f-blog-offline-recipe": {
    says: [/kept MQTT 3\.1\.1 sessions end/, /Upgrade/i],
    never: [/300 messages take/],
  },
  "f-blog-quic-env": { says: [/no variable NANOMQ_QUIC_URL/, /conf-mount-unread/] },
  "f-bridge-cache-plain-image": { says: [/no SQLite/] },
  "f-bridge-conf-as-main": {
    argv: ["lint", "nanomq_bridge.conf"],
    says: [/anonymous access is on/, /clear text/],
  },
  "f-bridge-no-queue-len-crash": {
    says: [/error bridges\/outage-kills-broker/, /max_send_queue_len = 1024/],
  },
  "f-compose-quoted-list": { says: [/env-quoted|variable-quoted/, /0\.14\.1/] },
  "f-emqx-conf": {
    argv: ["lint", "emqx.conf"],
    says: [/conf of EMQX/, /nanotune migrate/],
    never: [/unknown-key/],
  },
  "f-fanout-acl-hash-user": { says: [/error auth\/acl-rule-half-shadowed/, /replicas-share-nothing/] },
  "f-glob-etc": {
    argv: ["lint", "nanomq.conf", "nanomq_acl.conf", "nanomq_pwd.conf", "nanomq_zmq_gateway.conf"],
    says: [/Nothing to report/],
    never: [/error|warning/],
  },
  "f-k8s-half-core": { never: [/Write `num_taskq_thread = 4`/, /Write `max_taskq_thread = 4`/] },
  "f-k8s-probe-noauth": {
    says: [/probe-refused/, /renamed-key/, /default-credentials/, /replicas-share-nothing/],
    never: [/Write `num_taskq_thread = 4`/],
  },
  "f-k8s-readonly-user": {
    says: [/default-credentials/, /image-tag-latest/, /level-too-chatty/],
    never: [/needs-build/],
  },
  "f-mosquitto-conf": {
    argv: ["lint", "mosquitto.conf"],
    says: [/conf of Mosquitto/, /nanotune migrate/, /listener: listeners\.tcp\.bind/],
    never: [/unexpected-token/],
  },
  "f-new-manual-retain-keys": { says: [/No release up to 0\.25\.6/], never: [/error schema/] },
  "f-official-old-0108": {
    argv: ["migrate", "nanomq.conf"],
    says: [/local_topic = "topic1\/#"/, /remote_topic = "cmd\/topic1"/],
  },
  "f-renovate-0195-0219": {
    argv: ["upgrade", "nanomq.conf", "--from", "0.19.5", "--to", "0.21.9"],
    says: [/keepalive/i, /WebSocket|8083/],
  },
  "f-sample-auth-type-slim": { never: [/needs a build/] },
  // That the port is taken is for preflight, which test/preflight proves.
  "f-taos-systemd": {
    argv: ["lint", "nanomq.service"],
    says: [/error deploy\/command-daemon-in-unit/, /conf \/usr\/local\/etc\/nanomq_weld_taos\.conf/],
  },
  "f-v5-session-expiry-good": { says: [/Nothing to report/] },
  "g-emqx1334-will-10min": {
    argv: ["lint", "nanomq.conf", "--nanomq", "0.24.14", "--config", "will.toml"],
    says: [/never notices/],
  },
  "g-mosca632-flap": {
    argv: ["replay", "nanomq.conf", "--keepalive", "60s", "--scenario", "takeover"],
    says: [/will/],
  },
  "g-paho401-lwt-60s": {
    argv: ["tune", "nanomq.conf", "--nanomq", "0.24.14", "--keepalive", "60s", "--detect-within", "10s"],
    says: [/keepalive 8 s|keepalive 7 s/],
  },
  "g-pubsub710-lwt-15s": {
    argv: ["tune", "nanomq.conf", "--nanomq", "0.24.14", "--keepalive", "15s", "--detect-within", "20s"],
    says: [/retry_interval = 1s/],
  },
  "mqttx1295-1kb-limit": { says: [/error resources\/payload-refused/] },
  "nn1102-v014-sqlite-freeze": {
    says: [/`rules`.*here it is `webhook\.events`/, /renamed-key/],
    never: [/error persistence\/enable/, /error.*sqlite\.enable/],
  },
  "nn1320-auth-chain-0.18": { says: [/order/], never: [/unknown-key/] },
  "nn1461-session-expiry-key": {
    says: [/each client says it in its CONNECT/, /persistent-never-expires/, /EMQX/],
  },
  "nn1476-slim-bridge-buffer": { says: [/bridges\.mqtt\.cache/], never: [/wrong-type/] },
  "nn1768-idle-cpu-0.21.9-full": { says: [/CPU/] },
  "nn1928-anonymous-False": { says: [/`allow_anonymous = false`/] },
  "nn1929-will-late": { says: [/20 s to 30 s/, /`allow_anonymous = false`/] },
  "nn1954-17mb-payload": {
    says: [/warning resources\/payload-not-delivered/, /max_packet_size = 174\d\dKB/],
  },
  // Nobody knows the answer: no error may be made of it.
  "nn1960-bridge-subscriptions": {
    says: [/starts with this conf/],
    never: [/error (?!defects\/|version\/)/],
  },
  "nn2000-docker-latest-crash": { says: [/0\.23\.9|0\.23\.10/] },
  "nn2049-docker-segv-0.23.8": { says: [/crash/], never: [/env-conf-path-ignored/] },
  "nn2099-ws-listener-dies": { says: [/stops answering/] },
  "nn2124-env-anonymous-False": { says: [/anybody|anyone|no-credentials-source|anonymous/i] },
  "nn2149-auth-cache-with-http": { says: [/auth\.cache has no effect/], never: [/60 s stays/] },
  "nn2340-only-first-and-rule": { says: [/error defects\/second-and-rule-dead/] },
  "nn2350-wss-collision-leak": { says: [/leak descriptors/, /longer keepalive/] },
  "nn2381-acl-cache-ttl-crash": { says: [/error defects\/auth-cache-without-api-crash/] },
  "nn2381b-cache-ttl-inside-acl-req": { never: [/belongs inside/] },
  "nn2395-sqlite-off-as-advised": { says: [/Delete the section/] },
  "nn2402-shared-subscription-bridge": {
    says: [/error defects\/v5-bridge-shared-subscription/, /proto_ver = 4/],
  },
  "nn2432-cache-deleted-before-ack": { says: [/deleted before the remote broker acknowledged/] },
  "pr977-old-kv-bridges": {
    argv: ["migrate", "nanomq.conf"],
    says: [/local_topic = "\/k8s\/\+"/, /remote_topic = "\/k8s\/car3\/init"/],
  },
};

/** Not yet answered right, and why. The list may only shrink. */
const notYet: Readonly<Record<string, string>> = {
  "f-v5-session-expiry-good":
    "two defects of 0.25.6 that the report knew nothing of, and a local_topic that has no effect there",
  "nn1320-auth-chain-0.18": "the conf of 0.18.2 is not known; that its chain has no order is not said",
};

const more: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "g-emqx1334-will-10min": { "will.toml": '[[clients]]\nname = "valve"\nkeepalive = "0s"\nwill = true\n' },
};

function filesOf(name: string): Readonly<Record<string, string>> {
  const folder = new URL(`reports/${name}/`, fixtures);
  const texts = readdirSync(folder)
    .filter((file) => file !== "answer.md")
    .map((file) => [file, readFileSync(new URL(file, folder), "utf8")] as const);
  return { ...Object.fromEntries(texts), ...more[name] };
}

async function saidTo(name: string, { argv }: Asked): Promise<string> {
  const files = filesOf(name);
  const main = ["compose.yaml", "deploy.yaml", "nanomq.conf"].find((file) => file in files) ?? "";
  const { out, err } = await run(argv ?? ["lint", main], { files, env: { COLUMNS: "140" } });
  return `${out}\n${err}`.replaceAll(/\s+/g, " ");
}

describe("public reports", () => {
  test("each has an answer", () => {
    expect(Object.keys(answers)).toEqual(readdirSync(new URL("reports/", fixtures)).toSorted());
  });

  test.each(Object.entries(answers))("%s", async (name, asked) => {
    const said = await saidTo(name, asked);
    const lacks = (asked.says ?? []).filter((pattern) => !pattern.test(said)).map(String);
    const wrong = (asked.never ?? []).filter((pattern) => pattern.test(said)).map(String);
    if (name in notYet) expect([...lacks, ...wrong], "answered now: take it off the list").not.toEqual([]);
    else expect({ lacks, wrong }, said).toEqual({ lacks: [], wrong: [] });
  });
});

/** Lines of a plain lint, and what has to be said of the mistake and what was said wrong (fixtures/messages). */
const messages: Readonly<Record<string, Asked & { readonly lines: number }>> = {
  "01-typo": {
    lines: 31,
    says: [/help: retry_interval \(--unsafe-fixes\)/],
    never: [/info.*retry-interval/],
  },
  "02-fractional": { lines: 14, says: [/does not start/] },
  "03-ms": { lines: 23, says: [/help: retry_interval = 1s/] },
  "04-tls": { lines: 25 },
  "05-bridge": { lines: 26, never: [/ and local_topic`/, /schema\/incomplete/] },
  "06-emqx-style": { lines: 47, says: [/a setting of EMQX/], never: [/no effect without bind/] },
  "07-old-format": { lines: 11 },
  "08-brace": { lines: 9, never: [/no setting/, /anonymous/] },
  "09-dup": { lines: 43 },
  "10-mobile": { lines: 21, never: [/silent for 60 s only/] },
  "11-acl": { lines: 36, says: [/alow.*Did you mean allow/], never: [/default stays/] },
  "12-webhook": { lines: 23, says: [/Did you mean on_client_disconnected/], never: [/default stays/] },
  "13-sqlite": { lines: 21, never: [/Write the same number/] },
  "14-good": { lines: 5, says: [/Nothing to report/] },
  "15-official": { lines: 79 },
};

describe("everyday confs", () => {
  test.each(Object.entries(messages))("%s", async (name, { lines, says = [], never = [] }) => {
    const file = `${name}.conf`;
    const files = { [file]: readFileSync(new URL(`messages/${file}`, fixtures), "utf8") };
    const { out } = await run(["lint", file], { files });
    const said = out.replaceAll(/\s+/g, " ");
    expect(out.trimEnd().split("\n").length, out).toBeLessThanOrEqual(lines);
    expect(says.filter((pattern) => !pattern.test(said)).map(String)).toEqual([]);
    expect(never.filter((pattern) => pattern.test(said)).map(String)).toEqual([]);
  });
});
