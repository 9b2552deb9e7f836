import { describe, expect, test } from "vitest";
import { run } from "./fake-io.ts";

const slow = "mqtt {\n  retry_interval = 10s # slow\n}\n";
const line = ["--keepalive", "5s", "--nanomq", "0.22.10"];
const coarse = ["--select", "timing/retry-interval-too-coarse"];
const why = ["--reason", "lab only"];

async function suppress(files: Readonly<Record<string, string>>, ...more: string[]) {
  return run(["suppress", "a.conf", ...line, ...more], { files });
}

async function rulesIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { out } = await run(["lint", "a.conf", ...line, "-f", "json"], { files });
  return JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule);
}

describe("suppress", () => {
  test("writes a comment with its reason above the line, as far in, and the finding is gone, no other", async () => {
    const before = await rulesIn({ "a.conf": slow });
    const { code, files, err } = await suppress(
      { "a.conf": slow },
      ...coarse,
      ...why,
      "--until",
      "2027-01-01",
    );
    expect(code).toBe(0);
    expect(files["a.conf"]).toBe(
      "mqtt {\n  # nanotune-ignore timing/retry-interval-too-coarse -- lab only until=2027-01-01\n  retry_interval = 10s # slow\n}\n",
    );
    expect(err).toContain("a.conf: 1 finding is silenced");
    const after = await rulesIn(files);
    expect(after).toEqual(before.filter((rule) => rule !== "timing/retry-interval-too-coarse"));
  });

  test("all that lint finds; the next lint is clean, and a second run writes nothing", async () => {
    const { files } = await suppress({ "a.conf": slow }, ...why);
    expect(await rulesIn(files)).toEqual([]);
    const again = await suppress(files, ...why);
    expect([again.code, again.files]).toEqual([0, files]);
    expect(again.err).toContain("Nothing is found");
  });

  test("--whole-file, --diff, line ends of the file", async () => {
    const dos = slow.replaceAll("\n", "\r\n");
    const { out, files } = await suppress({ "a.conf": dos }, ...coarse, ...why, "--whole-file", "--diff");
    expect(files["a.conf"]).toBe(dos);
    expect(out).toContain("+# nanotune-ignore-file timing/retry-interval-too-coarse -- lab only");
    const written = await suppress({ "a.conf": dos }, ...coarse, ...why);
    expect(written.files["a.conf"]).toMatch(/^(?:[^\r\n]*\r\n)*$/);
  });

  test("several on one line share a comment", async () => {
    const conf = "mqtt { retry_interval = 10s, colour = red, shape = round }\n";
    const { files } = await suppress({ "a.conf": conf }, "--select", "timing,schema", ...why);
    expect(files["a.conf"]?.match(/nanotune-ignore /g)).toHaveLength(1);
    expect(await rulesIn(files)).not.toContain("timing/retry-interval-too-coarse");
  });

  test("in an included file, and in a compose file", async () => {
    const included = { "a.conf": 'include "p/part.conf"\n', "p/part.conf": slow };
    const { files } = await run(["suppress", "a.conf", ...line, ...coarse, ...why], {
      files: included,
    });
    expect(files["p/part.conf"]).toContain("# nanotune-ignore timing/");
    const compose =
      "services:\n  broker:\n    image: emqx/nanomq:0.22.10\n    volumes:\n      - ./nanomq.conf:/etc/nanomq.conf\n";
    const deployed = { "x/compose.yaml": compose, "x/nanomq.conf": slow };
    const ran = await run(["suppress", "x", "--keepalive", "5s", ...coarse, ...why], { files: deployed });
    expect(ran.files["x/nanomq.conf"]).toContain("# nanotune-ignore timing/");
    const { out } = await run(["lint", "x", "--keepalive", "5s", "-f", "concise"], { files: ran.files });
    expect(out).not.toContain("too-coarse");
  });

  test.each([
    [[], "Say why"],
    [["--reason", "one\ntwo"], "one line"],
    [["--reason", "x", "--until", "soon"], "soon"],
    [["--reason", "x", "--select", "nonsense/rule"], "nonsense/rule"],
  ])("%j is refused", async (more, said) => {
    const { code, err, files } = await suppress({ "a.conf": slow }, ...more);
    expect([code, files]).toEqual([2, { "a.conf": slow }]);
    expect(err).toContain(said);
  });

  test("what no comment silences is named: a file that is not read at all", async () => {
    const { code, err, files } = await suppress({ "a.conf": "http_server {" }, ...why);
    const left = await rulesIn(files);
    expect([code === 0, left.length === 0]).toEqual([left.length === 0, left.length === 0]);
    if (left.length > 0) expect(err).toContain("no comment silences");
  });
});
