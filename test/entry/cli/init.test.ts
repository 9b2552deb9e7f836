import { describe, expect, test } from "vitest";
import schema from "../../../schemas/nanotune.schema.json" with { type: "json" };
import { readFacts } from "../../../src/facts/read-facts.ts";
import { run } from "./fake-io.ts";

/** Names of all settings, those of tables included. */
function propertyNames(node: unknown): readonly string[] {
  const { properties = {}, items } = Object(node);
  const below = Object.entries(properties).flatMap(([name, value]) => [name, ...propertyNames(value)]);
  return items === undefined ? below : [...below, ...propertyNames(items)];
}

describe("nanotune init", () => {
  test.each(["en", "zh"])("writes a file that nanotune reads (%s)", async (lang) => {
    const { code, out, files } = await run([
      "init",
      "--nanomq",
      "0.24.14",
      "--keepalive",
      "5s",
      "--keepalive",
      "60s",
      "--lang",
      lang,
    ]);
    expect({ code, out }).toEqual({ code: 0, out: "" });
    const result = await readFacts(files["nanotune.toml"] ?? "");
    expect(result).toMatchObject({
      ok: true,
      facts: { nanomq: "0.24.14", clients: [{ keepaliveMs: 5000 }, { keepaliveMs: 60_000 }] },
    });
  });

  test("what stands there as comments is right too", async () => {
    const { files } = await run(["init", "--nanomq", "0.24.14"]);
    const settings = /^# (?=[a-z_"]+(?:\/[a-z-]+")? = |\[{1,2}[a-z]+\]{1,2}$)/;
    const lines = (files["nanotune.toml"] ?? "").split("\n").map((line) => line.replace(settings, ""));
    expect(await readFacts(lines.join("\n"))).toMatchObject({ ok: true });
    const names = new Set(lines.flatMap((line) => /^\[*(\w+)(?: =|\])/.exec(line)?.[1] ?? []));
    expect(propertyNames(schema).filter((name) => !names.has(name))).toEqual([]);
  });

  test("mistakes in it are told in the language asked for", async () => {
    const files = { "a.conf": "log.level = warn\n", "nanotune.toml": "nanomq = 24\n[host]\nmemory = true\n" };
    const { err } = await run(["lint", "a.conf", "--lang", "zh"], { files });
    expect(err).toContain("nanotune.toml:1:1: nanomq 必须是 带引号的版本号");
    expect(err).toContain("nanotune.toml:3:1: host.memory 必须是 大小");
  });

  test("does not replace a file unasked", async () => {
    const world = { files: { "nanotune.toml": "# mine\n" } };
    const refused = await run(["init"], world);
    expect(refused).toMatchObject({ code: 2, files: world.files });
    expect(refused.err).toContain("--force");
    const forced = await run(["init", "--force"], world);
    expect(forced.code).toBe(0);
    expect(forced.files["nanotune.toml"]).toContain("[[clients]]");
  });

  test.each([
    [["init", "--keepalive", "soon"], "is no duration"],
    [["init", "--nanomq", "new"], "is no NanoMQ version"],
  ])("%j is a mistake", async (argv, said) => {
    const { code, err, files } = await run(argv);
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(files).toEqual({});
  });
});
