// The compose specification's own examples, with NanoMQ in them. Facts of github.com/compose-spec/compose-spec at 170098ba07d9 (13-merge.md,
// 14-include.md, 12-interpolation.md, 05-services.md; Apache-2.0, fixtures/compose-spec/LICENSE); each row names its section.
import { describe, expect, test } from "vitest";
import type { Deployment } from "../../src/deploy/deployment.ts";
import { readDeployment } from "../../src/deploy/read-deployment.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { normalizedName } from "../../src/text/conf/splice.ts";
import { createSource } from "../../src/text/source.ts";

type Files = Readonly<Record<string, string>>;

const nanomq = parseVersion("0.25.6");

function read(files: Files, first = "compose.yaml") {
  if (nanomq === undefined) throw new RangeError("no version");
  const fileAt = (path: string) => {
    const text = files[normalizedName(path)];
    return text === undefined ? undefined : createSource(normalizedName(path), text);
  };
  const reading = readDeployment(createSource(first, files[first] ?? ""), { nanomq, fileAt });
  return {
    deployments: reading?.deployments ?? [],
    codes: (reading?.problems ?? []).map(({ code }) => code),
  };
}

function only(files: Files): Deployment {
  const { deployments } = read(files);
  const [first, ...others] = deployments;
  if (first === undefined || others.length > 0) throw new RangeError(`${deployments.length} containers`);
  return first;
}

const mounts = ({ mounts: all }: Deployment) =>
  all.map(({ source, target, readOnly }) => `${source}:${target}${readOnly ? ":ro" : ""}`);
const variables = ({ environment }: Deployment) =>
  Object.fromEntries(environment.map(({ name, value }) => [name, value]));
const ports = ({ ports: all }: Deployment) =>
  all.map(({ published, target }) => `${published?.from}:${target.from}`);
const words = ({ words: all = [] }: Deployment) => all.map(({ value }) => value);
const image = ({ image: one }: Deployment) => one?.value.reference;

const BASE = "services:\n  mq:\n    image: emqx/nanomq:0.25.6\n";

interface Row {
  readonly section: string;
  readonly files: Files;
  readonly get: (deployment: Deployment) => unknown;
  readonly is: unknown;
}

const merged: readonly Row[] = [
  {
    section: "mapping: missing entries are added, those that conflict merged",
    files: {
      "compose.yaml": `${BASE}    environment: { NANOMQ_A: value1, NANOMQ_B: value2 }\n`,
      "compose.override.yaml": "services:\n  mq:\n    environment: { NANOMQ_B: VALUE, NANOMQ_C: value3 }\n",
    },
    get: variables,
    is: { NANOMQ_A: "value1", NANOMQ_B: "VALUE", NANOMQ_C: "value3" },
  },
  {
    section: "sequence: values are appended",
    files: {
      "compose.yaml": `${BASE}    ports: ["1883:1883"]\n`,
      "compose.override.yml": 'services:\n  mq:\n    ports: ["8083:8083"]\n',
    },
    get: ports,
    is: ["1883:1883", "8083:8083"],
  },
  {
    section: "shell commands: overridden, not appended",
    files: {
      "compose.yaml": `${BASE}    command: ["--conf", "/a.conf"]\n`,
      "compose.override.yaml": 'services:\n  mq:\n    command: ["--conf", "/b.conf"]\n',
    },
    get: words,
    is: ["--conf", "/b.conf"],
  },
  {
    section: "unique resources: volumes by target",
    files: {
      "compose.yaml": `${BASE}    volumes: ["foo:/work"]\n`,
      "compose.override.yaml": 'services:\n  mq:\n    volumes: ["bar:/work"]\n',
    },
    get: mounts,
    is: ["bar:/work"],
  },
  {
    section: "unique resources: ports by ip, target, published, protocol",
    files: {
      "compose.yaml": `${BASE}    ports: ["1883:1883"]\n`,
      "compose.override.yaml": 'services:\n  mq:\n    ports: ["1883:1883", "8883:8883"]\n',
    },
    get: ports,
    is: ["1883:1883", "8883:8883"],
  },
  {
    section: "reset value: ports",
    files: {
      "compose.yaml": `${BASE}    ports: ["8080:80"]\n    environment: { FOO: BAR }\n`,
      "compose.override.yaml":
        "services:\n  mq:\n    ports: !reset []\n    environment:\n      FOO: !reset null\n",
    },
    get: (one) => [ports(one), variables(one)],
    is: [[], {}],
  },
  {
    section: "replace value: ports",
    files: {
      "compose.yaml": `${BASE}    ports: ["8080:80"]\n`,
      "compose.override.yaml": 'services:\n  mq:\n    ports: !override\n      - "8443:443"\n',
    },
    get: ports,
    is: ["8443:443"],
  },
];

const extended: readonly Row[] = [
  {
    section: "extends: mappings of the main service override",
    files: {
      "compose.yaml":
        "services:\n  common:\n    image: busybox\n    environment: { TZ: utc, PORT: 80 }\n  mq:\n    extends: { service: common }\n    image: emqx/nanomq:0.25.6\n    environment: { PORT: 8080 }\n",
    },
    get: variables,
    is: { PORT: "8080", TZ: "utc" },
  },
  {
    section: "extends: volumes are mappings by target",
    files: {
      "compose.yaml": `services:\n  common:\n    image: busybox\n    volumes: ["common-volume:/var/lib/backup/data:rw"]\n  mq:\n    extends: { service: common }\n    image: emqx/nanomq:0.25.6\n    volumes: ["cli-volume:/var/lib/backup/data:ro"]\n`,
    },
    get: mounts,
    is: ["cli-volume:/var/lib/backup/data:ro"],
  },
  {
    section: "extends: until none is left",
    files: {
      "compose.yaml":
        "services:\n  base: { image: 'emqx/nanomq:0.24.14', user: root }\n  common: { extends: { service: base }, environment: { A: '1' } }\n  cli: { extends: { service: common }, image: 'emqx/nanomq:0.25.6' }\n",
    },
    get: () => undefined,
    is: undefined,
  },
  {
    section: "extends: paths are those of the file they stand in",
    files: {
      "compose.yaml": "services:\n  mq:\n    extends: { file: ../common/base.yml, service: broker }\n",
      "../common/base.yml": `services:\n  broker:\n    extends: { file: deep/root.yml, service: root }\n    env_file: mq.env\n    volumes: ["./nanomq.conf:/etc/nanomq.conf:ro"]\n`,
      "../common/deep/root.yml": `services:\n  root:\n    image: emqx/nanomq:0.25.6\n    volumes: ["./pwd.conf:/etc/pwd.conf", "/abs:/abs", "vol:/vol"]\n`,
      "../common/mq.env": "NANOMQ_MSQ_LEN=64\n",
    },
    get: (one) => [mounts(one), variables(one)],
    is: [
      [
        "../common/deep/pwd.conf:/etc/pwd.conf",
        "/abs:/abs",
        "vol:/vol",
        "../common/nanomq.conf:/etc/nanomq.conf:ro",
      ],
      { NANOMQ_MSQ_LEN: "64" },
    ],
  },
  {
    section: "build of what is extended",
    files: {
      "compose.yaml":
        "services:\n  mq:\n    extends: { file: sub/base.yml, service: mq }\n    build: { args: { A: b } }\n",
      "sub/base.yml": "services:\n  mq:\n    build: { context: ./img }\n",
      "sub/img/Dockerfile": "FROM emqx/nanomq:0.24.14\nCOPY nanomq.conf /etc/nanomq.conf\n",
    },
    get: (one) => [image(one), mounts(one)],
    is: ["emqx/nanomq:0.24.14", ["./sub/img/nanomq.conf:/etc/nanomq.conf"]],
  },
];

const built: readonly Row[] = [
  {
    section: "build: the context may be beside the folder",
    files: {
      "compose.yaml": "services:\n  mq: { build: ../img }\n",
      "../img/Dockerfile": "FROM emqx/nanomq:0.24.14\nCOPY nanomq.conf /etc/nanomq.conf\n",
    },
    get: (one) => [image(one), mounts(one).map((mount) => mount.replace(/^\.\//, ""))],
    is: ["emqx/nanomq:0.24.14", ["../img/nanomq.conf:/etc/nanomq.conf"]],
  },
  {
    section: "build: dockerfile_inline stands in the compose file",
    files: {
      "compose.yaml":
        "services:\n  mq:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM emqx/nanomq:0.24.14\n        COPY nanomq.conf /etc/nanomq.conf\n",
    },
    get: (one) => [image(one), one.image?.span.file, one.image?.span.start, mounts(one)],
    is: ["emqx/nanomq:0.24.14", "compose.yaml", 84, ["./nanomq.conf:/etc/nanomq.conf"]],
  },
];

const included: readonly Row[] = [
  {
    section: "include: relative paths and .env are those of the included file",
    files: {
      "compose.yaml": "include:\n  - ../commons/compose.yaml\nservices:\n  web: { image: nginx }\n",
      "../commons/compose.yaml": `services:\n  mq:\n    image: emqx/nanomq:\${TAG}\n    volumes: ["./nanomq.conf:/etc/nanomq.conf"]\n`,
      "../commons/.env": "TAG=0.24.14\n",
    },
    get: (one) => [image(one), mounts(one)],
    is: ["emqx/nanomq:0.24.14", ["../commons/nanomq.conf:/etc/nanomq.conf"]],
  },
  {
    section: "include: the local project's variables win",
    files: {
      "compose.yaml": "include: [sub/compose.yaml]\n",
      ".env": "TAG=0.25.6\n",
      "sub/compose.yaml": `services:\n  mq:\n    image: emqx/nanomq:\${TAG}\n`,
      "sub/.env": "TAG=0.24.14\n",
    },
    get: image,
    is: "emqx/nanomq:0.25.6",
  },
  {
    section: "include, long syntax: several paths are merged, project_directory and env_file count",
    files: {
      "compose.yaml":
        "include:\n  - path: [sub/compose.yaml, over.yaml]\n    project_directory: other\n    env_file: [a.env, b.env]\n",
      "sub/compose.yaml": `services:\n  mq:\n    image: emqx/nanomq:\${TAG}\n    volumes: ["./nanomq.conf:/etc/nanomq.conf"]\n`,
      "over.yaml": "services:\n  mq:\n    environment: { NANOMQ_MSQ_LEN: '7' }\n",
      "a.env": "TAG=0.20.0\n",
      "b.env": "TAG=0.24.14\n",
    },
    get: (one) => [image(one), mounts(one), variables(one)],
    is: ["emqx/nanomq:0.24.14", ["./other/nanomq.conf:/etc/nanomq.conf"], { NANOMQ_MSQ_LEN: "7" }],
  },
  {
    section: "include applies recursively",
    files: {
      "compose.yaml": "include: [a/compose.yaml]\n",
      "a/compose.yaml": "include: [b/compose.yaml]\n",
      "a/b/compose.yaml": `${BASE}    configs: [{ source: c, target: /etc/nanomq.conf }]\nconfigs: { c: { file: ./nanomq.conf } }\n`,
    },
    get: mounts,
    is: ["./a/b/nanomq.conf:/etc/nanomq.conf:ro"],
  },
  {
    section: "interpolation: defaults, nested and escaped",
    files: {
      ".env": "EMPTY=\nSET=set\n",
      "compose.yaml": `${BASE}    environment:\n      A: \${EMPTY:-default}\n      B: \${EMPTY-default}\n      C: \${NONE:-\${SET}}\n      D: "$$NOT"\n      E: \${SET?err}\n`,
    },
    get: variables,
    is: { A: "default", B: "", C: "set", D: "$NOT", E: "set" },
  },
  {
    section: "env_file: the last file counts, environment over all of them; quotes, comments, escapes",
    files: {
      "compose.yaml": `${BASE}    env_file: [a.env, { path: none.env, required: false }, b.env]\n    environment: { TOP: '' }\n`,
      "a.env": "TWICE=a\nTOP=file\nBARE=VAL # comment\nHASH=VAL# not\nQ=\"VAL # not\"\nS='$OTHER'\n",
      "b.env":
        'TWICE=b\nLET=\'Let\\\'s go!\'\nJ="{\\"hello\\": \\"json\\"}"\nT="some\\tvalue"\nU=\'some\\tvalue\'\nNAME=b\nFILLED="$NAME-x"\n',
    },
    get: variables,
    is: {
      TWICE: "b",
      TOP: "",
      BARE: "VAL",
      HASH: "VAL# not",
      Q: "VAL # not",
      S: "$OTHER",
      LET: "Let's go!",
      J: '{"hello": "json"}',
      T: "some\tvalue",
      U: "some\\tvalue",
      NAME: "b",
      FILLED: "b-x",
    },
  },
];

describe.each([
  ["merge", merged],
  ["extends", extended.filter(({ is }) => is !== undefined)],
  ["build", built],
  ["include, interpolation", included],
] as const)("%s", (_name, rows) => {
  test.each(rows)("$section", ({ files, get, is }) => {
    expect(get(only(files))).toEqual(is);
  });
});

test("a chain of extends is followed to its end", () => {
  const { deployments } = read(extended[2]?.files ?? {});
  expect(deployments.map((one) => [one.name, image(one), one.user?.value, variables(one)])).toEqual([
    ["base", "emqx/nanomq:0.24.14", "root", {}],
    ["common", "emqx/nanomq:0.24.14", "root", { A: "1" }],
    ["cli", "emqx/nanomq:0.25.6", "root", { A: "1" }],
  ]);
});

describe("what goes round ends", () => {
  test.each<readonly [string, Files]>([
    [
      "extends itself",
      { "compose.yaml": "services:\n  mq: { image: 'emqx/nanomq:0.25.6', extends: { service: mq } }\n" },
    ],
    [
      "two files that extend each other",
      {
        "compose.yaml":
          "services:\n  mq: { image: 'emqx/nanomq:0.25.6', extends: { file: b.yaml, service: mq } }\n",
        "b.yaml": "services:\n  mq: { extends: { file: compose.yaml, service: mq } }\n",
      },
    ],
    ["a file that includes itself", { "compose.yaml": `include: [compose.yaml, ./compose.yaml]\n${BASE}` }],
    [
      "two files that include each other twice",
      {
        "compose.yaml": `include: [b.yaml, ./b.yaml]\n${BASE}`,
        "b.yaml": "include: [compose.yaml, ./compose.yaml]\n",
      },
    ],
  ])("%s", (_what, files) => {
    const start = performance.now();
    expect(read(files).deployments.length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test("a part that is not there is named where it is asked for", () => {
  const { codes } = read({
    "compose.yaml":
      "include: [gone.yaml]\nservices:\n  mq:\n    image: emqx/nanomq:0.25.6\n    extends: { file: gone2.yaml, service: x }\n",
  });
  expect(codes.filter((code) => code === "compose-part-missing")).toHaveLength(2);
});
