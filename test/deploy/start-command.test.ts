import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { confPath } from "../../src/deploy/conf-path.ts";
import { parseStartCommand } from "../../src/deploy/start-command.ts";
import { startOptions } from "../../src/nanomq/start.ts";
import { versionOf } from "../text/legacy/read-back.ts";

function parse(command: string | readonly string[], nanomq = "0.24.14") {
  const { flags, problems, startsBroker } = parseStartCommand(command, { nanomq: versionOf(nanomq) });
  return {
    startsBroker,
    flags: flags.map(({ option, value }) => [option, value]),
    problems: problems.map(({ code }) => code),
    args: problems.map(({ args }) => args),
  };
}

test("the table holds the recorded options", () => {
  const recorded: { options: readonly { long: string; short: string | null; argument: string | null }[] } =
    JSON.parse(readFileSync("fixtures/deploy/start-options.json", "utf8"));
  expect(startOptions.map(({ long, short, argument }) => [long, short ?? null, argument === "none"])).toEqual(
    recorded.options.map(({ long, short, argument }) => [long, short, argument === null]),
  );
});

describe("forms", () => {
  const table: [command: string | readonly string[], flags: (readonly [string, string | undefined])[]][] = [
    ["nanomq start --conf /etc/nanomq.conf", [["--conf", "/etc/nanomq.conf"]]],
    [
      "/usr/bin/nanomq start --conf=/a --http -D2",
      [
        ["--conf", "/a"],
        ["--http", undefined],
        ["--qos_duration", "2"],
      ],
    ],
    [
      "nanomq start --conf:/a --qos 3",
      [
        ["--conf", "/a"],
        ["--qos_duration", "3"],
      ],
    ],
    [["--url", "nmq-tcp://0.0.0.0:1883"], [["--url", "nmq-tcp://0.0.0.0:1883"]]],
    ["sh -c 'sleep 1 && exec nanomq start -S 64; echo done'", [["--msq_len", "64"]]],
    ["sh -c 'nanomq start --http >> /var/log/nanomq 2>&1'", [["--http", undefined]]],
    ["sh -c 'nanomq start </dev/null 2>/dev/null -D 2 &>/x'", [["--qos_duration", "2"]]],
    [["/usr/bin/docker-entrypoint.sh", "--http"], [["--http", undefined]]],
    ['nanomq start --log_file "/var/log/my file"', [["--log_file", "/var/log/my file"]]],
    ["", []],
    ["nanomq restart -d", [["--daemon", undefined]]],
  ];
  test.each(table)("%j", (command, flags) => {
    expect(parse(command)).toMatchObject({ flags, problems: [], startsBroker: true });
  });
});

describe("problems", () => {
  const table: [command: string, code: string, args: Readonly<Record<string, unknown>>, nanomq?: string][] = [
    ["nanomq start --config /a", "option-unknown", { option: "--config", suggestion: "--conf" }],
    ["nanomq start -x", "option-unknown", { option: "-x" }],
    ["nanomq start --log 1", "option-ambiguous", { option: "--log" }],
    ["nanomq start --conf", "option-value-missing", { option: "--conf" }],
    ["nanomq start --http=true", "option-value-unwanted", { option: "--http" }],
    ["nanomq start --http -- --port 1", "option-ambiguous", { option: "--" }],
    ["nanomq start -h", "option-help", { option: "--help" }],
    ["nanomq start -D 500ms", "option-unit-ignored", { option: "--qos_duration", value: "500ms", used: 500 }],
    ["nanomq start -D abc", "option-not-a-number", { used: 0 }],
    ["nanomq start -D -1", "option-number-wraps", { used: 4294967295 }],
    ["nanomq start -p 70000", "option-number-wraps", { used: 4464 }],
    ["nanomq start -t 4", "option-no-effect", { since: "0.21" }],
    ["nanomq start -s 4", "option-no-effect", { since: "" }, "0.20.8"],
    ["nanomq start --url tcp://0.0.0.0:1883", "option-scheme-unknown", { value: "tcp://0.0.0.0:1883" }],
    ["nanomq start --log_stdout off", "option-boolean-ignored", { value: "off" }],
    ["nanomq start --conf /a --old_conf /b", "option-conf-twice", { option: "--old_conf", used: "/a" }],
    ["nanomq start --log_file nanomq.log", "option-log-folder-missing", { value: "nanomq.log" }],
    ["nanomq start --log_level loud", "option-log-level-unknown", { value: "loud" }],
    ["nanomq start --keypass secret", "option-secret-visible", { option: "--keypass" }],
    ["nanomq start now --http", "arguments-ignored", { word: "now", ignored: 1 }],
    ["nanomq", "command-not-start", { command: "" }],
    ["nanomq pub -t a", "command-not-start", { command: "pub" }],
    ["start --conf /a.conf", "command-without-program", { command: "start" }],
    ["/usr/bin/docker-entrypoint.sh start", "command-without-program", { command: "start" }],
  ];
  test.each(table)("%s: %s", (command, code, args, nanomq) => {
    const found = parse(command, nanomq);
    expect(found.problems).toEqual([code]);
    expect(found.args[0]).toMatchObject(args);
  });

  test("a secret never leaves", () => {
    expect(JSON.stringify(parse("nanomq start --keypass geheim").args)).not.toContain("geheim");
  });

  test("options that work in that version are not reported", () => {
    expect(parse("nanomq start -t 4", "0.20.8").problems).toEqual([]);
    expect(parse("nanomq start --log_file nanomq.log", "0.20.8").problems).toEqual([]);
  });

  test("another program is left alone", () => {
    expect(parse(["tail", "-f", "/dev/null"])).toMatchObject({ startsBroker: false, problems: [] });
  });
});

test("property: a quoted command line is its words", () => {
  const word = fc.stringMatching(/^[\w./:= -]{1,20}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (values) => {
      const words = ["nanomq", "start", ...values.flatMap((value) => ["--keypass", value])];
      const line = words.map((text) => `"${text}"`).join(" ");
      expect(parse(line)).toEqual(parse(words));
    }),
    { seed: 4 },
  );
});

test("property: never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (line) => {
      expect(parse(`nanomq start ${line}`).flags.length).toBeLessThan(200);
    }),
    { seed: 4 },
  );
});

describe("the file that is read", () => {
  const table: [
    command: string,
    environment: string | undefined,
    nanomq: string,
    path: string,
    by: string,
  ][] = [
    ["", undefined, "0.24.14", "/etc/nanomq.conf", "default"],
    ["", "/e", "0.24.0", "/etc/nanomq.conf", "default"],
    ["", "/e", "0.24.1", "/e", "NANOMQ_CONF_PATH"],
    ["--conf /c", "/e", "0.24.0", "/c", "--conf"],
    ["--conf /c", "/e", "0.24.1", "/e", "NANOMQ_CONF_PATH"],
    ["--conf /c", "/e", "0.24.2", "/c", "--conf"],
    ["--old_conf /o --conf /c", "/e", "0.25.6", "/o", "--old_conf"],
  ];
  test.each(table)("%j with %j in %s", (command, environment, nanomq, path, by) => {
    const version = versionOf(nanomq);
    const { flags } = parseStartCommand(command, { nanomq: version });
    expect(confPath(flags, environment, version)).toEqual({ path, by });
  });
});
