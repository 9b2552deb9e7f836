import { parse } from "toml";
import { describe, expect, test } from "vitest";
import { isReported, ruleIdOf } from "../../build/generate/releases/defect-rules.ts";
import { type DefectRow, readTables } from "../../build/generate/releases/tables.ts";
import { noFacts } from "../../src/facts/facts.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { builtInRules } from "../../src/generated/rules.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { runExample } from "../../src/lint/run-example.ts";
import { releases } from "../../src/nanomq/releases.ts";
import { isWithin, type NanomqVersion, parseVersion } from "../../src/nanomq/version.ts";

const { defects } = await readTables(process.cwd());
const reported = defects.defect.filter(isReported);

function versionOf(release: string): NanomqVersion {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  return version;
}

/** True where a release has the defect: what the row says, worked out without the engine. */
function hasDefect({ since, until, except = [] }: DefectRow, release: string): boolean {
  const version = parseVersion(release);
  return version !== undefined && isWithin(version, { since, until }) && !except.includes(release);
}

/** Measured releases on both sides of each boundary of a row; of the oldest, with its other keys, only those without. */
function boundaries(row: DefectRow): {
  readonly with: readonly string[];
  readonly without: readonly string[];
} {
  const bites = releases.map((release) => hasDefect(row, release));
  const at = releases.filter((_, index) => index > 0 && bites[index] !== bites[index - 1]);
  const near = new Set(
    at.flatMap((release) => [release, releases[releases.indexOf(release) - 1] ?? release]),
  );
  const last = releases.at(-1) ?? "";
  const all = [...near, releases[0] ?? "", last];
  return {
    with: all.filter((release) => release !== releases[0] && hasDefect(row, release)),
    without: all.filter((release) => !hasDefect(row, release)),
  };
}

function rulesAt(row: DefectRow, release: string): readonly string[] {
  const rule = builtInRules.find(({ id }) => id === ruleIdOf(row));
  if (rule === undefined || row.example === undefined) throw new Error(`${row.id} has no rule or no example`);
  const facts = parse((row.example_facts ?? "").replaceAll("{version}", release));
  const example = {
    nanomq: release,
    text: row.example,
    kind: "conf",
    files: {},
    host: {},
    facts,
    expect: [],
  } as const;
  const result = runExample(example, rule, builtInRules);
  if (result.kind !== "ran") throw new Error(`${row.id}: ${result.kind}`);
  return result.findings.map(({ rule: id }) => id);
}

describe("a row whose trigger holds is reported on the releases that have it, and on no other", () => {
  test.each(reported.map((row) => [row.id, row.name, row] as const))("%s %s", (_, __, row) => {
    const { with: affected, without } = boundaries(row);
    const id = ruleIdOf(row);
    expect(affected.filter((release) => !rulesAt(row, release).includes(id))).toEqual([]);
    expect(without.filter((release) => rulesAt(row, release).includes(id))).toEqual([]);
  });
});

test("every row that lint can meet has an example", () => {
  expect(reported.filter(({ example }) => example === undefined).map(({ id }) => id)).toEqual([]);
});

test("a release that a row advises does not have what the row is about", () => {
  const bad = defects.defect.filter((row) => {
    const cure = row.upgrade_to ?? row.fixed_in;
    return cure !== undefined && hasDefect(row, cure);
  });
  expect(bad.map(({ id }) => id)).toEqual([]);
});

test("a reporter's word alone is no error", () => {
  const loud = reported.filter(({ certainty }) => certainty === "reporter");
  const severities = loud.map((row) => builtInRules.find(({ id }) => id === ruleIdOf(row))?.severity);
  expect(severities).not.toContain("error");
});

test("nobody is told to upgrade without the release, and what comes with it", () => {
  const vague = rulePages.filter(
    ({ message }) => /upgrade to/i.test(message.en) && !/\{(?:upgrade_to|fixed_in)\}/.test(message.en),
  );
  expect(vague.map(({ id }) => id)).toEqual([]);
});

describe("what a release that is advised brings", () => {
  const bridge = `
bridges.mqtt.cloud {
  server = "tls+mqtt-tcp://mqtt.example.com:8883"
  clientid = "gw-1"
  ssl.cacertfile = "/etc/certs/ca.pem"
}
listeners.ws.bind = "0.0.0.0:8083/mqtt"
`;
  const brought = (text: string, release: string, id: string) =>
    lintConf({ conf: { text }, version: versionOf(release), facts: noFacts }).findings.find(
      ({ rule }) => rule === id,
    )?.args["brings"];

  test("defects and rules of the later release that hold for this conf", () => {
    expect(brought(bridge, "0.24.12", "defects/websocket-counter-overflow")).toContain(
      "defects/tls-bridge-verifies-nothing",
    );
  });

  test("the gravest two by name, of the others the number", () => {
    const { findings } = lintConf({
      conf: { text: bridge },
      version: versionOf("0.22.10"),
      facts: noFacts,
    });
    const named = findings.flatMap(({ args }) =>
      typeof args["brings"] === "string" && args["brings"] !== "" ? [args["brings"].split(", ").length] : [],
    );
    expect(Math.max(...named)).toBe(2);
    const more = findings.map(({ args }) => Number(args["brings_more"] ?? 0));
    expect(Math.max(...more)).toBeGreaterThan(0);
  });

  test("nothing where nothing is known", () => {
    expect(brought('listeners.ws.bind = "0.0.0.0:8083/mqtt"', "0.25.3", "defects/websocket-send-hangs")).toBe(
      "",
    );
  });
});

test("rows about WebSocket and TLS keep quiet where no such listener is open", () => {
  const text = 'listeners.tcp.bind = "0.0.0.0:1883"';
  const loud = releases
    .filter((release) => releases.indexOf(release) >= releases.indexOf("0.22.6"))
    .flatMap((release) => lintConf({ conf: { text }, version: versionOf(release), facts: noFacts }).findings)
    .filter(({ rule }) => /^defects\/(?:websocket|tls)-/.test(rule));
  expect(loud.map(({ rule }) => rule)).toEqual([]);
});

test("a bridge that is switched off meets nothing, where its release reads the switch", () => {
  const text = `bridges.mqtt.cloud {
  server = "tls+mqtt-tcp://mqtt.example.com:8883"
  clientid = "gw-1"
  enable = false
  ssl.cacertfile = "/etc/certs/ca.pem"
}`;
  const { findings } = lintConf({ conf: { text }, version: versionOf("0.24.14"), facts: noFacts });
  expect(findings.map(({ rule }) => rule)).not.toContain("defects/tls-bridge-verifies-nothing");
});
