// The options of `nanomq start` as its option parser takes them, and how they end a start.
import { describe, expect, test } from "vitest";
import { readOptions } from "../../src/start/options.ts";
import { readStart } from "../../src/start/read-start.ts";

function taken(words: readonly string[]) {
  return readOptions(words).taken.map(({ option, argument }) => [option.long, argument]);
}

describe("options that are taken", () => {
  test.each([
    [
      ["--qos_duration=5", "-D7", "-D", "-1"],
      [
        ["--qos_duration", "5"],
        ["--qos_duration", "7"],
        ["--qos_duration", "-1"],
      ],
    ],
    [
      ["--port:8081", "--ht"],
      [
        ["--port", "8081"],
        ["--http", undefined],
      ],
    ],
    // A mark with nothing behind it is a value that is empty; what follows is read on.
    [
      ["--port=", "--http"],
      [
        ["--port", ""],
        ["--http", undefined],
      ],
    ],
    // A value may look like an option.
    [["--conf", "--http"], [["--conf", "--http"]]],
    [["-d", "now", "--http"], [["--daemon", undefined]]],
    [["-d", "-", "--http"], [["--daemon", undefined]]],
    [["-d", "", "--http"], [["--daemon", undefined]]],
  ])("%j", (words, expected) => {
    expect(taken(words)).toEqual(expected);
    expect(readOptions(words).fault).toBeUndefined();
  });
});

const conf = { text: "mqtt { retry_interval = 3s }\n" };

function start(flags: readonly string[], text = conf.text) {
  return readStart({ text }, { nanomq: "0.24.14", flags });
}

describe("a start that options end", () => {
  test.each([
    [["--config", "/a"], "option-unknown"],
    [["--http", "-x"], "option-unknown"],
    [["--log", "1"], "option-ambiguous"],
    // Every long name begins like that.
    [["--"], "option-ambiguous"],
    [["--http", "--port"], "option-value-missing"],
    [["--http=true"], "option-value-unwanted"],
    [["-dh"], "option-value-unwanted"],
    [["--http", "--conf", "/a", "--config"], "option-unknown"],
  ])("%j", (flags, reason) => {
    expect(start(flags)).toMatchObject({ outcome: "exits", code: 1, step: "options", reason, listens: [] });
  });

  test("what asks for help leaves with 0, unless a conf is named before", () => {
    expect(start(["-h"])).toMatchObject({ outcome: "exits", code: 0, reason: "option-help" });
    expect(start(["--conf", "/a", "-h"])).toMatchObject({ outcome: "runs" });
  });

  test("a conf named in front of the fault is read first, and may kill", () => {
    const deadly = "log {\n  to = [console]\n}\n";
    expect(start(["--conf", "/a", "--foo"], deadly)).toMatchObject({ outcome: "crashes", step: "conf" });
    expect(start(["--foo", "--conf", "/a"], deadly)).toMatchObject({ outcome: "exits", step: "options" });
  });
});
