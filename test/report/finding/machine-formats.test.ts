import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { checkstyle } from "../../../src/report/finding/checkstyle.ts";
import { concise } from "../../../src/report/finding/concise.ts";
import { github } from "../../../src/report/finding/github.ts";
import { gitlab } from "../../../src/report/finding/gitlab.ts";
import { junit } from "../../../src/report/finding/junit.ts";
import { pretty } from "../../../src/report/finding/pretty.ts";
import { rdjson } from "../../../src/report/finding/rdjson.ts";
import { plain, reportOf } from "./report-of.ts";

function unknownKeys(count: number): string {
  return Array.from({ length: count }, (_, at) => `colour${at} = red\n`).join("");
}

describe("github", () => {
  function errorsFor(count: number): readonly string[] {
    return github(reportOf(unknownKeys(count)))
      .split("\n")
      .filter((line) => line.startsWith("::error "));
  }

  test("ten of a kind are shown as they are, of more nine and how many are left", () => {
    expect(errorsFor(10)).toHaveLength(10);
    expect(errorsFor(10).at(-1)).toContain("colour9");
    expect(errorsFor(30)).toHaveLength(10);
    expect(errorsFor(30).at(-1)).toBe("::error title=nanotune::21 more in the log of this step");
  });

  test("a file name cannot end the command", () => {
    const text = github(reportOf("colour = red\n", "a,line=1::b%\n.conf"));
    expect(text).toContain("file=a%2Cline=1%3A%3Ab%25%0A.conf,line=1,");
  });
});

test("gitlab: fingerprints differ, and do not move with the line", () => {
  const prints = (text: string): readonly string[] =>
    JSON.parse(gitlab(reportOf(text))).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  const before = prints(unknownKeys(5));
  expect(new Set(before).size).toBe(before.length);
  expect(prints(`\n\n${unknownKeys(5)}`)).toEqual(before);
});

test("junit: markup and characters that XML does not have", () => {
  const text = junit(reportOf('"<&\u0001\\"" = red\n', 'a"<.conf'));
  expect(text).toContain('<testsuite name="a&quot;&lt;.conf"');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML has not is what is looked for
  expect(text).not.toMatch(/[^\x09\x0A\x0D\x20-\uFFFD]/);
  expect(text.replaceAll(/<[^<>]*>/g, "")).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#\d+;)/);
});

describe("checkstyle", () => {
  /** What checkstyle-report-1.0.0.xsd allows of the elements that are written. */
  const attributes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
    checkstyle: { version: /^[\d.]+$/ },
    file: { name: /./ },
    error: {
      line: /^[1-9]\d*$/,
      column: /^[1-9]\d*$/,
      severity: /^(?:error|warning|info)$/,
      message: /./,
      source: /^nanotune\.[\w.-]+$/,
    },
  };

  test("elements and attributes are those of its schema, nested as it says", () => {
    const text = checkstyle(reportOf(`${unknownKeys(3)}mqtt { retry_interval = 10s }\n`, 'a"<.conf'));
    const [head, ...elements] = [...text.matchAll(/<([^>]*)>/g)].map(([, inner = ""]) => inner);
    expect(head).toBe('?xml version="1.0" encoding="UTF-8"?');
    const names = elements.map((element) => /^[\w/]+/.exec(element)?.[0] ?? "");
    expect(names.join(" ")).toMatch(/^checkstyle file (?:error )+\/file \/checkstyle$/);
    expect(names.filter((name) => name === "error").length).toBeGreaterThanOrEqual(4);
    for (const element of elements.filter((one) => !one.startsWith("/"))) {
      const allowed = attributes[/^\w+/.exec(element)?.[0] ?? ""] ?? expect.fail(element);
      const found = [...element.matchAll(/(\w+)="([^"<&]|&(?:amp|lt|gt|quot|#\d+);)*"/g)];
      expect(found.map(([, name]) => name)).toEqual(Object.keys(allowed));
      for (const [whole, name = ""] of found) {
        expect(whole.slice(name.length + 2, -1)).toMatch(allowed[name] ?? expect.fail(name));
      }
    }
    expect(text).toContain('<file name="a&quot;&lt;.conf">');
  });

  test("a clean file is named, with nothing in it", () => {
    const report = reportOf("mqtt {}\n");
    expect(checkstyle({ ...report, findings: [] })).toContain('<file name="nanomq.conf">\n  </file>');
  });
});

describe("rdjson", () => {
  const position = {
    type: "object",
    required: ["line", "column"],
    properties: { line: { type: "integer", minimum: 1 }, column: { type: "integer", minimum: 1 } },
    additionalProperties: false,
  };
  const range = {
    type: "object",
    required: ["start", "end"],
    properties: { start: position, end: position },
    additionalProperties: false,
  };
  /** DiagnosticResult of reviewdog.proto, those fields that are written; nothing else may stand there. */
  const schema = {
    type: "object",
    required: ["source", "diagnostics"],
    properties: {
      source: { type: "object", properties: { name: { const: "nanotune" } }, additionalProperties: false },
      diagnostics: {
        type: "array",
        items: {
          type: "object",
          required: ["message", "location", "severity", "code"],
          properties: {
            message: { type: "string", minLength: 1 },
            location: {
              type: "object",
              required: ["path"],
              properties: { path: { type: "string", minLength: 1 }, range },
              additionalProperties: false,
            },
            severity: { enum: ["ERROR", "WARNING", "INFO"] },
            code: { type: "object", properties: { value: { type: "string" } }, additionalProperties: false },
            suggestions: {
              type: "array",
              items: {
                type: "object",
                required: ["range", "text"],
                properties: { range, text: { type: "string" } },
                additionalProperties: false,
              },
            },
          },
          additionalProperties: false,
        },
      },
    },
    additionalProperties: false,
  };

  test("a DiagnosticResult of the Reviewdog Diagnostic Format", () => {
    const holds = new Ajv2020({ strict: true }).compile(schema);
    const text = `# 汉字\n${unknownKeys(3)}mqtt { retry_interval = 10s }\n`;
    const result = JSON.parse(rdjson(reportOf(text)));
    expect(holds(result), JSON.stringify(holds.errors)).toBe(true);
    expect(result.diagnostics.length).toBeGreaterThanOrEqual(4);
  });

  test("columns count bytes, and a suggestion applied there is the fix", () => {
    const text = '# x\nmqtt { "汉" = 1, retry_interval = 10s }\n';
    const { diagnostics } = JSON.parse(rdjson(reportOf(text)));
    const slow = diagnostics.find(
      ({ code }: { code: { value: string } }) => code.value === "timing/retry-interval-too-coarse",
    );
    const { range: place, text: typed } = slow.suggestions[0];
    expect(place.start.line).toBe(2);
    const line = Buffer.from(text.split("\n")[1] ?? "");
    const before = line.subarray(0, place.start.column - 1).toString();
    const after = line.subarray(place.end.column - 1).toString();
    expect(`${before}${typed}${after}`).toBe('mqtt { "汉" = 1, retry_interval = 1s }');
  });
});

test("an escape sequence in a key reaches no terminal", () => {
  const report = reportOf('mqtt { "retry\u001b[31m_interval" = 10s }\n');
  for (const text of [pretty(report, plain), concise(report), github(report)]) {
    expect(text).not.toContain("\u001b");
  }
});
