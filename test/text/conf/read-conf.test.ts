import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readConf } from "../../../src/text/conf/read-conf.ts";
import type { Reading } from "../../../src/text/conf/tree.ts";
import { treeText } from "../../../src/text/conf/tree-json.ts";
import { positionAt, textOf } from "../../../src/text/source.ts";
import { anyConf, dialectVersions, soundConf, version } from "./generators.ts";

const included = { "i.conf": "i = 5\na.b = 7\n" };

function told({ problems, sources }: Reading): readonly string[] {
  return problems.map(({ code, span }) => {
    const source = sources.get(span.file);
    if (source === undefined) throw new RangeError(span.file);
    const { line, column } = positionAt(source, span.start);
    return `${line}:${column} ${code}`;
  });
}

function spansLie(reading: Reading): boolean {
  return [...reading.problems, ...reading.hazards].every(({ span }) => {
    const source = reading.sources.get(span.file);
    return (
      source !== undefined && span.start >= 0 && span.start <= span.end && span.end <= source.bytes.length
    );
  });
}

describe("any input", () => {
  test("is read without exception, the same each time, with spans inside their files", () => {
    fc.assert(
      fc.property(anyConf, fc.constantFrom(...dialectVersions), (text, nanomq) => {
        const reading = readConf({ text, files: included }, nanomq);
        expect(spansLie(reading)).toBe(true);
        const { problems, outcome } = readConf({ text, files: included }, nanomq);
        expect(problems).toEqual(reading.problems);
        expect(outcome).toBe(reading.outcome);
      }),
      { numRuns: 500 },
    );
  });

  test("that NanoMQ does not take as it stands has a problem that says why", () => {
    fc.assert(
      fc.property(anyConf, fc.constantFrom(...dialectVersions), (text, nanomq) => {
        const reading = readConf({ text, files: included }, nanomq);
        if (reading.outcome !== "accept" || reading.recovered) expect(reading.problems).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("without an error is meant as it is read", () => {
    fc.assert(
      fc.property(soundConf, fc.constantFrom(...dialectVersions), (text, nanomq) => {
        const { outcome, tree, intended, problems } = readConf({ text }, nanomq);
        expect(outcome).toBe("accept");
        if (tree !== undefined) expect(treeText(intended)).toBe(treeText(tree));
        const known = new Set(["duplicate-key", "later-definition-loses"]);
        expect(problems.filter(({ code }) => !known.has(code))).toEqual([]);
      }),
    );
  });
});

test.each<[conf: string, problems: readonly string[]]>([
  ["mqtt {\n  keepalive =\n  qos = 2\n}\n", ["2:3 missing-value"]],
  ["a = b = c\nd = 1\n", ["1:1 brace-less-nesting"]],
  ["url = mqtt-tcp://h:1883\n", ["1:7 comment-cuts-value"]],
  ["topic = t/#\n", ["1:9 comment-cuts-value"]],
  ["bind = localhost:1883\n", ["1:8 colon-cuts-value"]],
  ["bind = 0.0.0.0:1883\n", ["1:8 value-needs-quotes"]],
  ["name = hello world\n", ["1:8 value-needs-quotes"]],
  ["a = $share/g/t\n", ["1:5 dropped-characters"]],
  ["a键 = 1\n", ["1:2 dropped-characters"]],
  ["\uFEFFa = 1\n", ["1:1 byte-order-mark"]],
  ["a = 'x'\n", ["1:5 single-quotes"]],
  ['a = "C:\\dir"\n', ["1:5 deleted-backslashes"]],
  ['a = "say \\"x\\""\n', []],
  ['a = "x\nb = 2\nc = "y"\n', ["1:5 unterminated-string"]],
  ['a = "x\n', ["1:5 unterminated-string"]],
  ['a = """x"""\n', ["1:5 triple-quotes"]],
  ["a = [1, 2,]\n", ["1:10 stray-comma"]],
  ["a = 1,, b = 2\n", ["1:7 stray-comma"]],
  [
    "a {}\nb = {}\nc = []\nd []\n",
    ["1:1 empty-object", "2:1 empty-object", "3:1 empty-array", "4:1 empty-array"],
  ],
  ["# only a remark\n", ["1:1 empty-file"]],
  ["{}\n", ["1:1 empty-file"]],
  ["[1, 2]\n", ["1:1 root-not-object"]],
  [
    "a = 1.5s\nb = 10 s\nc = 256 MB\nd = 10K\n",
    ["1:5 unusable-unit", "2:5 unusable-unit", "3:5 unusable-unit", "4:5 unusable-unit"],
  ],
  ["a = $\u007bx}\nb = 1\n", ["1:5 substitution"]],
  ["a += 1\n", ["1:3 append-operator"]],
  ['"a" { b = 1 }\n', ["1:1 quoted-key-needs-separator"]],
  ["1a = 3\ntrue = 2\n", ["1:1 unusable-key", "2:1 unusable-key"]],
  ["m { x = 1 }\nm { x = 2 }\n", ["2:5 later-definition-loses"]],
  ["a = 1\na = 2\n", ["1:1 duplicate-key"]],
  ["m { x = 1 }\nM { y = 2 }\n", ["2:1 other-letter-case"]],
  ['"x.y" = 1\np.q = 2\n', ["1:1 quoted-key-split"]],
  ['include "nope"\n', ["1:1 include-missing"]],
  ['auth { password = { include "nope" } }\n', ["1:20 include-missing"]],
  ['include ""\n', ["1:1 include-malformed"]],
  [`a.${"k".repeat(200)} = 1\n`, ["1:1 long-segment"]],
  ["{ a = 1 }\nb = 2\n", ["2:1 content-after-root"]],
  ["a {\n b = 1\n", ["1:3 unclosed"]],
  ["a = 1\n}\nb = 2\n", ["2:1 unmatched-closing"]],
  ["a = 1\n= 3\n", ["2:1 unexpected-token"]],
])("%j has exactly its problems", (conf, problems) => {
  expect(told(readConf({ text: conf }, version("0.24.14")))).toEqual(problems);
});

describe("several independent errors are all found, without follow-up noise", () => {
  test("five in one file", () => {
    const conf = [
      "mqtt {",
      "  max_packet_size = 1 MB",
      "  retry_interval =",
      "}",
      "log { to = [file, console,] }",
      "listeners.tcp { bind = 0.0.0.0:1883 }",
      "auth { x { } }",
      "}",
    ].join("\n");
    expect(told(readConf({ text: conf }, version("0.24.14")))).toEqual([
      "2:21 unusable-unit",
      "3:3 missing-value",
      "5:26 stray-comma",
      "6:24 value-needs-quotes",
      "7:8 empty-object",
      "8:1 unmatched-closing",
    ]);
  });

  test("what closes a block on the line of a cut value or an open string still closes it", () => {
    const conf = [
      "listeners.tcp { bind = mqtt-tcp://0.0.0.0:1883 }",
      "bridges.mqtt.a { forwards = [ { remote_topic = t/#, local_topic = u/# } ] }",
      "auth { password { bob = p#ss } } # remark }",
      'log { level = "warn }',
      "mqtt { retry_interval = 10s }",
      'http_server { username = "ops" }',
    ].join("\n");
    expect(told(readConf({ text: conf }, version("0.24.14")))).toEqual([
      "1:24 comment-cuts-value",
      "2:48 comment-cuts-value",
      "2:67 comment-cuts-value",
      "3:25 comment-cuts-value",
      "4:15 unterminated-string",
    ]);
  });

  test.each(["port = 1883 }# the end }", "port = 1883#the end }", "port = 1883 // see http://x }"])(
    "a comment stays one: %s",
    (line) => {
      const { intended } = readConf({ text: `http_server { ${line}\n}\n` }, version("0.24.14"));
      expect(intended).toMatchObject({
        members: [{ key: "http_server", value: { members: [{ key: "port" }] } }],
      });
    },
  );

  const errors: readonly (readonly [text: string, code: string])[] = [
    ["k@ = 10 s", "unusable-unit"],
    ["k@ = 1.2.3.4", "value-needs-quotes"],
    ["k@ = [1, 2,]", "stray-comma"],
    ["k@ {}", "empty-object"],
    ["k@ = a/b", "dropped-characters"],
    ["k@ = t/#", "comment-cuts-value"],
    ["k@ stray", "unexpected-token"],
    ['"k@" { x = 1 }', "quoted-key-needs-separator"],
    ["k@ = tcp://h:1", "comment-cuts-value"],
  ];

  test("any two to five, between sound members", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...errors), { minLength: 2, maxLength: 5 }), (chosen) => {
        const lines = chosen.flatMap(([text], at) => [text.replace("@", String(at)), `sound${at} = ${at}`]);
        const { problems, intended } = readConf({ text: `${lines.join("\n")}\n` }, version("0.24.14"));
        expect(problems.map(({ code }) => code)).toEqual(chosen.map(([, code]) => code));
        for (const at of chosen.keys()) expect(treeText(intended)).toContain(`"sound${at}":${at}`);
      }),
    );
  });
});

test("what the file comes to is said per version", () => {
  const conf = { text: "a = 1\n}\nb = 2\n" };
  const consequences = (text: string): unknown[] =>
    readConf(conf, version(text)).problems.map(({ code, args }) => `${code} ${String(args["consequence"])}`);
  expect(consequences("0.25.3")).toEqual(["unmatched-closing exits"]);
  expect(consequences("0.23.10")).toEqual(["unmatched-closing drops-rest", "rest-dropped drops-rest"]);
});

test("spans count bytes, whatever the encoding and the line ends", () => {
  const text = '\uFEFF# 注释\r\n\tname = "温度"\r\n\tbad = 10 s\r\n';
  const reading = readConf({ text }, version("0.24.14"));
  const source = reading.sources.get("nanomq.conf");
  const problem = reading.problems.find(({ code }) => code === "unusable-unit");
  if (source === undefined || problem === undefined) throw new Error("no problem");
  expect(textOf(source, problem.span.start, problem.span.end)).toBe("10 s");
  expect(positionAt(source, problem.span.start)).toEqual({ line: 3, column: 8 });
  if (reading.intended.kind !== "object") throw new Error("no object");
  const { keySpan, value } = reading.intended.members[0] ?? { keySpan: undefined, value: undefined };
  expect(textOf(source, keySpan?.start ?? 0, keySpan?.end ?? 0)).toBe("name");
  expect(textOf(source, value?.span.start ?? 0, value?.span.end ?? 0)).toBe('"温度"');
});

describe("size", () => {
  test.each(["a{", "a={", "[", "a=", "a.", "{", "a=[1,"])(
    "100 000 levels of %s neither crash nor hang",
    (opening) => {
      for (const closing of ["", "}".repeat(100_000)]) {
        const text = `x = ${opening.repeat(100_000)}b = 1${closing}\n`;
        expect(readConf({ text }, version("0.24.14")).outcome).not.toBe("accept");
      }
    },
    30_000,
  );

  test("what opens more than 150 000 levels is read so far, and nothing is said of what closes them", () => {
    const text = `a = ${"[".repeat(300_000)}1${"]".repeat(300_000)}\n`;
    const { outcome, problems } = readConf({ text }, version("0.24.14"));
    expect(outcome).toBe("reject");
    expect(problems.map(({ code }) => code)).toEqual(["limit-exceeded", "nesting-too-deep"]);
    expect(problems[0]?.args).toMatchObject({
      limit: "levels",
      max: 150_000,
      found: 150_001,
      unit: "levels",
    });
  });

  test("10 000 segments are read, 100 000 exhaust the stack", () => {
    const read = (count: number): Reading =>
      readConf({ text: `${"a.".repeat(count)}b = 1\n` }, version("0.24.14"));
    expect(read(10_000).outcome).toBe("accept");
    expect(read(100_000).hazards.map(({ code }) => code)).toEqual(["deep-dotted-key"]);
  });

  test("includes that multiply come to an end, cyclic or not", () => {
    const cyclic = { "i.conf": 'include ""\ninclude "i.conf"\ninclude "i.conf"\nx = 1\n' };
    const cycle = readConf({ text: 'include ""\ninclude "i.conf"\n', files: cyclic }, version("0.24.14"));
    expect(cycle.problems.map(({ code }) => code)).toContain("include-too-deep");
    const levels = Array.from({ length: 9 }, (_, level) => [
      `l${level}`,
      `include "l${level + 1}"\n`.repeat(8),
    ]);
    const files = { ...Object.fromEntries(levels), l9: "x = 1\n" };
    const { problems } = readConf({ text: 'include "l0"\n', files }, version("0.24.14"));
    expect(problems.find(({ code }) => code === "limit-exceeded")?.args).toMatchObject({ limit: "includes" });
  });
});

describe("an include that nobody here can see", () => {
  const seenBy = (text: string, nanomq: string) => readConf({ text, isSeen: () => false }, version(nanomq));

  test.each([
    'auth { password { include "/etc/pwd.conf" } }',
    'auth { password = {include "/etc/pwd.conf"} }',
    'auth { allow_anonymous = false, include "/etc/auth.conf" }',
    'auth { include "/etc/auth.conf", allow_anonymous = false }',
    'auth {\n  password = include "/etc/pwd.conf"\n}',
    'mqtt.retry_interval = 3s\ninclude "/etc/more.conf"',
  ])("%s is read on as if members stood there", (text) => {
    for (const nanomq of ["0.20.8", "0.22.10", "0.24.14", "0.25.6"]) {
      const { outcome, recovered, unseen, tree } = seenBy(`${text}\n`, nanomq);
      expect({ outcome, recovered, unseen: unseen.length }).toEqual({
        outcome: "accept",
        recovered: false,
        unseen: 1,
      });
      // Nothing of what stands for them comes into the tree.
      expect(JSON.stringify(tree)).not.toContain('"key":"include');
    }
  });

  test("what is wrong without it too stays wrong", () => {
    expect(seenBy('auth { password { include "/etc/pwd.conf" }\n', "0.24.14").outcome).toBe("reject");
    expect(seenBy('a { include "/etc/x.conf",, b = 1 }\n', "0.24.14").outcome).toBe("reject");
  });
});
