import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { type TextKind, Unspeakable } from "../../../src/report/output/shown-text.ts";
import { KnownSecrets } from "../../../src/report/secrets/known-secrets.ts";

interface Known {
  readonly conf?: string;
  readonly text?: string;
  readonly names?: readonly string[];
}

function output({ conf, text, names = [] }: Known): Unspeakable {
  const secrets = new KnownSecrets();
  if (conf !== undefined) secrets.learn("a.conf", new TextEncoder().encode(conf));
  if (text !== undefined) secrets.learnText("test", text);
  const unspeakable = new Unspeakable(secrets);
  for (const name of names) unspeakable.learnName(name);
  return unspeakable;
}

function shown(text: string, known: Known, kind: TextKind = "message", toTerminal = true): string {
  return output(known).shown(text, kind, toTerminal);
}

describe("secrets", () => {
  test.each([
    ["a value", "password = hunter2", "is hunter2.", "is ********."],
    ["in quotes", "pasword = 'swordfish'", "'swordfish'", "'********'"],
    ["a part", 'headers { authorization = "Bearer abc.def1" }', "abc.def1", "********"],
    ["cut by #", "password = hunter2#rest9", "hunter2 and rest9", "******** and ********"],
    ["escaped as XML", 'password = "a<b&c9"', "a&lt;b&amp;c9", "********"],
    ["not inside of a longer word", "password = abc12", "xabc12 abc123 abc12", "xabc12 abc123 ********"],
    ["longer ones first", "auth.password { a = hunter2, b = hunter2long }", "hunter2long", "********"],
  ])("%s", (_, conf, text, expected) => {
    expect(shown(text, { conf })).toBe(expected);
  });

  test.each([
    ["an option", "--flags\n--keypass hunter2 --http"],
    ["a variable", "A=b\0API_TOKEN=hunter2\0C=d"],
    ["an answer", '{"a":1,"password":"hunter2"}'],
    ["an address", "mqtt://me:hunter2@host:1883"],
    ["a file of variables", "export DB_PASS=hunter2"],
  ])("of %s", (_, text) => {
    expect(shown("it is hunter2", { text })).toBe("it is ********");
  });

  test("JSON stays JSON, with the secret out of it", () => {
    const data = { key: "nhunter2", text: "a\nhunter2", list: ["x\\hunter2", 'q"hunter2'] };
    const text = shown(JSON.stringify(data), { conf: "password = hunter2\napi_key = nhunter2" });
    expect(text).not.toContain("hunter2");
    expect(JSON.parse(text)).toEqual({
      key: "********",
      text: "a\n********",
      list: ["x\\********", 'q"********'],
    });
  });

  test("whatever the secret is, JSON stays JSON", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5 }), fc.json({ maxDepth: 2 }), (secret, json) => {
        const text = JSON.stringify({ a: secret, b: JSON.parse(json) });
        const made = shown(text, { text: `PASSWORD=${secret.replaceAll(/[\n\0]/g, "")}` });
        expect(() => JSON.parse(made)).not.toThrow();
      }),
    );
  });

  test("the words of nanotune stay, whatever the secrets are", () => {
    const words = rulePages.flatMap(({ id, message, why }) => [id, message.en, message.zh, why.en, why.zh]);
    const text = words.join("\n");
    const each = [...new Set(text.match(/[\w.-]{5,}/g))].slice(0, 3000);
    expect(shown(text, { conf: each.map((word) => `password = "${word}"\n`).join("") }, "file", false)).toBe(
      text,
    );
    expect(shown(text, { conf: each.map((word) => `password = "${word}"\n`).join("") })).toBe(text);
  });

  test("of a thousand secrets none comes out", () => {
    const all = Array.from({ length: 1000 }, (_, at) => `Sx${at}q${at * 7}`);
    const conf = `auth.password {\n${all.map((one, at) => `u${at} = ${one}\n`).join("")}}`;
    expect(shown(all.join(" "), { conf })).toBe(all.map(() => "********").join(" "));
  });

  test("a file that was asked for keeps what it says", () => {
    expect(shown("password = hunter2", { conf: "password = hunter2" }, "file")).toBe("password = hunter2");
  });
});

describe("control characters", () => {
  const hostile = "a\u001B]0;title\u0007\u009B31m\u202Eb\u200F";

  test("are no more than a mark in a text", () => {
    expect(shown(`${hostile}\tc\n`, {})).toBe("a\uFFFD]0;title\uFFFD\uFFFD31m\uFFFDb\uFFFD\tc\n");
  });

  test("are escaped in JSON, which means the same", () => {
    const text = shown(JSON.stringify({ [hostile]: hostile }), {});
    expect(text).toMatch(/^[ -~]+$/);
    expect(JSON.parse(text)).toEqual({ [hostile]: hostile });
  });

  test("a name starts no line", () => {
    const names = ["a\n::error::x", "b\r\nc"];
    expect(shown("a\n::error::x:1 b\r\nc\n", { names })).toBe("a\uFFFD::error::x:1 b\uFFFD\uFFFDc\n");
  });

  test("a name in the answer of a broker starts no line", () => {
    const unspeakable = output({});
    unspeakable.learnStrings("/clients", JSON.stringify({ clientid: "x\n::error::y" }));
    expect(unspeakable.shown("client x\n::error::y\n", "message", false)).toBe("client x\uFFFD::error::y\n");
  });

  test("a patch keeps them where a program reads it, and not on a terminal", () => {
    expect(shown("-a\u001B[1m\r\n", {}, "patch", false)).toBe("-a\u001B[1m\r\n");
    expect(shown("-a\u001B[1m\r\n", {}, "patch", true)).toBe("-a\uFFFD[1m\uFFFD\n");
  });

  test("colours are nanotune's own, and only where they are asked for", () => {
    const unspeakable = output({});
    const paint = unspeakable.paint();
    expect(unspeakable.shown(`${paint("warning", "w")} \u001B[31mx`, "message", true)).toBe(
      "\u001B[33mw\u001B[39m \uFFFD[31mx",
    );
    expect(shown("\uFDD0x\uFDD1", {})).toBe("\uFDD0x\uFDD1");
  });
});

describe("variables of the process", () => {
  test.each([
    ["a token", { API_TOKEN: "hunter2" }, "it is hunter2", "it is ********"],
    ["several lines", { PRIVATE_KEY: "line1a\nline2b" }, "line1a\nline2b", "********\n********"],
    ["one line of several", { PRIVATE_KEY: "line1a\nline2b" }, "line2b", "********"],
    ["escaped", { X_TOKEN: 'a"b12' }, String.raw`{"a":"a\"b12"}`, '{"a":"********"}'],
    ["an address", { DATABASE_URL: "postgres://me:hunter2@h/x" }, "hunter2", "********"],
    ["no secret", { HOSTNAME: "hunter2", PWD: "/work/x1y2" }, "hunter2 /work/x1y2", "hunter2 /work/x1y2"],
  ])("%s", (_, variables, text, expected) => {
    const secrets = new KnownSecrets();
    secrets.learnVariables(variables);
    expect(secrets.mask(text)).toBe(expected);
  });
});
