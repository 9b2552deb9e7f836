import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { environmentProblems } from "../../src/deploy/environment.ts";
import { imageProblems, isNanomqImage } from "../../src/deploy/image.ts";
import { interpolate } from "../../src/deploy/interpolate.ts";
import { hostPath } from "../../src/deploy/mounts.ts";
import { parseShortPort } from "../../src/deploy/ports.ts";
import { dockerBytes, kubernetesQuantity } from "../../src/deploy/quantity.ts";
import { shellWords } from "../../src/deploy/shell-words.ts";
import { parseImage } from "../../src/nanomq/image.ts";
import { variables } from "../../src/nanomq/start.ts";
import { versionOf } from "../text/legacy/read-back.ts";

const span = { file: "f", start: 0, end: 0 };

describe("image", () => {
  const table: [
    reference: string,
    version: string | undefined,
    variant: string | undefined,
    problems: string[],
  ][] = [
    ["emqx/nanomq:0.24.14", "0.24.14", "basic", []],
    ["emqx/nanomq:0.24.14-slim", "0.24.14", "slim", []],
    ["docker.io/emqx/nanomq:0.21-full", "0.21.11", "full", ["image-tag-minor"]],
    ["docker.io/emqx/nanomq:v0.21.2-full", "0.21.2", "full", ["image-tag-unpublished"]],
    ["emqx/nanomq:0.24.99", "0.24.99", "basic", ["image-tag-unpublished"]],
    ["emqx/nanomq:0.99.1", "0.25.6", "basic", ["image-release-newer"]],
    ["registry.example:5000/emqx/nanomq:0.25.2-2-full", "0.25.2-2", "full", []],
    ["registry.example:5000/emqx/nanomq", undefined, "basic", ["image-tag-missing"]],
    ["emqx/nanomq:latest-full", undefined, "full", ["image-tag-latest"]],
    ["emqx/nanomq:0.22.0-musl", "0.22.0", undefined, ["image-variant-unknown"]],
    ["emqx/nanomq:site-a", undefined, undefined, ["image-tag-no-version"]],
    ["emqx/nanomq@sha256:0123456789abcdef", undefined, "basic", ["image-by-digest"]],
    ["emqx/nanomq:latest@sha256:0123456789abcdef", undefined, "basic", []],
  ];
  test.each(table)("%s", (reference, version, variant, problems) => {
    const image = parseImage(reference);
    expect(image.version?.version.rank).toBe(version === undefined ? undefined : versionOf(version).rank);
    expect(image.variant).toBe(variant);
    expect(
      imageProblems(image, span, image.version?.version ?? versionOf("0.25.6")).map(({ code }) => code),
    ).toEqual(problems);
  });

  test("features come from NanoMQ's own variants only", () => {
    expect(parseImage("emqx/nanomq:0.24.14").features).not.toContain("tls");
    expect(parseImage("emqx/nanomq:0.24.14-slim").features).toEqual(
      expect.arrayContaining(["tls", "sqlite"]),
    );
    expect(parseImage("emqx/nanomq:0.24.14-slim").features).not.toContain("quic");
    expect(parseImage("emqx/nanomq:0.24.14-full").features).toEqual(
      expect.arrayContaining(["quic", "rules"]),
    );
    expect(parseImage("acme/nanomq:0.24.14").features).toBeUndefined();
  });

  test.each([
    ["emqx/nanomq", true],
    ["acme/nanomq-edge:1", true],
    ["emqx/emqx:5", false],
    ["nanomqtt/x", false],
  ])("%s", (reference, is) => {
    expect(isNanomqImage(reference)).toBe(is);
  });
});

describe("environment", () => {
  test("the table holds the recorded variables with their versions", () => {
    const recorded: { variables: readonly { name: string; since: string; until: string | null }[] } =
      JSON.parse(readFileSync("fixtures/deploy/environment.json", "utf8"));
    const rows = recorded.variables.map(({ name, since, until }) => [name, since, until]);
    const known = variables.map((row) => [row.name, row.since, row.until ?? null]);
    expect(known.toSorted()).toEqual(rows.toSorted());
  });

  const table: [name: string, value: string, nanomq: string, codes: string[]][] = [
    ["NANOMQ_BROKER_URL", "nmq-tcp://h:1", "0.24.14", []],
    ["NANOMQ_BROKER_URL", "'nmq-tcp://h:1'", "0.24.14", ["env-quoted"]],
    ["NANOMQ_BROKER__URL", "x", "0.24.14", ["env-unknown"]],
    ["NANOMQ_LOG_LEVEL", "warn", "0.18.2", ["env-not-in-version"]],
    ["NANOMQ_EXCHANGER_URL", "x", "0.24.14", ["env-not-in-version"]],
    ["NANOMQ_NUM_TASKQ_THREAD", "4", "0.24.14", ["env-no-effect"]],
    ["NANOMQ_MAX_TASKQ_THREAD", "4", "0.20.8", []],
    ["NANOMQ_MAX_TASKQ_THREAD", "4", "0.22.10", ["env-no-effect"]],
    ["NANOMQ_MAX_TASKQ_THREAD", "4", "0.24.1", []],
    ["NANOMQ_MAX_TASKQ_THREAD", "4", "0.24.14", ["env-no-effect"]],
    ["NANOMQ_PID_FILE", "/run/nanomq.pid", "0.22.2", []],
    ["NANOMQ_PID_FILE", "/run/nanomq.pid", "0.22.3", ["env-not-in-version"]],
    ["NANOMQ_PID_FILE", "/run/nanomq.pid", "0.22.6", []],
    ["TZ", '"UTC"', "0.24.14", []],
  ];
  test.each(table)("%s=%s in %s", (name, value, nanomq, codes) => {
    const problems = environmentProblems([{ name, value, span }], versionOf(nanomq));
    expect(problems.map(({ code }) => code)).toEqual(codes);
  });

  test("did you mean", () => {
    const [problem] = environmentProblems(
      [{ name: "NANOMQ_CONF_FILE", value: "x", span }],
      versionOf("0.24.14"),
    );
    expect(problem?.args).toEqual({ name: "NANOMQ_CONF_FILE", suggestion: "NANOMQ_CONF_PATH" });
  });
});

describe("ports", () => {
  const table: [text: string, hostIp: string | undefined, published: string | undefined, target: string][] = [
    ["1883", undefined, undefined, "1883-1883/tcp"],
    ["1884:1883", undefined, "1884-1884", "1883-1883/tcp"],
    ["127.0.0.1:1884:1883/udp", "127.0.0.1", "1884-1884", "1883-1883/udp"],
    ["127.0.0.1::1883", "127.0.0.1", undefined, "1883-1883/tcp"],
    ["[::1]:1884:1883", "::1", "1884-1884", "1883-1883/tcp"],
    ["9000-9002:8000-8002", undefined, "9000-9002", "8000-8002/tcp"],
  ];
  test.each(table)("%s", (text, hostIp, published, target) => {
    const port = parseShortPort(text);
    const range = port?.published && `${port.published.from}-${port.published.to}`;
    expect([port?.hostIp, range, `${port?.target.from}-${port?.target.to}/${port?.protocol}`]).toEqual([
      hostIp,
      published,
      target,
    ]);
  });

  test.each(["", "a:1883", "1883:", "0:1883", "70000:1883", "9002-9000:1883", "1:2:3", "1883/http"])(
    "%j is none",
    (text) => {
      expect(parseShortPort(text)).toBeUndefined();
    },
  );
});

const interpolations: [text: string, expected: string][] = JSON.parse(
  readFileSync("fixtures/deploy/interpolation.json", "utf8"),
);

test.each(interpolations)("variables: %s", (text, expected) => {
  expect(interpolate(text, { A: "1", B: "" }).text).toBe(expected);
});

test("unknown variables stay as they are where none are told", () => {
  expect(interpolate("nanomq:$TAG", undefined)).toEqual({ text: "nanomq:$TAG", unset: ["TAG"] });
});

test.each([
  [`a 'b c' "d\\"e" f\\ g`, ["a", "b c", 'd"e', "f g"]],
  ["a&&b;c | d", ["a", "&&", "b", ";", "c", "|", "d"]],
  ["  ", []],
  ["'open", ["open"]],
])("words of %s", (line, words) => {
  expect(shellWords(line)).toEqual(words);
});

test("quantities", () => {
  expect([
    dockerBytes("128m"),
    dockerBytes("1GB"),
    dockerBytes("1.5k"),
    dockerBytes("7"),
    dockerBytes("x"),
  ]).toEqual([2 ** 27, 2 ** 30, 1536, 7, undefined]);
  expect(["500m", "2", "128Mi", "1G", "1e3", "x"].map(kubernetesQuantity)).toEqual([
    0.5,
    2,
    2 ** 27,
    1e9,
    1000,
    undefined,
  ]);
});

test("mounts", () => {
  const base = { readOnly: false, span } as const;
  const mounts = [
    { ...base, source: "./etc", target: "/etc/nanomq", kind: "bind", files: undefined },
    {
      ...base,
      source: "maps",
      target: "/etc/nanomq/acl",
      kind: "config-map",
      files: ["/etc/nanomq/acl/a.conf"],
    },
  ] as const;
  expect(hostPath(mounts, "/etc/nanomq/x/y.conf")).toBe("./etc/x/y.conf");
  expect(hostPath(mounts, "/etc/nanomq/acl/a.conf")).toBeUndefined();
});
