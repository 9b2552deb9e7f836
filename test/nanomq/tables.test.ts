import { describe, expect, test } from "vitest";
import { checkTables, unknownReleases } from "../../build/generate/releases/check.ts";
import { readTables, type Tables } from "../../build/generate/releases/tables.ts";
import { checkKeys } from "../../build/generate/surface/check.ts";
import { confPath, readablePaths } from "../../src/deploy/conf-path.ts";
import { keptSettings, surfaceKeys } from "../../src/generated/surface.ts";
import { parseImage, programsOf } from "../../src/nanomq/image.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { readConfig } from "../../src/start/read-config.ts";
import { versionOf } from "../text/legacy/read-back.ts";

const tables = await readTables(process.cwd());
const settings = new Set([...surfaceKeys, ...keptSettings].map(({ path }) => path));

function faults(changed: Partial<Tables>, schemaChecked: string = newestRelease): string {
  try {
    checkTables({ ...tables, ...changed }, settings, schemaChecked);
    return "";
  } catch (error) {
    return String(error);
  }
}

describe("the build refuses", () => {
  test("nothing of the tables as they are", () => {
    expect(faults({})).toBe("");
  });

  test("tables that were not compared with a new release, each by name", () => {
    const release = [...tables.releases.release, { name: "99.0.0" }];
    const text = faults({ releases: { ...tables.releases, checked: "99.0.0", release } });
    for (const file of ["releases/behaviour.toml", "releases/start.toml", "schemas/nanomq.schema.json"])
      expect(text).toContain(`${file} is checked up to ${newestRelease}, not 99.0.0`);
    expect(text).toContain(
      `rules/ (rules_checked of releases/releases.toml) is checked up to ${newestRelease}`,
    );
    expect(text).toContain(`releases/api.toml is checked up to ${newestRelease}, not 99.0.0`);
    expect(text).not.toContain("releases/releases.toml is checked");
  });

  test("a release that stands out of order", () => {
    const release = [...tables.releases.release].toReversed();
    expect(faults({ releases: { ...tables.releases, release } })).toContain("stands after");
  });

  test("a release nobody knows", () => {
    const fact = { what: "x", spans: [{ since: "0.20.7" }] };
    const behaviour = { ...tables.behaviour, facts: { ...tables.behaviour.facts, "not-so": fact } };
    expect(faults({ behaviour })).toContain("facts.not-so names 0.20.7");
  });

  test("an endpoint or a stall of a release nobody knows, and an endpoint that stands twice", () => {
    const [first] = tables.api.endpoint;
    if (first === undefined) throw new Error("no endpoint");
    const api = { ...tables.api, endpoint: [...tables.api.endpoint, { ...first, since: "0.20.7" }] };
    const stall = [{ since: "0.22.99", counts_threads: true, seen: [] }];
    const text = faults({ api, behaviour: { ...tables.behaviour, stall } });
    expect(text).toContain("GET /brokers/ stands twice");
    expect(text).toContain("GET /brokers/ names 0.20.7");
    expect(text).toContain("stall names 0.22.99");
  });

  test("a release that the words of a rule name and that there never was", () => {
    const known = tables.releases.release;
    const rule =
      'nanomq = ">=0.21.0 <0.24.99"\nwhy = "From 0.24.12 on, 0.3 of 10.0.25.7"\n[[example]]\nnanomq = "0.20.99"';
    expect(unknownReleases(rule, known)).toEqual(["0.24.99"]);
  });

  test("a behaviour with a gap", () => {
    const values = [
      { since: "0.18.2", until: "0.20.8", value: 1, evidence: "x" },
      { since: "0.21.1", value: 2, evidence: "x" },
    ];
    const behaviour = {
      ...tables.behaviour,
      timing: { ...tables.behaviour.timing, gappy: { what: "x", values } },
    };
    expect(faults({ behaviour })).toContain("timing.gappy has a gap before 0.21.1");
  });

  test("a key without words in one language, or of a release nobody knows", () => {
    const schema = (facts: object) => ({
      properties: {
        colour: { description: "Its colour.", "x-nanomq": { zh: "颜色。", since: "0.22.0", ...facts } },
      },
    });
    const said = (facts: object) => {
      try {
        checkKeys(schema(facts), tables.releases.release);
        return "";
      } catch (error) {
        return String(error);
      }
    };
    expect(said({ default: { "0.22.0": 1 } })).toBe("");
    expect(said({ zh: "" })).toContain("colour has no zh");
    expect(said({ default: { "0.20.7": 1 } })).toContain("colour names 0.20.7");
    expect(said({ absent: [{ since: "0.22.0", until: "0.22.99" }] })).toContain("colour names 0.22.99");
  });

  test("a variable twice, or of a setting nobody knows", () => {
    const variable = [
      ...tables.start.variable,
      { name: "NANOMQ_VIN", since: "0.22.0", setting: "mqtt.retry_intervall" },
    ];
    const text = faults({ start: { ...tables.start, variable } });
    expect(text).toContain("NANOMQ_VIN stands twice");
    expect(text).toContain("NANOMQ_VIN names mqtt.retry_intervall, which is no setting");
  });
});

/** Where the older lists of variables, options and paths disagreed, the sources of the releases decide. */
describe("what the lists disagreed about", () => {
  const withEnv = (nanomq: string, env: Record<string, string>) =>
    readConfig({ text: "" }, { nanomq, env }).values;

  test.each([
    ["0.22.1", ["file", "console"]],
    ["0.22.2", ["console", "syslog"]],
    ["0.22.3", ["console", "syslog"]],
    ["0.22.4", ["console", "syslog"]],
  ])("NANOMQ_LOG_TO=syslog in %s", (nanomq, sinks) => {
    expect(withEnv(nanomq, { NANOMQ_LOG_TO: "syslog" })["log.to"]).toEqual(sinks);
  });

  test.each([
    ["0.22.1", ["console"]],
    ["0.22.3", ["console", "uds"]],
  ])("a sink uds in %s", (nanomq, sinks) => {
    const conf = "log {\n  to = [uds]\n  level = warn\n}\n";
    expect(readConfig({ text: conf }, { nanomq }).values["log.to"]).toEqual(sinks);
  });

  test("-n is stored without a sign", () => {
    expect(
      readConfig({ text: "system.daemon = false\n" }, { nanomq: "0.25.3", flags: ["-n", "-1"] }).values[
        "system.parallel"
      ],
    ).toBe(4294967295);
  });

  test.each([
    ["emqx/nanomq:0.25.3", ["/usr/local/nanomq/nanomq.conf", "/etc/nanomq.conf"]],
    ["emqx/nanomq:0.25.3-slim", ["/usr/local/nanomq/nanomq.conf", "/etc/nanomq.conf"]],
    ["emqx/nanomq:0.25.3-full", ["/usr/local/bin/nanomq.conf", "/etc/nanomq.conf"]],
    ["emqx/nanomq:0.24.0-full", ["/etc/nanomq.conf"]],
  ])("%s reads %j", (reference, paths) => {
    const { variant, version } = parseImage(reference);
    const nanomq = version?.version ?? versionOf(newestRelease);
    expect(readablePaths(confPath([], undefined, nanomq), nanomq, programsOf(variant))).toEqual(paths);
  });

  test("the rule engine came into the full image with 0.19.0", () => {
    expect(parseImage("emqx/nanomq:0.18.2-full").features).not.toContain("rules");
    expect(parseImage("emqx/nanomq:0.20.8-full").features).toContain("mysql");
    expect(parseImage("emqx/nanomq:0.21-full").features).not.toContain("mysql");
  });
});
