// Files that somebody made to hang or burst whoever reads them: each ends soon, and says what it did not read.
import { describe, expect, test } from "vitest";
import { readDeployment } from "../../src/deploy/read-deployment.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { createSource } from "../../src/text/source.ts";

const nanomq = parseVersion("0.25.6");
const KIB = 1024;

function repeated(text: string, bytes: number): string {
  return text.repeat(Math.ceil(bytes / text.length));
}

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join("\n");
}

/** Each list holds the one before nine times: twenty of them are more than any memory. */
const listBomb = `a0: &a0 [x]\n${lines(20, (at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(", ")}]`)}\n`;
const mapBomb = `m0: &m0 { x: 1 }\n${lines(20, (at) => `m${at + 1}: &m${at + 1} { ${lines(9, (key) => `k${key}: *m${at},`).replaceAll("\n", " ")} }`)}\n`;
const broker = "services:\n  mq:\n    image: emqx/nanomq:0.24.14\n";

const files: Readonly<Record<string, readonly [file: string, text: string]>> = {
  "aliases of lists": [
    "compose.yaml",
    `${listBomb}${broker}    volumes: *a20\n    ports: *a20\n    command: *a20\n    tmpfs: *a20\n    env_file: *a20\n`,
  ],
  "aliases of maps": [
    "compose.yaml",
    `${mapBomb}${broker}    environment: *m20\n    healthcheck: *m20\n    deploy: *m20\n`,
  ],
  "aliases in values of Helm": ["values.yaml", `image:\n  repository: emqx/nanomq\n${mapBomb}${listBomb}`],
  "Lists in Lists": [
    "k.yaml",
    `apiVersion: v1\nkind: List\nitems:\n  - &l0 { apiVersion: v1, kind: Pod, metadata: { name: nanomq } }\n${lines(12, (at) => `  - &l${at + 1} { kind: List, items: [${Array(9).fill(`*l${at}`).join(", ")}] }`)}\n`,
  ],
  "a List that is its own item": [
    "k.yaml",
    "apiVersion: v1 # nanomq\n<<: &l { kind: List, items: [*l, *l] }\n",
  ],
  "merge keys in a row": [
    "compose.yaml",
    `b0: &b0 { k: 1 }\n${lines(2000, (at) => `b${at + 1}: &b${at + 1} { <<: [*b${at}, *b${at}], k${at}: 1 }`)}\n${broker}    <<: *b2000\n`,
  ],
  "a merge key of itself": [
    "compose.yaml",
    "x: &x\n  <<: *x\n  a: &y { <<: [*x, *x, *y] }\nservices:\n  mq: { <<: *x, image: emqx/nanomq }\n",
  ],
  "deep lists": ["compose.yaml", `${broker}    volumes: ${"[".repeat(100 * KIB)}`],
  "deep maps": ["k.yaml", `apiVersion: v1\nkind: Pod # nanomq\nspec: ${"{a: ".repeat(30 * KIB)}`],
  "deep indents": ["compose.yaml", `services: # nanomq\n${lines(2000, (at) => `${" ".repeat(at + 1)}a:`)}\n`],
  "a key of a megabyte": ["compose.yaml", `${broker}    environment:\n      ${"K".repeat(1024 * KIB)}: 1\n`],
  "ten megabytes of YAML": ["compose.yaml", `services: # nanomq\n${repeated("  a: b\n", 10 * 1024 * KIB)}`],
  "nested defaults": [
    "compose.yaml",
    `services:\n  mq:\n    image: emqx/nanomq:${"${A:-".repeat(50 * KIB)}\n`,
  ],
  "variables that double": ["compose.yaml", `${broker}    env_file: double.env\n`],
  "ten megabytes of script": [
    "a.sh",
    `#!/bin/sh\n${repeated("docker run emqx/nanomq:0.24.14 -c /x\n", 10 * 1024 * KIB)}`,
  ],
  "one line of script": [
    "a.sh",
    `#!/bin/sh\ndocker run emqx/nanomq:0.24.14 ${repeated("-v a:b \\\n", 500 * KIB)}`,
  ],
  "one quote of script": ["a.sh", `#!/bin/sh\ndocker run emqx/nanomq:0.24.14 ${"'".repeat(500 * KIB)}`],
  "a long Dockerfile": [
    "Dockerfile",
    `FROM emqx/nanomq:0.24.14\n${repeated("COPY a.conf /etc/a.conf\n", 500 * KIB)}`,
  ],
  "arguments that double": ["Dockerfile", `${repeated("ARG A=$A$A\nFROM emqx/nanomq:$A\n", 200 * KIB)}`],
  "a long unit": [
    "nanomq.service",
    `[Service]\n${repeated("Environment=A=b C=d\nExecStart=/usr/bin/nanomq start $A\n", 500 * KIB)}`,
  ],
  "a long container": [
    "a.container",
    `[Container]\nImage=emqx/nanomq:0.24.14\n${repeated("Volume=./a:/b:ro\n", 500 * KIB)}`,
  ],
  "empty lines of nothing": ["config", `config nanomq 'x'\n${"\n".repeat(200 * KIB)}`],
  "a kustomization of itself": [
    "kustomization.yaml",
    "resources: [., ., ./.]\nconfigMapGenerator: [{ name: nanomq, files: [gone] }]\n",
  ],
};

const beside: Readonly<Record<string, string>> = {
  "double.env": `A0=${"x".repeat(16)}\n${lines(60, (at) => `A${at + 1}=\${A${at}}\${A${at}}`)}\n`,
  "./kustomization.yaml": "resources: [., .]\n",
};

describe("ends soon", () => {
  test.each(Object.keys(files))("%s", (name) => {
    const [file, text] = files[name] ?? ["", ""];
    if (nanomq === undefined) throw new RangeError("no version");
    const fileAt = (path: string) =>
      beside[path] === undefined ? undefined : createSource(path, beside[path]);
    const source = createSource(file, text);
    const start = performance.now();
    const reading = readDeployment(source, { nanomq, fileAt, namesIn: () => [], stateAt: () => "missing" });
    expect(performance.now() - start).toBeLessThan(10_000);
    // What was not read is said; what was, is not more than the file has room for.
    expect(reading?.deployments.length ?? 0).toBeLessThan(text.length / 20);
  });

  test.each(["ten megabytes of YAML", "ten megabytes of script"])(
    "%s: too large to be read, and said so",
    (name) => {
      const [file, text] = files[name] ?? ["", ""];
      if (nanomq === undefined) throw new RangeError("no version");
      const { problems = [] } = readDeployment(createSource(file, text), { nanomq }) ?? {};
      expect(problems.map(({ code }) => code)).toEqual(["yaml-too-large"]);
    },
  );
});
