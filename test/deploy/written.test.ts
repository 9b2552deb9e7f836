// What `nanotune init` writes for a conf: it says what the conf wants, and lint has nothing to say of it.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { run } from "../entry/cli/fake-io.ts";
import { unseenConfs } from "../lint/fix/unseen-confs.ts";

const forms = { compose: "compose.yaml", kubernetes: "k8s.yaml", systemd: "nanomq.service" } as const;
type Form = keyof typeof forms;
const formNames = ["compose", "kubernetes", "systemd"] as const;

const schema = readFileSync(
  new URL("../../fixtures/compose-spec/compose-spec.json", import.meta.url),
  "utf8",
);
const isCompose = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(schema));

type Files = Readonly<Record<string, string>>;

/** The text for a conf, and all files with it. */
async function written(form: Form, files: Files, words: readonly string[] = ["--nanomq", "0.25.6"]) {
  const file = forms[form];
  const made = await run(["init", `--${form}`, "nanomq.conf", "-o", file, ...words], { files });
  expect(made.code, made.err).toBe(0);
  return { file, files: made.files, text: made.files[file] ?? "", err: made.err };
}

async function rulesOf(argv: readonly string[], files: Files): Promise<readonly string[]> {
  const { out, err } = await run(["lint", ...argv, "-f", "json"], { files });
  expect(err).not.toContain("out of order");
  const report: { readonly findings: readonly { readonly rule: string }[] } = JSON.parse(out);
  return report.findings.map(({ rule }) => rule);
}

/** What holds in any container, whoever wrote its deployment: only the conf can change it. */
const ofTheConf = new Set(["docker/loopback-bind", "docker/daemon-under-supervisor", "log/console-stays-on"]);

/** Findings that only the deployment brings. */
async function broughtBy(form: Form, files: Files, release: string): Promise<readonly string[]> {
  const all = await written(form, files, ["--nanomq", release]);
  const image = /image: (\S+)/.exec(all.text)?.[1];
  const facts = `${image === undefined ? "nanomq" : "image"} = "${image ?? release}"
deployment.command = "nanomq start --conf /etc/nanomq.conf"
`;
  const alone = new Set(await rulesOf(["nanomq.conf"], { ...files, "nanotune.toml": facts }));
  const version = form === "systemd" ? ["--nanomq", release] : [];
  const found = await rulesOf([all.file, ...version], all.files);
  return found.filter((rule) => !alone.has(rule) && !ofTheConf.has(rule));
}

const certificates = { "certs/cert.pem": "x", "certs/key.pem": "x", "certs/ca.pem": "x" };
const tls =
  'listeners.ssl { bind = "0.0.0.0:8883", certfile = "/etc/certs/cert.pem", keyfile = "/etc/certs/key.pem", cacertfile = "/etc/certs/ca.pem" }\n';

const confs: Readonly<Record<string, Files>> = {
  nothing: { "nanomq.conf": "mqtt.retry_interval = 10s\n" },
  "TLS with files beside the conf": { "nanomq.conf": tls, ...certificates },
  "a database and a log": {
    "nanomq.conf":
      'sqlite { disk_cache_size = 100, mounted_file_path = "/data/" }\nlog { to = [file], dir = "/var/log/nanomq", file = "nanomq.log", level = warn }\n',
  },
  "a database below /tmp": {
    "nanomq.conf": 'sqlite { disk_cache_size = 100, mounted_file_path = "/tmp/" }\n',
  },
  "a database without a place": { "nanomq.conf": "sqlite.disk_cache_size = 100\n" },
  "a cache of a bridge over TLS": {
    "nanomq.conf":
      'bridges.mqtt.up { server = "tls+mqtt-tcp://up.example.com:8883", clientid = gw, proto_ver = 4, ssl.cacertfile = "certs/ca.pem", forwards = [{ remote_topic = "", local_topic = "a/#", qos = 1 }] }\nbridges.mqtt.cache { disk_cache_size = 1000, mounted_file_path = "/var/cache/nanomq" }\n',
    ...certificates,
  },
  "includes from the working directory and from the root": {
    "nanomq.conf": 'include "part.conf"\ninclude "/etc/nanomq/pwd.conf"\n',
    "part.conf": "mqtt.retry_interval = 10s\n",
    "/etc/nanomq/pwd.conf": 'auth.password = { "a" : "b1c2d3e4f5" }\n',
    "pwd.conf": 'auth.password = { "a" : "b1c2d3e4f5" }\n',
  },
  "ports below 1024": { "nanomq.conf": 'listeners.tcp.bind = "0.0.0.0:883"\n' },
  "the API with a password of odd letters": {
    "nanomq.conf":
      'http_server { port = 8081, username = ops, password = "a$b{c}: #d\'e", auth_type = basic }\n',
  },
  "CR LF and a byte order mark": { "nanomq.conf": "\uFEFFmqtt {\r\n\tretry_interval = 10s\r\n}\r\n" },
};
const names = Object.keys(confs);

const missing = new Set(["deploy/mount-source-missing", "suppression/unused"]);

describe.each(formNames)("%s", (form) => {
  test.each(names)("%s: nothing of it is found fault with", async (name) => {
    const files = confs[name] ?? {};
    expect(await broughtBy(form, files, "0.25.6")).toEqual([]);
    expect(await broughtBy(form, files, "0.21.8")).toEqual([]);
  });

  test.each(["en", "zh"])("reads alike twice, and is for people (%s)", async (lang) => {
    const all = { ...certificates, "nanomq.conf": `${tls}${confs["a database and a log"]?.["nanomq.conf"]}` };
    const { text } = await written(form, all, ["--nanomq", "0.25.6", "--lang", lang]);
    await expect(text).toMatchFileSnapshot(`golden/written-${form}-${lang}.txt`);
  });

  test("confs that nobody wrote", async () => {
    // A comment that silences is none where a Secret holds the conf in base64.
    const samples = fc.sample(unseenConfs, { numRuns: 9, seed: 3 });
    for (const { name, input } of samples.filter((one) => !one.name.includes("nanotune-ignore"))) {
      const files = { "nanomq.conf": String(input.conf.text), ...input.conf.files };
      const texts = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, String(text)]));
      const brought = await broughtBy(form, texts, input.version.text);
      // A file that the conf includes and nobody has is missed in either way, and what stands behind it is not read.
      const isMissing = texts["nanomq.conf"]?.includes("not-here.conf") === true;
      expect(
        brought.filter((rule) => !(isMissing && missing.has(rule))),
        name,
      ).toEqual([]);
    }
  });
});

describe("a compose file", () => {
  test.each(names)("%s: is one by the specification's own schema", async (name) => {
    const { text } = await written("compose", confs[name] ?? {});
    expect(isCompose(parse(text)), JSON.stringify(isCompose.errors)).toBe(true);
  });

  const service = async (files: Files, words?: readonly string[]) =>
    parse((await written("compose", files, words)).text).services.nanomq;

  test.each([
    ["nothing", "emqx/nanomq:0.25.6"],
    ["TLS with files beside the conf", "emqx/nanomq:0.25.6-slim"],
    ["a database and a log", "emqx/nanomq:0.25.6-slim"],
  ])("%s: the smallest image that has it", async (name, image) => {
    expect(await service(confs[name] ?? {})).toMatchObject({ image });
  });

  test.each([
    ['bridges.mqtt.q { server = "mqtt-quic://q.example.com:14567", clientid = a }\n', "-full"],
    ['http_server { port = 8081, auth_type = jwt, jwt.public.keyfile = "/k.pem" }\n', "-full"],
  ])("%s asks for the largest", async (conf, end) => {
    expect((await service({ "nanomq.conf": conf })).image).toBe(`emqx/nanomq:0.25.6${end}`);
  });

  test("what listens is published, the API for this machine alone, the loopback not at all", async () => {
    const conf = `${tls}listeners.ws.bind = "127.0.0.1:8083/mqtt"\nhttp_server { port = 9000, username = a, password = bcdefgh1 }\n`;
    const { ports } = await service({ "nanomq.conf": conf, ...certificates });
    expect(ports).toEqual(expect.arrayContaining(["8883:8883", "8086:8086", "127.0.0.1:9000:9000"]));
    expect(ports.join(" ")).not.toContain("8083");
  });

  test("keys are secrets, the rest is mounted read-only", async () => {
    const { secrets, volumes } = await service({ "nanomq.conf": tls, ...certificates });
    expect(secrets).toEqual([{ source: "nanomq-key-pem", target: "/etc/certs/key.pem" }]);
    expect(volumes).toEqual([
      "./nanomq.conf:/etc/nanomq.conf:ro",
      "./certs/cert.pem:/etc/certs/cert.pem:ro",
      "./certs/ca.pem:/etc/certs/ca.pem:ro",
    ]);
  });

  test("not root where nothing has to last", async () => {
    expect(await service(confs["nothing"] ?? {})).toMatchObject({ user: "1000:1000", read_only: true });
    expect((await service(confs["a database and a log"] ?? {})).user).toBeUndefined();
  });

  test("the health check is run by what the image has", async () => {
    const plain = await service(confs["nothing"] ?? {});
    expect(plain.healthcheck.test).toEqual(["CMD", "nc", "-z", "127.0.0.1", "1883"]);
    const slim = await service(confs["a database and a log"] ?? {});
    expect(slim.healthcheck.test).toEqual(["CMD", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/1883"]);
    const off = ["TCP", "WEBSOCKET"].flatMap((one) => ["--env", `NANOMQ_${one}_ENABLE=false`]);
    const silent = await service(confs["nothing"] ?? {}, ["--nanomq", "0.25.6", ...off]);
    expect(silent.healthcheck).toBeUndefined();
    expect(silent.ports).toBeUndefined();
  });

  test("variables and options come along, those with secrets by name", async () => {
    const { environment, command } = await service(confs["nothing"] ?? {}, [
      ...[
        "--nanomq",
        "0.25.6",
        "--env",
        "NANOMQ_MSQ_LEN=64",
        "--env",
        "NANOMQ_HTTP_SERVER_PASSWORD=hush-hush",
      ],
      ...["--flags=--conf /x.conf --qos_duration 5"],
    ]);
    expect(environment).toEqual({
      NANOMQ_MSQ_LEN: "64",
      NANOMQ_HTTP_SERVER_PASSWORD: `${"$"}{NANOMQ_HTTP_SERVER_PASSWORD:?}`,
    });
    expect(command).toEqual(["--conf", "/etc/nanomq.conf", "--qos_duration", "5"]);
  });
});

test("the conf stands in the manifest, byte for byte", async () => {
  for (const name of names) {
    const files = confs[name] ?? {};
    const { text } = await written("kubernetes", files);
    const [secret] = parseAllDocuments(text).map((document) => document.toJS());
    const encoded = secret.data?.["nanomq.conf"];
    const conf =
      encoded === undefined ? secret.stringData["nanomq.conf"] : Buffer.from(encoded, "base64").toString();
    expect(conf, name).toBe(files["nanomq.conf"]);
  }
});

describe("what cannot be helped is said", () => {
  test.each<readonly [string, Form, string]>([
    ["system.daemon = true\n", "compose", "system.daemon"],
    ['listeners.tcp.bind = "127.0.0.1:1883"\n', "kubernetes", "loopback"],
    ['log { to = [file], dir = "/tmp", file = "a.log" }\n', "compose", "gone with the container"],
    ['listeners.tcp.bind = "0.0.0.0:1883/mqtt"\n', "systemd", "does not run as"],
    [tls, "compose", "is not there"],
    ['bridges.aws.a { server = "x:1", clientid = a }\n', "compose", "No published image"],
  ])("%s (%s)", async (conf, form, said) => {
    expect((await written(form, { "nanomq.conf": conf })).err).toContain(said);
  });
});

describe("printed or written, never over a file unasked", () => {
  const files = { "nanomq.conf": "mqtt.retry_interval = 10s\n", "compose.yaml": "services: {}\n" };

  test("printed by default", async () => {
    const made = await run(["init", "--compose"], { files });
    expect(made).toMatchObject({ code: 0, files });
    expect(parse(made.out)).toHaveProperty("services.nanomq");
  });

  test("what is there stays", async () => {
    const refused = await run(["init", "--compose", "-o", "compose.yaml"], { files });
    expect(refused).toMatchObject({ code: 2, files, out: "" });
    const forced = await run(["init", "--compose", "-o", "compose.yaml", "--force"], { files });
    expect(forced.files["compose.yaml"]).toContain("emqx/nanomq:");
  });

  test.each([
    [["init", "--compose", "--systemd"], "one of"],
    [["init", "--compose", "compose.yaml"], "already"],
    [["init", "--compose", "missing.conf"], "missing.conf"],
    [["init", "--compose", "--keepalive", "5s"], "nanotune.toml"],
  ])("%j is a mistake", async (argv, said) => {
    const {
      code,
      err,
      files: after,
    } = await run(argv, {
      files: { ...files, "compose.yaml": "services: { mq: { image: emqx/nanomq:0.25.6 } }\n" },
    });
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(after["nanomq.conf"]).toBe(files["nanomq.conf"]);
  });
});
