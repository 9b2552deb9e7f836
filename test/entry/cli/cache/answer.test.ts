// An answer is given again only where every look at the machine gives what it gave.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type AnswerPlace,
  answerPlace,
  keepAnswer,
  readAnswer,
} from "../../../../src/entry/cli/cache/answer.ts";
import { isSame, type Look, stateOf } from "../../../../src/entry/cli/cache/looks.ts";
import { witnessed } from "../../../../src/entry/cli/cache/witness.ts";
import { nodeIo } from "../../../../src/entry/cli/node-io.ts";

let folder: string;
let place: AnswerPlace;
const at = (name: string) => join(folder, name);
const HOUR_MS = 3_600_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "nanotune-answer-"));
  place = { file: at("cache/answer-00.json"), key: "0011" };
  writeFileSync(at("nanomq.conf"), "mqtt {}\n");
  writeFileSync(at("empty.conf"), "");
  // What was written within the same tick of the clock would look the same: a witness keeps no answer then.
  for (const path of [at("nanomq.conf"), folder]) utimesSync(path, 0, 0);
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** What a command that looks at these files comes to, seen an hour after they were written. */
function answerOf(look: (world: ReturnType<typeof witnessed>["world"]) => unknown, exitCode = 1) {
  const { world, answer } = witnessed({ ...nodeIo(), out: () => {}, err: () => {} });
  look(world);
  vi.useFakeTimers({ now: Date.now() + HOUR_MS, toFake: ["Date"] });
  const made = answer(exitCode);
  vi.useRealTimers();
  return made;
}

describe("what was seen", () => {
  const look = (path: string): Look => ["file", path, stateOf(path)?.text ?? ""];

  test.each([
    ["a file", () => at("nanomq.conf"), () => writeFileSync(at("nanomq.conf"), "mqtt {}\n# more\n")],
    ["a file of the same size", () => at("nanomq.conf"), () => writeFileSync(at("nanomq.conf"), "sqlite{\n")],
    ["a file that goes", () => at("nanomq.conf"), () => rmSync(at("nanomq.conf"))],
    ["a file that comes", () => at("nanotune.toml"), () => writeFileSync(at("nanotune.toml"), "")],
    ["who may read it", () => at("nanomq.conf"), () => chmodSync(at("nanomq.conf"), 0o600)],
    ["a folder with a new name in it", () => folder, () => writeFileSync(at("more.conf"), "")],
    [
      "another file under the name",
      () => at("nanomq.conf"),
      () => {
        rmSync(at("nanomq.conf"));
        symlinkSync("/dev/null", at("nanomq.conf"));
      },
    ],
  ])("is not the same again: %s", (_name, path, change) => {
    const before = look(path());
    expect(isSame(before)).toBe(true);
    change();
    expect(isSame(before)).toBe(false);
  });

  test("where links lead, and the day", () => {
    mkdirSync(at("b"));
    symlinkSync(at("nanomq.conf"), at("link"));
    const seen: Look = ["real path", at("link"), at("nanomq.conf")];
    expect(isSame(seen)).toBe(true);
    rmSync(at("link"));
    expect(isSame(seen)).toBe(false);
    expect(isSame(["day", "", "2026-08-01"])).toBe(false);
    expect(isSame(["day", "", new Date().toISOString().slice(0, 10)])).toBe(true);
  });
});

describe("a witness", () => {
  test("tells what was seen and said, in order", () => {
    const answer = answerOf((world) => {
      world.readFile(at("nanomq.conf"), 100);
      world.readFile(at("nanotune.toml"), 100);
      world.out("one\n");
      world.err("two\n");
      world.out("three\n");
      world.today();
    });
    expect(answer?.looks.map(([what, path]) => `${what} ${path.replace(folder, "")}`)).toEqual([
      "file /nanomq.conf",
      "file /nanotune.toml",
      "day ",
    ]);
    expect(answer?.looks[1]).toEqual(["file", at("nanotune.toml"), ""]);
    expect(answer).toMatchObject({
      exitCode: 1,
      said: [
        ["out", "one\n"],
        ["err", "two\n"],
        ["out", "three\n"],
      ],
    });
  });

  test("has no answer right after a change: it could be missed", () => {
    const { world, answer } = witnessed(nodeIo());
    world.readFile(at("nanomq.conf"), 100);
    expect(answer(0)).toBeUndefined();
  });

  test.each<[string, Parameters<typeof answerOf>[0]]>([
    ["a device", (world) => world.readFile("/dev/null", 100)],
    ["what the system makes up", (world) => world.readFile("/proc/self/stat", 10_000)],
    ["a file that is empty, as those of the system are", (world) => world.readFile(at("empty.conf"), 100)],
    ["standard input", (world) => void world.readStdin(0).catch(() => {})],
    ["writing", (world) => world.writeFiles([])],
    ["a terminal", (world) => world.terminal()],
    ["Git", (world) => world.git?.(["--version"])],
    ["a look past the world", (world) => world.looksBeyond?.()],
    ["more words than are worth keeping", (world) => world.out("x".repeat(200_000))],
    [
      "more files than are worth a look",
      (world) => {
        for (let one = 0; one < 300; one += 1) world.readFile(at(`${one}.conf`), 100);
      },
    ],
  ])("has no answer after %s", (_name, look) => {
    expect(answerOf(look)).toBeUndefined();
  });

  test("has no answer where nanotune itself failed", () => {
    const look = (world: ReturnType<typeof witnessed>["world"]) => world.readFile(at("nanomq.conf"), 100);
    expect(answerOf(look, 3)).toBeUndefined();
    expect(answerOf(look, 2)).toBeDefined();
  });
});

describe("an answer", () => {
  const keep = () => {
    const answer = answerOf((world) => {
      world.readFile(at("nanomq.conf"), 100);
      world.out("said\n");
    });
    if (answer !== undefined) keepAnswer(place, answer);
  };

  test("comes back while nothing changes, readable by its owner only", () => {
    keep();
    expect(readAnswer(place)).toMatchObject({ exitCode: 1, said: [["out", "said\n"]] });
    expect(statSync(place.file).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(place.file))).toEqual(["answer-00.json"]);
    writeFileSync(at("nanomq.conf"), "mqtt {\n");
    expect(readAnswer(place)).toBeUndefined();
  });

  test("is none for another line, where others may write, or in another form", () => {
    keep();
    expect(readAnswer({ ...place, key: "0012" })).toBeUndefined();
    chmodSync(place.file, 0o622);
    expect(readAnswer(place)).toBeUndefined();
    chmodSync(place.file, 0o600);
    for (const text of ["", "{", "null", '{"key":"0011"}', readFileSync(place.file, "utf8").slice(0, -1)]) {
      writeFileSync(place.file, text);
      expect(readAnswer(place)).toBeUndefined();
    }
  });
});

describe("its place", () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test("hangs on the line, the environment and what else is told, of which nothing can be read there", () => {
    process.env["BROKER_PASSWORD"] = "hunter2hunter2";
    const one = answerPlace("a", true);
    expect(answerPlace("a", true)).toEqual(one);
    expect(answerPlace("a", false)?.key).not.toBe(one?.key);
    expect(JSON.stringify(one)).not.toContain("hunter2");
    process.env["BROKER_PASSWORD"] = "hunter3hunter3";
    expect(answerPlace("a", true)?.key).not.toBe(one?.key);
    expect(one?.file).toMatch(/answer-[0-9a-f]{2}\.json$/);
  });

  test("is none where NANOTUNE_NO_CACHE is set", () => {
    process.env["NANOTUNE_NO_CACHE"] = "1";
    expect(answerPlace("a")).toBeUndefined();
  });
});
