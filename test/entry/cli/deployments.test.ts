// Every command that takes a conf takes what starts NanoMQ, and means the same by it.
import { describe, expect, test } from "vitest";
import { MOST_BROKERS } from "../../../src/entry/open/lint-deployment.ts";
import { run } from "./fake-io.ts";

const CONF = `mqtt.keepalive_multiplier = 1.2
listeners.tcp.bind = "0.0.0.0:1883"
bridges.mqtt.up { server = "mqtt-tcp://up.example.com:1883", clientid = gw, proto_ver = 4, forwards = [{ remote_topic = "", local_topic = "a/#", qos = 1 }] }
`;
const indented = CONF.replaceAll(/^(?=.)/gm, "    ");
const VARIABLE = "NANOMQ_QOS_DURATION";

/** One NanoMQ of 0.24.14 with that conf and a retry interval of 3 s, told in many ways. */
const files = {
  "nanomq.conf": CONF,
  "nanotune.toml": "",
  "compose.yaml": `services:
  broker:
    image: emqx/nanomq:0.24.14
    environment: { ${VARIABLE}: "3" }
    volumes: ["./nanomq.conf:/etc/nanomq.conf:ro"]
    ports: ["1883:1883"]
`,
  "k8s.yaml": `apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data:
  nanomq.conf: |
${indented}---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: mq }
spec:
  template:
    spec:
      containers:
        - name: mq
          image: emqx/nanomq:0.24.14
          env: [{ name: ${VARIABLE}, value: "3" }]
          volumeMounts: [{ name: c, mountPath: /etc/nanomq.conf, subPath: nanomq.conf }]
      volumes: [{ name: c, configMap: { name: c } }]
`,
  Dockerfile: `FROM emqx/nanomq:0.24.14
ENV ${VARIABLE}=3
COPY nanomq.conf /etc/nanomq.conf
`,
  "run.sh": `#!/bin/sh
docker run -d -e ${VARIABLE}=3 -v $PWD/nanomq.conf:/etc/nanomq.conf:ro emqx/nanomq:0.24.14
`,
  "nanomq.service": `[Service]
Environment=${VARIABLE}=3
ExecStart=/usr/bin/nanomq start --conf /somewhere/nanomq.conf
`,
};

const inputs = ["compose.yaml", "k8s.yaml", "Dockerfile", "run.sh", "nanomq.service"] as const;
/** A unit tells no release: the line does. */
const RELEASE = ["--nanomq", "0.24.14"];

type Answer = (out: string) => unknown;
type Row = readonly [what: string, words: readonly string[], rest: readonly string[], answer: Answer];

const json: (pick: (report: Readonly<Record<string, unknown>>) => unknown) => Answer = (pick) => (out) =>
  pick(JSON.parse(out));

/** What has to be the same whoever starts that NanoMQ. */
const rows: readonly Row[] = [
  ["replay", ["replay"], ["--keepalive", "5s", "-f", "json"], json(({ settings }) => settings)],
  ["show", ["show"], ["-f", "json"], json(({ values }) => Object(values)["mqtt.retry_interval"])],
  ["show --start", ["show", "--start"], ["-f", "json"], json(({ listens }) => listens)],
  [
    "tune",
    ["tune"],
    ["--keepalive", "5s", "--detect-within", "9s", "-f", "json"],
    json(({ before }) => Object(before).settings),
  ],
  ["outage", ["outage"], ["--for", "1m", "-f", "json"], json(({ bridges }) => bridges)],
  [
    "upgrade",
    ["upgrade"],
    ["--from", "0.24.14", "--to", "0.25.6", "-f", "json"],
    json(({ settings }) => settings),
  ],
  [
    "explain",
    ["explain", "timing/retry-interval-too-coarse"],
    ["--keepalive", "5s", "-f", "json"],
    json(({ findings }) => Object(findings).length),
  ],
  ["probe", ["probe", "mqtt://127.0.0.1:1"], ["--keepalive", "5s", "--timeout", "1s"], (out) => out],
];

describe.each(rows)("%s", (what, words, rest, answer) => {
  const [command = "", ...before] = words;
  const release = what === "upgrade" ? [] : RELEASE;
  const there = run([command, ...before, "nanomq.conf", ...rest, ...release, "--env", `${VARIABLE}=3`], {
    files,
  });

  test.each(inputs)("of %s as of its conf", async (input) => {
    const known = input === "nanomq.service" ? release : [];
    const here = await run([command, ...before, input, ...rest, ...known], { files });
    const { out, code, err } = await there;
    const said = (text: string) => text.split("\n").at(-2);
    if (what === "probe") expect(said(here.err)).toBe(said(err));
    else expect(answer(here.out)).toEqual(answer(out));
    if (what !== "probe") expect(answer(here.out)).toBeDefined();
    expect(here.code).toBe(code);
    expect(here.files).toEqual(files);
  });
});

describe("diff", () => {
  test.each(inputs)("of %s and the conf alone: the variable", async (input) => {
    const { code, out, err } = await run(["diff", "nanomq.conf", input, "-f", "json"], { files });
    expect(code).toBe(1);
    const { settings, nanomq } = JSON.parse(out);
    expect(settings).toMatchObject([{ path: "mqtt.retry_interval", before: 10, after: 3 }]);
    expect(nanomq).toBe(input === "nanomq.service" ? "0.25.6" : "0.24.14");
    expect(err.includes("assuming")).toBe(input === "nanomq.service");
  });
});

test.each(["compose.yaml", "Dockerfile", "k8s.yaml"])(
  "preflight of %s assumes no release where the image tells it",
  async (input) => {
    const { err, out } = await run(["preflight", input, "--fail-on", "never"], { files });
    expect(err).not.toContain("assuming");
    expect(out).toContain("0.24.14");
  },
);

describe("migrate", () => {
  const old =
    "mqtt_bridge.qos_duration=10\nqos_duration=10\nhttp_server.enable=true\nurl=nmq-tcp://0.0.0.0:1883\n";

  test.each(["compose.yaml", "Dockerfile", "run.sh", "nanomq.service"])(
    "%s: the old conf it starts with",
    async (input) => {
      const { out, files: after } = await run(["migrate", input, ...RELEASE], {
        files: { ...files, "nanomq.conf": old },
      });
      const alone = await run(["migrate", "nanomq.conf", ...RELEASE], { files: { "nanomq.conf": old } });
      expect(out).toBe(alone.out);
      expect(out).toContain("retry_interval = 10");
      expect(after["nanomq.conf"]).toBe(old);
    },
  );

  test("what is no old conf is refused by its own name", async () => {
    const text = 'listeners.tcp {\n  bind = "0.0.0.0:1883"\n}\n';
    const { code, err } = await run(["migrate", "compose.yaml"], {
      files: { ...files, "nanomq.conf": text },
    });
    expect(code).toBe(2);
    expect(err).toContain("nanomq.conf is no conf of the old key=value format");
  });
});

describe("of several containers", () => {
  const two = {
    "nanomq.conf": CONF,
    "two.yaml": `services:
  a: { image: "emqx/nanomq:0.24.14", volumes: ["./nanomq.conf:/etc/nanomq.conf:ro"] }
  b: { image: "emqx/nanomq:0.25.6", volumes: ["./nanomq.conf:/etc/nanomq.conf:ro"] }
`,
  };
  const lines = [
    ["replay", "two.yaml", "--keepalive", "5s"],
    ["tune", "two.yaml", "--keepalive", "5s", "--detect-within", "9s"],
    ["outage", "two.yaml"],
    ["upgrade", "two.yaml", "--to", "0.25.6"],
    ["diff", "two.yaml", "nanomq.conf"],
    ["migrate", "two.yaml"],
    ["releases", "two.yaml", "--from", "0.25.6"],
    ["preflight", "two.yaml"],
    ["probe", "mqtt://127.0.0.1:1", "two.yaml", "--timeout", "1s"],
    ["broker", "two.yaml"],
    ["init", "two.yaml"],
  ];

  test.each(lines)("%s asks which, and takes the answer", async (...argv) => {
    const asked = await run(argv, { files: two });
    expect(asked.code).toBe(2);
    expect(asked.err).toContain("--container a or b");
    // A stand-in that starts would go on until somebody ends it.
    if (argv[0] === "broker") return;
    const { err } = await run([...argv, "--container", "b"], { files: two });
    expect(err).not.toContain("--container");
  });

  test.each([
    ["lint", "two.yaml"],
    ["show", "two.yaml"],
  ])("%s answers for each", async (...argv) => {
    const { out } = await run(argv, { files: two });
    expect(out).toMatch(argv[0] === "show" ? /^a$[\s\S]*^b$/m : /0\.24\.14/);
  });
});

describe("a release of which nobody knows how it reads a conf", () => {
  const older = {
    "nanomq.conf": 'listeners.tcp.bind = "127.0.0.1:1883"\nno_such = 1\n',
    "compose.yaml": `services:
  mq:
    image: emqx/nanomq:0.17.0-slim
    environment: { NANOMQ_NO_SUCH: "1" }
    volumes: ["./nanomq.conf:/etc/nanomq.conf:ro", "./gone.pem:/etc/gone.pem:ro"]
configs:
  idle: { content: "mqtt.no_such = 1\\nlisteners.tcp.bind = 1" }
`,
  };

  test("lint says so, and what is wrong in any release; of its settings nothing", async () => {
    const { out } = await run(["lint", "compose.yaml", "-f", "json"], { files: older });
    const { findings }: { readonly findings: readonly { readonly rule: string }[] } = JSON.parse(out);
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toEqual(
      expect.arrayContaining(["deploy/image-release-older", "deploy/mount-source-missing"]),
    );
    expect(rules.filter((rule) => !rule.startsWith("deploy/"))).toEqual([]);
    expect(rules).not.toContain("deploy/env-unknown");
  });

  test.each([
    ["show", "compose.yaml"],
    ["replay", "compose.yaml", "--keepalive", "5s"],
    ["tune", "compose.yaml", "--keepalive", "5s", "--detect-within", "9s"],
    ["upgrade", "compose.yaml", "--to", "0.25.6"],
    ["releases", "compose.yaml"],
    ["preflight", "compose.yaml"],
  ])("%s claims nothing", async (...argv) => {
    const { code, out, err } = await run(argv, { files: older });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("0.17.0");
    expect(err).toContain("--nanomq 0.19.0");
  });

  test("where the line names a release, that one is taken", async () => {
    const { out } = await run(["show", "compose.yaml", "--nanomq", "0.24.14"], { files: older });
    expect(out).toContain("nmq-tcp://127.0.0.1:1883");
  });
});

describe("what a conf in a container includes", () => {
  const includes = {
    "compose.yaml": `services:
  mq:
    image: emqx/nanomq:0.25.6
    volumes: ["./mq/nanomq.conf:/etc/nanomq.conf:ro", "./mq/acl.conf:/etc/mq/acl.conf:ro", "./mq/r.conf:/usr/local/nanomq/r.conf:ro"]
`,
    "mq/nanomq.conf": 'include "/etc/mq/acl.conf"\ninclude "r.conf"\n',
    "mq/acl.conf": "auth.allow_anonimous = false\n",
    "mq/r.conf": "mqtt.retry_intervall = 10s\n",
  };

  test("is found from its working directory, and said of the file on this machine", async () => {
    const { out } = await run(["lint", "compose.yaml", "-f", "json"], { files: includes });
    const { findings } = JSON.parse(out);
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: "schema/unknown-key", file: "mq/acl.conf", line: 1 }),
        expect.objectContaining({ rule: "schema/unknown-key", file: "mq/r.conf", line: 1 }),
      ]),
    );
    expect(out).not.toContain("include-missing");
  });

  test("may be any text of a ConfigMap", async () => {
    const manifest = files["k8s.yaml"]
      .replace(
        "  nanomq.conf: |\n",
        '  users: |\n    auth.password = { "a" : "b1c2d3e4" }\n  nanomq.conf: |\n    include "/etc/users"\n',
      )
      .replace(
        "subPath: nanomq.conf }]",
        "subPath: nanomq.conf }, { name: c, mountPath: /etc/users, subPath: users }]",
      );
    const { out } = await run(["lint", "k8s.yaml", "-f", "json"], { files: { "k8s.yaml": manifest } });
    expect(out).not.toContain("include-missing");
    const shown = await run(["show", "k8s.yaml"], { files: { "k8s.yaml": manifest } });
    expect(shown.out).toContain("auth.password");
  });
});

test("a database in an emptyDir goes with its pod", async () => {
  const manifest = `apiVersion: v1
kind: Pod
metadata: { name: mq }
spec:
  containers:
    - name: mq
      image: emqx/nanomq:0.25.6-slim
      volumeMounts: [{ name: c, mountPath: /etc/nanomq.conf, subPath: nanomq.conf }, { name: d, mountPath: /data }]
  volumes: [{ name: c, configMap: { name: c } }, { name: d, emptyDir: {} }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data:
  nanomq.conf: |
    sqlite { disk_cache_size = 100000, mounted_file_path = "/data" }
`;
  const linted = async (text: string) =>
    (await run(["lint", "k.yaml", "-f", "json"], { files: { "k.yaml": text } })).out;
  expect(await linted(manifest)).toContain("deploy/database-volatile");
  const claimed = manifest.replace("emptyDir: {}", "persistentVolumeClaim: { claimName: d }");
  expect(await linted(claimed)).not.toContain("deploy/database-volatile");
});

test("of a file that starts thousands of brokers the rest is left out, and said", async () => {
  const service = (at: number) => `  b${at}: { image: emqx/nanomq:0.22.10 }\n`;
  const text = `services:\n${Array.from({ length: MOST_BROKERS + 3 }, (_, at) => service(at)).join("")}`;
  const { err } = await run(
    ["lint", "compose.yaml", "-f", "concise", "--select", "timing/retry-interval-negative"],
    { files: { "compose.yaml": text } },
  );
  expect(err).toContain(`more than ${MOST_BROKERS} NanoMQs: the 3 behind them`);
});
