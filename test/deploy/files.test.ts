import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCompose } from "../../src/deploy/compose.ts";
import type { DeploymentReading } from "../../src/deploy/deployment.ts";
import { detectInput } from "../../src/deploy/detect.ts";
import { readKubernetes } from "../../src/deploy/kubernetes.ts";
import { toHostSpan } from "../../src/text/embedded.ts";
import { createSource, positionAt, textOf } from "../../src/text/source.ts";
import { versionOf } from "../text/legacy/read-back.ts";

const nanomq = versionOf("0.25.6");

function read(file: string, text: string): DeploymentReading {
  const source = createSource(file, text);
  return file.includes("compose") ? readCompose(source, { nanomq }) : readKubernetes(source, { nanomq });
}

/** `line code` of every problem. */
function problemsOf({ source, problems }: DeploymentReading): readonly string[] {
  return problems.map(({ code, span }) => `${positionAt(source, span.start).line} ${code}`);
}

/** A compose file with one NanoMQ service of these lines. */
function service(...lines: readonly string[]): DeploymentReading {
  return read("compose.yml", ["services:", "  nanomq:", ...lines.map((line) => `    ${line}`)].join("\n"));
}

describe("a compose file with anchors, lists and an inline conf", () => {
  const reading = read("docker-compose.yml", readFileSync("fixtures/deploy/docker-compose.yml", "utf8"));
  const [broker, list, inline] = reading.deployments;

  test("finds NanoMQ's services only", () => {
    expect(reading.deployments.map(({ name }) => name)).toEqual(["broker", "broker-list", "inline"]);
  });

  test("problems point at their lines", () => {
    expect(problemsOf(reading)).toEqual([
      "6 conf-of-image",
      "10 env-conf-path-ignored",
      "11 env-unknown",
      "24 port-range-mismatch",
      "27 port-unreadable",
      "28 port-published-twice",
      "30 conf-mount-unread",
      "43 conf-of-image",
      "43 image-tag-missing",
      "45 env-quoted",
      "50 command-daemon-in-container",
      "50 option-unit-ignored",
      "54 image-variant-unknown",
      "59 option-scheme-unknown",
    ]);
  });

  test("reads merged maps, variables and limits", () => {
    expect(broker?.version?.version.text).toBe("0.23.2");
    expect(broker?.environment.map(({ name }) => name).toSorted()).toEqual([
      "NANOMQ_BROKER_URL",
      "NANOMQ_CONF_FILE",
      "NANOMQ_CONF_PATH",
      "NANOMQ_QOS_DURATION",
    ]);
    expect(broker?.mounts.map(({ target, kind, readOnly }) => [target, kind, readOnly])).toEqual([
      ["/etc/nanomq/nanomq.conf", "bind", true],
      ["/etc/certs", "volume", false],
      ["/tmp", "tmpfs", false],
    ]);
    expect([
      broker?.replicas?.value,
      broker?.readOnlyRoot?.value,
      broker?.cpuCores?.value,
      broker?.memoryBytes?.value,
    ]).toEqual([2, true, 0.5, 2 ** 27]);
    expect(
      broker?.ports.map(({ hostIp, published, target }) => [hostIp, published?.from, target.from]),
    ).toContainEqual(["127.0.0.1", 8081, 8081]);
  });

  test("a problem of a command points at its word", () => {
    const shown = reading.problems
      .filter(({ span }) => positionAt(reading.source, span.start).line === 50)
      .map(({ code, span }) => [code, textOf(reading.source, span.start, span.end)]);
    expect(shown).toEqual([
      ["command-daemon-in-container", "-d"],
      ["option-unit-ignored", "-D"],
    ]);
  });

  test("reads the list form and the command", () => {
    expect(list?.environment.map(({ value }) => value)).toEqual([
      '"nmq-tcp://0.0.0.0:1883"',
      "true",
      undefined,
    ]);
    expect(list?.environmentFiles.map(({ value }) => value)).toEqual(["broker.env"]);
    expect(list?.command.flags.map(({ option }) => option)).toEqual([
      "--daemon",
      "--qos_duration",
      "--conf",
      "--qos_duration",
    ]);
    expect([list?.hostNetwork, list?.conf.by]).toEqual([true, "--conf"]);
  });

  test("the inline conf leads back to its line", () => {
    const [conf] = inline?.confs ?? [];
    if (conf === undefined) throw new Error("no conf");
    expect(conf.at).toBe("/etc/nanomq.conf");
    const content = new TextDecoder().decode(conf.text.source.bytes);
    const start = content.indexOf("retry_interval");
    const span = toHostSpan(conf.text, { file: conf.text.source.file, start, end: start + 5 });
    expect(positionAt(reading.source, span.start)).toEqual({ line: 76, column: 9 });
    expect(inline?.probes[0]?.sendsAuthorization).toBe(false);
  });
});

describe("manifests with a ConfigMap, a List and a Service", () => {
  const reading = read("kubernetes.yaml", readFileSync("fixtures/deploy/kubernetes.yaml", "utf8"));
  const [deployment, edge] = reading.deployments;

  test("problems point at their lines", () => {
    expect(problemsOf(reading)).toEqual([
      "36 option-log-folder-missing",
      "41 env-not-text",
      "45 env-conf-path-overruled",
      "92 conf-of-image",
      "92 image-tag-latest",
      "94 conf-mount-unread",
      "99 configmap-unknown",
    ]);
  });

  test("reads what the container is started with", () => {
    expect([deployment?.name, edge?.name]).toEqual(["Deployment/nanomq", "StatefulSet/edge/broker"]);
    expect(deployment?.conf).toEqual({ path: "/etc/nanomq/nanomq.conf", by: "--conf" });
    expect(deployment?.environment.find(({ name }) => name === "NANOMQ_QOS_DURATION")?.value).toBe("3");
    expect(deployment?.ports.map(({ by, published, target }) => [by, published?.from, target.from])).toEqual([
      ["host-port", 8081, 8081],
      ["service", 8883, 1883],
    ]);
    expect(deployment?.probes.map(({ purpose, how, port, path }) => [purpose, how, port, path])).toEqual([
      ["liveness", "http", 8081, "/api/v4/brokers"],
      ["readiness", "tcp", 1883, undefined],
    ]);
    expect([
      deployment?.replicas?.value,
      deployment?.readOnlyRoot?.value,
      deployment?.cpuCores?.value,
      deployment?.memoryBytes?.value,
    ]).toEqual([3, true, 0.5, 2 ** 27]);
  });

  test("the conf NanoMQ reads comes with its place, other texts do not come", () => {
    expect(reading.confs.map(({ name, at, kind }) => [name, at, kind])).toEqual([
      ["nanomq.conf", "/etc/nanomq/nanomq.conf", "nanomq-conf"],
      ["nanomq_pwd.conf", "/etc/nanomq/extra/nanomq_pwd.conf", "nanomq-include"],
      ["folded.conf", "/etc/nanomq/extra/folded.conf", "nanomq-conf"],
    ]);
  });
});

describe("single facts", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "a path nobody mounts",
      ["image: emqx/nanomq:0.24.14", "command: --conf /data/x.conf"],
      ["3 conf-of-image", "4 conf-path-not-mounted"],
    ],
    [
      "a folder that holds it",
      ["image: emqx/nanomq:0.24.14", "command: --conf /data/x.conf", "volumes: [./d:/data]"],
      [],
    ],
    ["a build of one's own", ["build: .", "command: --conf /data/x.conf"], ["2 conf-in-own-image"]],
    ["the default place", ["image: emqx/nanomq:0.24.14", "volumes: ['./nanomq.conf:/etc/nanomq.conf']"], []],
    [
      "read with the variable",
      [
        "image: emqx/nanomq:0.24.14",
        "environment: {NANOMQ_CONF_PATH: /a/nanomq.conf}",
        "volumes: ['./nanomq.conf:/a/nanomq.conf']",
      ],
      [],
    ],
    [
      "not read before 0.24.1",
      [
        "image: emqx/nanomq:0.23.2",
        "environment: {NANOMQ_CONF_PATH: /a/nanomq.conf}",
        "volumes: ['./nanomq.conf:/a/nanomq.conf']",
      ],
      ["3 conf-of-image", "4 env-conf-path-ignored", "5 conf-mount-unread"],
    ],
    [
      "aborts with the variable",
      ["image: emqx/nanomq:0.23.5", "environment: {NANOMQ_CONF_PATH: /a/nanomq.conf}"],
      ["3 conf-of-image", "4 env-conf-path-aborts"],
    ],
    [
      "an include beside the default conf",
      ["image: emqx/nanomq:0.24.14", "volumes: ['./nanomq_pwd.conf:/etc/nanomq_pwd.conf']"],
      ["3 conf-of-image"],
    ],
    ["a broken file", ["image: emqx/nanomq:0.24.14", "command: [a"], ["4 yaml-syntax"]],
    [
      "a duplicate key",
      ["image: emqx/nanomq:0.24.14", "image: emqx/nanomq:0.24.14"],
      ["3 conf-of-image", "4 yaml-syntax"],
    ],
    [
      "ports of another shape",
      ["image: emqx/nanomq:0.24.14", "ports: {1883: 1883}"],
      ["3 conf-of-image", "4 field-shape"],
    ],
  ])("%s", (_, lines, problems) => {
    expect(problemsOf(service(...lines))).toEqual(problems);
  });

  test("extends within the file", () => {
    const reading = read(
      "compose.yml",
      "services:\n  base:\n    image: emqx/nanomq:0.24.14\n    environment: {NANOMQ_MSQ_LEN: '1'}\n  nanomq:\n    extends: base\n    environment: {NANOMQ_MSQ_LEN: '2'}\n",
    );
    expect(
      reading.deployments.map(({ name, environment }) => [name, environment.map(({ value }) => value)]),
    ).toEqual([
      ["base", ["1"]],
      ["nanomq", ["2"]],
    ]);
  });

  test("a Helm template is named as such, once", () => {
    const reading = read(
      "deploy.yaml",
      "apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: {{ .Values.n }}\n  x: {{ y }}\n",
    );
    expect(reading.problems.map(({ code }) => code)).toEqual(["yaml-template"]);
  });

  test("a ConfigMap that nothing mounts", () => {
    const reading = read(
      "k.yaml",
      "kind: ConfigMap\nmetadata: {name: c}\ndata:\n  nanomq.conf: |\n    mqtt.retry_interval = 1s\n---\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - image: emqx/nanomq:0.24.14\n",
    );
    expect(problemsOf(reading)).toEqual(["5 configmap-unused", "11 conf-of-image"]);
  });
});

test("an alias inside its own anchor ends", () => {
  expect(read("compose.yml", "services: &a\n  nanomq: *a\n").deployments).toHaveLength(1);
});

test("a billion laughs are read once each", () => {
  const lines = ["a0: &a0 [x]"];
  for (let level = 1; level < 40; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ")}]`);
  }
  expect(
    read("compose.yml", `${lines.join("\n")}\nservices:\n  nanomq: {environment: *a39}\n`).deployments,
  ).toHaveLength(1);
});

test("deep nesting is a problem, not a crash", () => {
  const reading = read("compose.yml", `services: ${"[".repeat(50_000)}`);
  expect(reading.problems.length).toBeGreaterThan(0);
});

test("property: any text is read without throwing, problems stay inside the file", () => {
  const words = fc.constantFrom(
    "services:",
    "  nanomq:",
    "    image: emqx/nanomq:1",
    "    environment:",
    "      - NANOMQ_X=1",
    "    ports: [a, 1:2:3]",
    "kind: ConfigMap",
    "data:",
    "  nanomq.conf: |",
    "    a = ä",
    "&a",
    "*a",
    "<<: *a",
    "---",
    "\t",
    "{",
    "]",
    "'",
    '"',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(words, fc.string({ maxLength: 8 })), { maxLength: 14 }),
      fc.constantFrom("compose.yml", "k.yaml"),
      (lines, file) => {
        const { problems, source } = read(file, lines.join("\n"));
        for (const { span } of problems) {
          expect(span.start).toBeLessThanOrEqual(span.end);
          expect(span.end).toBeLessThanOrEqual(source.bytes.length);
        }
      },
    ),
    { seed: 4, numRuns: 400 },
  );
});

describe("kinds of input", () => {
  const table: [name: string, text: string, kind: string][] = [
    ["etc/nanomq.conf", "mqtt {\n retry_interval = 10s\n}", "nanomq-conf"],
    ["broker.conf", 'listeners.tcp.bind = "0.0.0.0:1883"', "nanomq-conf"],
    ["nanomq_pwd.conf", 'admin = "public"', "nanomq-include"],
    ["nanomq_acl.conf", "rules = [ {permit = allow} ]", "nanomq-include"],
    ["nanomq_bridge.conf", 'bridges.mqtt.emqx {\n server = "mqtt-tcp://h:1"\n}', "nanomq-include"],
    ["nanomq.conf", "url=nmq-tcp://0.0.0.0:1883\nmsq_len=64\n", "legacy-conf"],
    ["old.conf", "websocket.enable=true\n", "legacy-conf"],
    ["nanomq_zmq_gateway.conf", 'gateway.mqtt {\n address = "x"\n}', "gateway-conf"],
    ["docker-compose.prod.yml", "services:\n  b:\n    image: emqx/nanomq\n", "compose"],
    ["stack.yaml", "services:\n  b:\n    image: emqx/nanomq\n", "compose"],
    ["docker-compose.yml", "services:\n  db:\n    image: postgres\n", "other"],
    ["k8s/deploy.yaml", "apiVersion: v1\nkind: ConfigMap\ndata:\n  nanomq.conf: x\n", "kubernetes"],
    ["k8s/other.yaml", "apiVersion: v1\nkind: ConfigMap\n", "other"],
    ["nanotune.toml", "", "nanotune-toml"],
    ["site.toml", 'nanomq = "0.24.14"\n[deployment]\n', "nanotune-toml"],
    ["Cargo.toml", '[package]\nname = "x"\n', "other"],
    ["nginx.conf", "server {\n  listen 80;\n}", "other"],
    ["README.md", "# NanoMQ", "other"],
    ["mosquitto.conf", "listener 1883\nallow_anonymous true\n", "other"],
  ];
  test.each(table)("%s %j is %s", (name, text, kind) => {
    expect(detectInput(name, text).kind).toBe(kind);
  });
});
