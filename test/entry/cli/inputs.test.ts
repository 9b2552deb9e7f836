import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

function fixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), "utf8");
}

const coarse = "mqtt {\n  retry_interval = 10s\n}\n";
const slow = "timing/retry-interval-too-coarse";

/** The concise lines of a lint, without their messages. */
async function linted(argv: readonly string[], files: Readonly<Record<string, string>>, env = {}) {
  const { code, out, err } = await run(["lint", ...argv, "-f", "concise"], { files, env });
  return { code, err, places: out.split("\n").map((line) => line.split(" ").slice(0, 3).join(" ")) };
}

describe("a folder", () => {
  const files = {
    "etc/nanomq.conf": `${coarse}include "/etc/nanomq_users.conf"\n`,
    "etc/nanomq_users.conf": "mqtt.retry_interval = 9s\nauth.password { a = b }\n",
    "etc/conf.d/edge.conf": coarse,
    "etc/nginx.conf": "server { listen 80; }\n",
    "etc/readme.md": coarse,
  };

  test("stands for the confs in it, without what they include and what is not NanoMQ's", async () => {
    const { code, places } = await linted(["etc", "--nanomq", "0.24.14", "--keepalive", "5s"], files);
    expect(code).toBe(1);
    const named = new Set(places.map((place) => place.split(":")[0]));
    expect([...named].filter(Boolean)).toEqual(["etc/conf.d/edge.conf", "etc/nanomq.conf"]);
  });

  test("--root finds absolute includes below it", async () => {
    const world = Object.fromEntries(Object.entries(files).map(([path, text]) => [`image/${path}`, text]));
    const argv = ["image/etc/nanomq.conf", "--nanomq", "0.24.14"];
    const missing = (places: readonly string[]) => places.some((place) => place.includes("include-missing"));
    expect(missing((await linted(argv, world)).places)).toBe(true);
    expect(missing((await linted([...argv, "--root", "image"], world)).places)).toBe(false);
  });

  test("that cannot be used does not keep the others from being linted", async () => {
    const { code, places } = await linted(["www", "etc/conf.d", "--nanomq", "0.24.14", "--keepalive", "5s"], {
      ...files,
      "www/nginx.conf": "server { listen 80; }\n",
    });
    expect(code).toBe(2);
    expect(places).toContain(`etc/conf.d/edge.conf:2:20: warning ${slow}`);
  });

  test("show takes one with a single conf", async () => {
    const one = await run(["show", "etc/conf.d", "--nanomq", "0.24.14"], { files });
    expect(one.code).toBe(0);
    expect(one.out).toContain("etc/conf.d/edge.conf:2");
    const several = await run(["show", "etc", "--nanomq", "0.24.14"], { files });
    expect(several.code).toBe(2);
    expect(several.err).toContain("etc/conf.d/edge.conf, etc/nanomq.conf");
  });

  test("without any conf of NanoMQ is a mistake", async () => {
    const { code, err } = await linted(["www"], { "www/nginx.conf": "server { listen 80; }\n" });
    expect(code).toBe(2);
    expect(err).toContain("www: no nanomq.conf in this folder");
  });
});

describe("a compose file", () => {
  const compose = (image: string, more = "") => `services:
  mq:
    image: ${image}
    volumes:
      - ./nanomq.conf:/etc/nanomq.conf
${more}`;

  test("tells version, environment and the conf it mounts", async () => {
    const files = { "site/compose.yaml": compose("emqx/nanomq:0.24.14"), "site/nanomq.conf": coarse };
    const { err, places } = await linted(["site/compose.yaml", "--keepalive", "5s"], files);
    expect(err).not.toContain("assuming");
    expect(places).toContain(`site/nanomq.conf:2:20: warning ${slow}`);
  });

  test("the variables of the service count", async () => {
    const more = "    environment:\n      NANOMQ_QOS_DURATION: '1'\n";
    const files = { "compose.yaml": compose("emqx/nanomq:0.22.10", more), "nanomq.conf": coarse };
    const { places } = await linted(["compose.yaml", "--keepalive", "5s"], files);
    expect(places.filter((place) => place.endsWith(slow))).toEqual([]);
  });

  describe("env_file", () => {
    const effective = async (more: string, files: Readonly<Record<string, string>>) => {
      const { places, code } = await linted(["c/compose.yaml", "--keepalive", "5s"], {
        "c/compose.yaml": compose("emqx/nanomq:0.22.10", more),
        "c/nanomq.conf": coarse,
        ...files,
      });
      return { code, slow: places.some((place) => place.endsWith(slow)), places };
    };
    const [one, ten] = ["NANOMQ_QOS_DURATION=1\n", "NANOMQ_QOS_DURATION=10\n"];

    test.each([
      ["one file counts", "    env_file: a.env\n", false],
      ["the later file wins", "    env_file: [b.env, ./a.env]\n", false],
      ["the later file wins, the other way round", "    env_file: [a.env, b.env]\n", true],
      ["environment wins", "    env_file: b.env\n    environment: [NANOMQ_QOS_DURATION=1]\n", false],
      [
        "environment wins also above it",
        "    environment: {NANOMQ_QOS_DURATION: 10}\n    env_file: a.env\n",
        true,
      ],
      ["the long form", "    env_file:\n      - path: a.env\n        required: false\n", false],
      ["one that may be missing", "    env_file:\n      - path: none.env\n        required: false\n", true],
    ])("%s", async (_, more, isSlow) => {
      const { slow: found, places } = await effective(more, { "c/a.env": one, "c/b.env": ten });
      expect(found).toBe(isSlow);
      expect(places.filter((place) => /deploy\/env-(?:duplicate|file-missing)/.test(place))).toEqual([]);
    });

    test("one that is not there starts nothing", async () => {
      const { code, places } = await effective("    env_file: none.env\n", {});
      expect(code).toBe(1);
      expect(places).toContain("c/compose.yaml:6:15: error deploy/env-file-missing");
    });

    test("findings about its variables point into it", async () => {
      const { places } = await effective("    env_file: a.env\n", { "c/a.env": "A=1\nNANOMQ_QOS=1\n" });
      expect(places).toContain("c/a.env:2:1: warning deploy/env-unknown");
    });
  });

  test(".env beside it fills in its variables", async () => {
    const { err, places } = await linted(["compose.yaml", "--keepalive", "5s"], {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: compose fills it in
      "compose.yaml": compose("emqx/nanomq:${TAG}"),
      "nanomq.conf": coarse,
      ".env": "TAG=0.22.10\n",
    });
    expect(err).not.toContain("assuming");
    expect(places).toContain(`nanomq.conf:2:20: warning ${slow}`);
  });

  test("its own problems are findings on its lines", async () => {
    const { code, places } = await linted(["docker-compose.yml"], {
      "docker-compose.yml": fixture("deploy/docker-compose.yml"),
    });
    expect(code).toBe(1);
    expect(places).toContain("docker-compose.yml:43:12: warning deploy/image-tag-missing");
    expect(places).toContain("docker-compose.yml:50:27: error deploy/command-daemon-in-container");
  });

  test("without NanoMQ is a mistake", async () => {
    const { code, err } = await linted(["compose.yaml"], {
      "compose.yaml": "services:\n  web:\n    image: nginx\n",
    });
    expect(code).toBe(2);
    expect(err).toContain("compose.yaml starts no NanoMQ");
  });
});

describe("Kubernetes manifests", () => {
  const manifest = `apiVersion: v1
kind: ConfigMap
metadata:
  name: mq
data:
  nanomq.conf: |
    mqtt {
      retry_interval = 10s
    }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mq
spec:
  template:
    spec:
      containers:
        - name: mq
          image: emqx/nanomq:0.24.14
          volumeMounts:
            - { name: conf, mountPath: /etc/nanomq.conf, subPath: nanomq.conf }
      volumes:
        - name: conf
          configMap: { name: mq }
`;

  test("findings of a conf in a ConfigMap point into the manifest", async () => {
    const { out } = await run(["lint", "mq.yaml", "--keepalive", "5s", "-f", "json"], {
      files: { "mq.yaml": manifest },
    });
    const report: { readonly findings: readonly { readonly rule: string }[] } = JSON.parse(out);
    const found = report.findings.find(({ rule }) => rule === slow);
    expect(JSON.stringify(found)).toContain('"line":8');
    expect(JSON.stringify(found)).toContain("mq.yaml");
  });
});

describe("show of a deployment file", () => {
  const manifest = `apiVersion: v1
kind: ConfigMap
metadata: { name: mq }
data:
  nanomq.conf: |
    mqtt.retry_interval = 5s
    mqtt.foo = 1
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: mq }
spec:
  template:
    spec:
      containers:
        - name: mq
          image: emqx/nanomq:0.24.14
          args: [--http]
          env: [{ name: NANOMQ_MSQ_LEN, value: "64" }]
          volumeMounts: [{ name: conf, mountPath: /etc/nanomq.conf, subPath: nanomq.conf }]
      volumes: [{ name: conf, configMap: { name: mq } }]
`;

  test("has the lines of the file, its variables and options", async () => {
    const { code, out, err } = await run(["show", "mq.yaml"], { files: { "mq.yaml": manifest } });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/mqtt\.retry_interval +5 s +mq\.yaml:6/);
    expect(out).toMatch(/mqtt\.max_mqueue_len +64 +NANOMQ_MSQ_LEN/);
    expect(out).toMatch(/http_server\.enable +true +--http/);
    expect(out).toContain("mq.yaml:7  mqtt.foo");
    const json = await run(["show", "mq.yaml", "-f", "json"], { files: { "mq.yaml": manifest } });
    expect(JSON.parse(json.out)).toMatchObject({
      nanomq: "0.24.14",
      origins: { "mqtt.retry_interval": { line: 6, span: { file: "mq.yaml" } } },
    });
  });

  const service = "image: emqx/nanomq:0.24.14, volumes: [./a.conf:/etc/nanomq.conf]";
  test("of several containers one has to be named", async () => {
    const files = {
      "compose.yaml": `services:\n  a: { ${service} }\n  b: { ${service} }\n`,
      "a.conf": coarse,
    };
    const unsaid = await run(["show", "compose.yaml", "-f", "json"], { files });
    expect(unsaid.code).toBe(2);
    expect(unsaid.err).toContain("--container a or b");
    const said = await run(["show", "compose.yaml", "--container", "b"], { files });
    expect(said.out).toMatch(/mqtt\.retry_interval +10 s +a\.conf:2/);
  });

  test("shows the conf of the image where nothing is mounted", async () => {
    const files = { "compose.yaml": "services:\n  a: { image: emqx/nanomq:0.24.14 }\n" };
    const { code, out } = await run(["show", "compose.yaml"], { files });
    expect(code).toBe(0);
    expect(out).toMatch(/allow_anonymous\s+true\s+compose\.yaml:2/);
  });

  test("says where nobody here can see the conf", async () => {
    const files = { "compose.yaml": "services:\n  a: { image: acme/nanomq:3 }\n" };
    const { code, err } = await run(["show", "compose.yaml"], { files });
    expect(code).toBe(2);
    expect(err).toContain("does not tell the conf");
  });
});

test.each([
  ["plain values", "  name: {{ .Release.Name }}\n", 4],
  [
    "quoted values",
    'spec: { template: { spec: { containers: [{ name: a, image: "{{ .Values.image }}" }] } } }\n',
    4,
  ],
])("a Helm template is said to be one: %s", async (_, text, line) => {
  const chart = `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n${text}values: "{{ .Values.x }}"\n`;
  const { places } = await linted(["chart/templates/mq.yaml"], { "chart/templates/mq.yaml": chart });
  expect(places.join()).toMatch(new RegExp(`mq.yaml:${line}:\\d+: \\w+ deploy/yaml-template`));
});

describe("a conf of the old format", () => {
  test("is said, and nothing else", async () => {
    const { code, places } = await linted(["old.conf", "--nanomq", "0.24.14"], {
      "old.conf": fixture("legacy/gateway.conf"),
    });
    expect(code).toBe(1);
    expect(places).toEqual(["old.conf:5:1: error syntax/old-format", ""]);
  });

  test("a conf of the new format in dotted keys is not one", async () => {
    const { places } = await linted(["a.conf", "--nanomq", "0.24.14", "--keepalive", "5s"], {
      "a.conf": "sqlite.enable = true\nmqtt.retry_interval = 10s\n",
    });
    expect(places.join()).toContain(slow);
    expect(places.join()).not.toContain("old-format");
  });
});

describe("what decides beside the conf", () => {
  const files = {
    "a.conf": "log.level = warn\n",
    "mq.env": "# site\nNANOMQ_QOS_DURATION=4\nNANOMQ_MSQ_LEN=64\n",
    "nanotune.toml": '[deployment]\nenv = { NANOMQ_QOS_DURATION = 5 }\ncommand = "nanomq start -s 16"\n',
  };
  const env = { NANOMQ_QOS_DURATION: "6", HOME: "/root" };
  const show = async (...options: readonly string[]) => {
    const argv = ["show", "a.conf", "--nanomq", "0.24.14", "-f", "json", ...options];
    const { out } = await run(argv, { files, env });
    const { values }: { readonly values: Readonly<Record<string, unknown>> } = JSON.parse(out);
    return values;
  };

  test.each([
    [[], 5],
    [["--use-env"], 6],
    [["--use-env", "--env-file", "mq.env"], 4],
    [["--env-file", "mq.env", "--env", "NANOMQ_QOS_DURATION=3"], 3],
    [["--env", "NANOMQ_QOS_DURATION=3", "--flags=-D 2"], 2],
  ])("%j", async (options, seconds) => {
    expect((await show(...options))["mqtt.retry_interval"]).toBe(seconds);
  });

  test("nanotune.toml tells the start command, --flags replaces it", async () => {
    expect((await show())["mqtt.property_size"]).toBe(16);
    expect((await show("--flags", "start"))["mqtt.property_size"]).toBe(32);
  });

  test("a variable without a name is a mistake", async () => {
    const { code, err } = await run(["show", "a.conf", "--env", "nonsense"], { files });
    expect(code).toBe(2);
    expect(err).toContain("NANOMQ_TCP_ENABLE=false");
  });
});

describe("a YAML file of which nobody can say what it starts", () => {
  test.each([
    [
      "a template without its values",
      'kind: Deployment\nname: {{ include "x" . }}\n',
      "x.yaml:2:7: info deploy/yaml-template",
      0,
    ],
    ["no YAML", "services: [a\nb: }\n", "x.yaml:2:1: error deploy/yaml-syntax", 1],
  ])("%s", async (_, text, place, code) => {
    const result = await linted(["x.yaml"], { "x.yaml": text });
    expect(result.places).toContain(place);
    expect(result.code).toBe(code);
  });

  test("YAML without NanoMQ", async () => {
    const { code, err } = await linted(["x.yaml"], { "x.yaml": "services: {}\n" });
    expect([code, err]).toEqual([2, expect.stringContaining("x.yaml starts no NanoMQ")]);
  });
});

test("two services that mount one conf say the same once", async () => {
  const service = 'image: "emqx/nanomq:0.24.14", volumes: ["./nanomq.conf:/etc/nanomq.conf"]';
  const files = {
    "compose.yaml": `services:\n  a: { ${service} }\n  b: { ${service} }\n`,
    "nanomq.conf": 'mqtt.retry_interval = "10"\n',
  };
  const { places } = await linted(["compose.yaml"], files);
  expect(places.filter((place) => place.includes("timing/retry-interval-zero"))).toHaveLength(1);
});
