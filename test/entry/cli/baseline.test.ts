import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const slow = "mqtt { retry_interval = 10s }\n";
const asked = ["--keepalive", "5s", "--nanomq", "0.22.10", "-f", "concise", "--fail-on", "warning"];
const baseline = ["--baseline", "known.json"];
const update = [...baseline, "--update-baseline"];

async function recorded(conf = slow) {
  const files = { "a.conf": conf };
  return (await run(["lint", "a.conf", ...asked, ...update], { files })).files;
}

describe("--baseline", () => {
  test("what it lists is neither reported nor counted, wherever it has moved", async () => {
    const files = await recorded();
    const moved = { ...files, "a.conf": `# new\n\n${slow}` };
    const { code, out, err } = await run(["lint", "a.conf", ...asked, ...baseline], { files: moved });
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(err).toContain("3 finding(s) of known.json not shown.");
  });

  test("what is new is reported", async () => {
    const files = { ...(await recorded()), "a.conf": `${slow}log { level = nonsense }\n` };
    const { code, out } = await run(["lint", "a.conf", ...asked, ...baseline], { files });
    expect(code).toBe(1);
    expect(out).toContain("a.conf:2:");
    expect(out).not.toContain("too-coarse");
  });

  test("names files from its own folder: another spelling of the path is the same file", async () => {
    const files = await recorded();
    const { out } = await run(["lint", "./a.conf", ...asked, ...baseline], {
      files: { ...files, "./a.conf": slow },
    });
    expect(out).toBe("");
    expect(files["known.json"]).toContain('{"file":"a.conf","rule":"timing/retry-interval-too-coarse"');
  });

  test("an entry that matches nothing any more is named, and taken out by the next update", async () => {
    const files = { ...(await recorded()), "a.conf": "mqtt { retry_interval = 1s }\n" };
    const { err } = await run(["lint", "a.conf", ...asked, ...baseline], { files });
    expect(err).toContain("a.conf timing/retry-interval-too-coarse mqtt.retry_interval");
    const after = await run(["lint", "a.conf", ...asked, ...update], { files });
    expect(after.files["known.json"]).not.toContain("too-coarse");
  });

  test("a run over other files leaves the entries of those it did not read", async () => {
    const files = { ...(await recorded()), "b.conf": slow };
    const { err, files: after } = await run(["lint", "b.conf", ...asked, ...update], { files });
    expect(err).toContain("known.json: 3 finding(s) recorded.");
    const { out, err: said } = await run(["lint", "a.conf", "b.conf", ...asked, ...baseline], {
      files: after,
    });
    expect(out).toBe("");
    expect(said).not.toContain("not found any more");
  });

  test("updating twice writes the same bytes", async () => {
    const files = await recorded();
    const again = await run(["lint", "a.conf", ...asked, ...update], { files });
    expect(again.code).toBe(0);
    expect(again.files["known.json"]).toBe(files["known.json"]);
  });

  test.each([
    [baseline, {}, "known.json: no such file. Add --update-baseline"],
    [baseline, { "known.json": "{}" }, "known.json is no baseline of nanotune."],
    [update, { "known.json": "precious" }, "known.json is no baseline of nanotune."],
    [baseline, { "known.json": '{"nanotune_baseline":9,"findings":[]}' }, "another version"],
    [["--update-baseline"], {}, "--update-baseline needs the file"],
  ])("%j with %j: a clear error, and nothing is written", async (args, extra, message) => {
    const before = { "a.conf": slow, ...extra };
    const { code, out, err, files } = await run(["lint", "a.conf", ...asked, ...args], { files: before });
    expect({ code, out, files }).toEqual({ code: 2, out: "", files: before });
    expect(err).toContain(message);
  });

  test("is not written where a file could not be linted", async () => {
    const { code, err, files } = await run(["lint", "a.conf", "gone.conf", ...asked, ...update], {
      files: { "a.conf": slow },
    });
    expect(code).toBe(2);
    expect(err).toContain("known.json was not written");
    expect(files["known.json"]).toBeUndefined();
  });
});
