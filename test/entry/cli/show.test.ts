import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import schema from "../../../schemas/settings.schema.json" with { type: "json" };
import { widthOf } from "../../../src/report/text-layout.ts";
import { run } from "./fake-io.ts";

async function show(conf: string, ...options: readonly string[]) {
  return run(["show", "a.conf", "--nanomq", "0.24.14", ...options], { files: { "a.conf": conf } });
}

describe("what NanoMQ does with the file as a whole", () => {
  test.each([
    ["a crash while settings are read", 'auth.http_auth.auth_req { url = "http://a" }', "crashes"],
    ["a crash of the parser", `${"a.".repeat(100_000)}b = 1`, "crashes"],
    ["an exit", "a = {", "exit code 1"],
  ])("%s is said, and no settings are listed", async (_, conf, said) => {
    const { code, out, err } = await show(`mqtt.retry_interval = 5s\n${conf}\n`, "--all");
    expect(code).toBe(0);
    expect(err).toContain(said);
    expect(out).not.toContain("default");
    expect(out).not.toContain("5 s");
  });

  test("the line it crashes on is named", async () => {
    const { err } = await show('# why\nauth.http_auth.auth_req { url = "http://a" }\n');
    expect(err).toContain("a.conf:2");
  });
});

test("a conf of the old format is said to be one", async () => {
  const { err } = await show("url=nmq-tcp://0.0.0.0:1883\nnum_taskq_thread=4\nhttp_server.enable=true\n");
  expect(err).toContain("nanotune migrate a.conf");
});

describe("the table", () => {
  test("columns stay aligned behind wide characters", async () => {
    const { out } = await show('http_server { username = "网关", port = 8081 }\n');
    const places = out.split("\n").filter((line) => line.includes("a.conf:1"));
    expect(places.length).toBeGreaterThan(1);
    expect(new Set(places.map((line) => widthOf(line.slice(0, line.indexOf("a.conf"))))).size).toBe(1);
  });

  test("has settings only, not the broker's book-keeping", async () => {
    const { out } = await show("mqtt.retry_interval = 5s\n", "--all");
    expect(out).not.toContain("(internal)");
  });

  test("control characters of the conf do not reach the terminal", async () => {
    const { out } = await show('http_server { username = "a\u001B[2J\u202Eb" }\n"\u001B[31mred" = 1\n');
    expect(out).toContain("http_server.username");
    expect(out).not.toContain("\u001B");
    expect(out).not.toContain("\u202E");
  });

  test("fits a narrow terminal", async () => {
    const topic = "line/".repeat(12);
    const conf = `mqtt { retry_interval = 10 }\nbridges.mqtt.factory { server = "mqtt-tcp://10.0.0.1:1883", forwards = [{ remote_topic = "${topic}", local_topic = "${topic}" }] }\n`;
    const { out } = await run(["show", "a.conf", "--nanomq", "0.24.14"], {
      files: { "a.conf": conf },
      env: { COLUMNS: "60" },
    });
    const long = out.split("\n").filter((line) => widthOf(line) > 60);
    expect(long.map((line) => line.trim())).toEqual([`"${topic}"`, `"${topic}"`]);
    // Nothing is left out for it.
    expect(out.replaceAll(/\s+/g, " ")).toContain("a number is not: the default stays");
  });
});

describe("--format json", () => {
  const validate = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allErrors: true,
  }).compile(schema);

  test.each([
    ["defaults", ""],
    [
      "origins and lists",
      'log { to = [file], level = warn, dir = "/tmp", file = a }\nmqtt.retry_interval = 5s',
    ],
    ["every kind of ignored line", readFileSync("fixtures/settings/ignored.conf", "utf8")],
    ["a crash", 'auth.http_auth.auth_req { url = "http://a" }'],
    ["an exit", "a = {"],
    ["nothing readable", "}"],
  ])("is what its schema says: %s", async (_, conf) => {
    const { out } = await show(conf, "-f", "json", "--env", "NANOMQ_MSQ_LEN=64", "--flags=--http");
    expect(validate(JSON.parse(out)), JSON.stringify(validate.errors)).toBe(true);
  });

  test("has line and column of every place, and no secret", async () => {
    const conf =
      "mqtt {\n  retry_interval = 5s\n  foo = 1\n}\nhttp_server { username = a, password = hunter2 }\n";
    const { out } = await show(conf, "-f", "json");
    const report: { origins: Record<string, unknown>; ignored: unknown } = JSON.parse(out);
    expect(report.origins["mqtt.retry_interval"]).toMatchObject({ kind: "file", line: 2, column: 20 });
    expect(report.ignored).toMatchObject([{ path: "mqtt.foo", line: 3, column: 9 }]);
    expect(out).not.toContain("hunter2");
  });
});

test("lines without effect come in the order of the file", async () => {
  const { out } = await show("listeners.tcp { max_conn = 10 }\nnonsense = 1\nmqtt { foo = 1 }\n");
  expect([...out.matchAll(/^ {2}a\.conf:(\d)/gm)].map((found) => found[1])).toEqual(["1", "2", "3"]);
});

test("what overrides a line is named", async () => {
  const { out } = await show("mqtt.retry_interval = 5s\nmqtt { retry_interval = 6s }\n");
  expect(out).toMatch(/a\.conf:\d {2}mqtt\.retry_interval: overridden by a\.conf:\d/);
});

test("100 000 levels overflow nothing", async () => {
  const deep = `${"a{".repeat(100_000)}b=1${"}".repeat(100_000)}`;
  const dotted = `${"a.".repeat(100_000)}b=1`;
  const listed = `a=${"[".repeat(100_000)}1${"]".repeat(100_000)}`;
  for (const conf of [deep, dotted, listed])
    for (const options of [[], ["--tree"], ["--tree", "-f", "json"], ["-f", "json"], ["--all"]])
      expect((await show(conf, ...options)).code).toBe(0);
}, 60_000);

describe("--tree of any shape", () => {
  test.each([
    ["5", "= 5  # a.conf:1\n"],
    ['"x"', '= "x"  # a.conf:1\n'],
    ["true", "= true  # a.conf:1\n"],
    ["[1, 2]", "[0] = 1  # a.conf:1\n[1] = 2  # a.conf:1\n"],
  ])("a root that is %s", async (text, expected) => {
    expect(await show(text, "--tree")).toMatchObject({ code: 0, out: expected });
  });

  test("45 000 levels are counted, not indented", async () => {
    const { code, out } = await show(`${"a.".repeat(45_000)}b = 1`, "--tree");
    expect(code).toBe(0);
    expect(out.length).toBeLessThan(6_000_000);
    expect(out).toMatch(/<45001> b = 1 {2}# a\.conf:1\n$/);
  });
});
