// Places as editors count them, and answers at every place of every text.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { suggestionsAt } from "../../src/editor/completion.ts";
import { cursorAt, includedSections } from "../../src/editor/cursor.ts";
import {
  deploymentHoverAt,
  deploymentOutline,
  deploymentSuggestionsAt,
} from "../../src/editor/deployment-file.ts";
import { factsHoverAt, factsSuggestionsAt } from "../../src/editor/facts-file.ts";
import { factsOutline } from "../../src/editor/facts-outline.ts";
import { clientHints, hintsIn } from "../../src/editor/hints.ts";
import { hoverAt } from "../../src/editor/hover.ts";
import { linksIn } from "../../src/editor/links.ts";
import { outlineOf } from "../../src/editor/outline.ts";
import type { Edited, View } from "../../src/editor/view.ts";
import { noFacts } from "../../src/facts/facts.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { run } from "../../src/start/run.ts";
import { createSource, type Source } from "../../src/text/source.ts";
import { endOfLine, offsetOf, placeAt, startOfLine } from "../../src/text/utf16.ts";

const version = parseVersion("0.24.14") ?? expect.fail("0.24.14 is a release");

function viewOf(source: Source): View {
  const clients = [{ name: "sensors", keepaliveMs: 5000 }];
  const conf = { file: source.file, text: source.bytes, isSeen: () => false };
  return { run: run({ version, conf }), facts: { ...noFacts, clients }, language: "en" };
}

function edited(text: string, base: readonly string[] = []): Edited {
  const source = createSource("nanomq.conf", text);
  return { view: viewOf(source), source, base };
}

/** A text with `|` where the cursor is. */
function at(marked: string) {
  const text = marked.replace("|", "");
  return { text, offset: Buffer.from(marked.slice(0, marked.indexOf("|"))).length };
}

const pieces = fc.constantFrom(
  ...[
    "mqtt",
    " {",
    "}",
    "\n",
    "\r\n",
    "\t",
    " ",
    "=",
    "retry_interval",
    "10s",
    "500ms",
    '"',
    "日志",
    "🚀",
    "é",
  ],
  ...[
    "bridges.mqtt.a",
    "[",
    "]",
    ",",
    "# nanotune-ignore ",
    "timing/x",
    'include "a.conf"',
    "include",
    "\\",
    ".",
  ],
  ...[
    "[[clients]]",
    'keepalive = "5s"',
    "nanomq",
    "  environment:",
    "      - NANOMQ_",
    "image: emqx/nanomq:",
    ":",
  ],
);
const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(""));

describe("places", () => {
  test("are those of the protocol's own library", () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, anywhere) => {
        const document = TextDocument.create("file:///x", "x", 1, text);
        const source = createSource("x", text);
        // Not within a pair of surrogates, nor within the two bytes that end a line.
        const starts = [0];
        for (const sign of text) starts.push((starts.at(-1) ?? 0) + sign.length);
        const index = starts[anywhere % starts.length] ?? 0;
        fc.pre(!(text[index - 1] === "\r" && text[index] === "\n"));
        const offset = Buffer.from(text.slice(0, index)).length;
        const place = document.positionAt(index);
        expect(placeAt(source, offset)).toEqual(place);
        expect(offsetOf(source, place)).toBe(offset);
        expect(endOfLine(source, offset)).toBeGreaterThanOrEqual(offset);
        expect(startOfLine(source, offset)).toBeLessThanOrEqual(offset);
      }),
    );
  });

  test("past the end of a line or of the text are its end", () => {
    const source = createSource("x", "ab\r\nc");
    expect(offsetOf(source, { line: 0, character: 99 })).toBe(2);
    expect(offsetOf(source, { line: 7, character: 0 })).toBe(5);
  });

  test("a byte-order mark takes none", () => {
    const source = createSource("x", "\uFEFFab");
    expect(placeAt(source, 3)).toEqual({ line: 0, character: 0 });
    expect(offsetOf(source, { line: 0, character: 1 })).toBe(4);
  });
});

test("every question has an answer at every place of every text", () => {
  fc.assert(
    fc.property(texts, fc.nat(), (text, anywhere) => {
      const one = edited(text);
      const { source, view } = one;
      const offset = offsetOf(source, placeAt(source, anywhere % (source.bytes.length + 1)));
      const whole = { file: source.file, start: 0, end: source.bytes.length };
      const spans = [
        ...suggestionsAt(one, offset),
        ...factsSuggestionsAt(source, offset, "zh"),
        ...deploymentSuggestionsAt(source, offset, view, [view]),
        ...linksIn(source, true, () => true),
      ].map(({ span }) => span);
      for (const hover of [
        hoverAt(one, offset),
        factsHoverAt(source, offset, "en"),
        deploymentHoverAt(source, offset, view, [view]),
      ])
        if (hover !== undefined) spans.push(hover.span);
      for (const { start, end } of spans) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(source.bytes.length);
      }
      for (const hint of [...hintsIn(one, whole), ...clientHints(source, view)])
        expect(hint.offset).toBeLessThanOrEqual(source.bytes.length);
      outlineOf(view.run.reading, source);
      factsOutline(source);
      deploymentOutline(source, [view]);
      includedSections(source);
    }),
    { numRuns: 150 },
  );
});

describe("the cursor", () => {
  test.each([
    ["|", "key", "", ""],
    ["mqtt {\n  re|", "key", "mqtt", ""],
    ["mqtt {\n  retry_interval = |", "value", "mqtt", "mqtt.retry_interval"],
    ["mqtt {\n  retry_interval = 5s\n  |", "key", "mqtt", ""],
    ["mqtt {\n  retry_interval =\n  |", "key", "mqtt", ""],
    ["a =\n{ |", "key", "a", ""],
    ["a { b = 1 } |", "key", "", ""],
    [
      "bridges.mqtt.x { forwards = [ { qos = |",
      "value",
      "bridges.mqtt.x.forwards.[]",
      "bridges.mqtt.x.forwards.[].qos",
    ],
    ["log { to = [file, |", "value", "log.to.[]", ""],
    ['log { "file" : "|', "value", "log", "log.file"],
    ["# re|", "comment", "", ""],
    ['include "a|.conf"', "include", "", ""],
  ])("%j", (text, kind, section, key) => {
    const { text: plain, offset } = at(text);
    const cursor = cursorAt(createSource("x", plain), offset);
    expect([cursor.kind, cursor.section.join("."), cursor.key?.join(".") ?? ""]).toEqual([
      kind,
      section,
      key,
    ]);
  });

  test("an included file stands in the section that includes it", () => {
    const source = createSource(
      "x",
      'auth {\n password = {include "pwd.conf"}\n include "acl.conf"\n}\ninclude "rest.conf"\n',
    );
    expect([...includedSections(source)]).toEqual([
      ["pwd.conf", ["auth", "password"]],
      ["acl.conf", ["auth"]],
      ["rest.conf", []],
    ]);
  });
});

describe("suggestions", () => {
  const offered = (text: string, base: readonly string[] = []) => {
    const { text: plain, offset } = at(text);
    return suggestionsAt(edited(plain, base), offset);
  };
  const labels = (text: string, base: readonly string[] = []) =>
    offered(text, base).map(({ label }) => label);

  test("of a dotted key take the place of its last part", () => {
    const one = offered("mqtt.retry|").find(({ label }) => label === "retry_interval");
    expect(one?.span).toEqual({ file: "nanomq.conf", start: 5, end: 10 });
  });

  test("what is written already comes last", () => {
    expect(labels("mqtt {\n  |\n  retry_interval = 1s\n}").at(-1)).toBe("retry_interval");
  });

  test("names of one's own that are in use", () => {
    expect(labels("bridges.mqtt.emqx { server = x }\nbridges.mqtt.|")).toContain("emqx");
  });

  test("of an included file are those of its section", () => {
    expect(labels("|", ["mqtt"])).toContain("retry_interval");
    expect(labels("|", ["no", "such"])).toEqual([]);
  });

  test("words, with the default first", () => {
    expect(labels("bridges.mqtt.a { forwards = [ { qos = |")).toEqual(["0", "1", "2"]);
    expect(labels("http_server { auth_type = |")[0]).toBe("basic");
    expect(labels("mqtt.max_packet_size = 5|")).toEqual(["5KB", "5MB", "5GB"]);
  });

  test("rules behind a mark that silences", () => {
    expect(labels("# nanotune-ignore tim|")).toContain("timing/retry-interval-zero");
    expect(labels("# a remark|")).toEqual([]);
  });
});

test("hints tell what the text does not say, and nothing else", () => {
  const one = edited(
    'mqtt {\n  retry_interval = 2m\n  max_packet_size = "1MB"\n  keepalive_multiplier = 1.5\n}\nhttp_server.port = x\n',
  );
  const whole = { file: "nanomq.conf", start: 0, end: one.source.bytes.length };
  expect(hintsIn(one, whole).map(({ label }) => label)).toEqual([
    "= 120 s",
    "sensors: 120 s to 240 s",
    "= 1048576 B",
    "sensors: 120 s to 240 s",
    "= 8081",
  ]);
});
