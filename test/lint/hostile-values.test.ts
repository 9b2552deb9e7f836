import { expect, test } from "vitest";
import { noFacts } from "../../src/facts/facts.ts";
import { surfaceKeys } from "../../src/generated/surface.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";
import { parseVersion } from "../../src/nanomq/version.ts";

const version = parseVersion(newestRelease) ?? expect.fail();

/** Names that objects have by themselves, in a section and deep in a list. */
const values = [
  "{ toString = 1, valueOf = 2, constructor = [3], hasOwnProperty = x, toJSON = 4, __proto__ = { toString = 5 } }",
  "[[{ toString = 1 }], null, { length = 7 }]",
  "{ then = true, map = 0, filter = 0 }",
];

/** A conf with the value at a key: names of the user's and lists are filled in. */
function confAt(path: string, value: string): string {
  const [head = "", ...elements] = path.replaceAll("*", "name").split("[]");
  if (elements.length === 0) return `${head} = ${value}\n`;
  const inner = elements.join("").replace(/^\./, "");
  return `${head} = [${inner === "" ? value : `{ ${inner} = ${value} }`}]\n`;
}

test.each(values)("no key of the table makes lint fail over %s", (value) => {
  for (const { path } of surfaceKeys) {
    const text = confAt(path, value);
    expect(
      () => lintConf({ conf: { text }, version, facts: { ...noFacts, preset: "strict" } }),
      text,
    ).not.toThrow();
  }
});
