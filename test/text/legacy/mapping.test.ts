import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { matchKey } from "../../../src/text/legacy/match.ts";

interface Row {
  readonly old: string;
  readonly new: string;
}

const table: { readonly mapping: readonly Row[] } = JSON.parse(
  readFileSync("fixtures/legacy/mapping.json", "utf8"),
);

/** A key as a user would write it for a row of the recorded table. */
function example(old: string): string {
  return old
    .replace("<client|session|message>.<verb>.N", "client.connack.1")
    .replaceAll("NAME", "emqx")
    .replace(/\bN\b/g, "1")
    .replace(/\.\*$/, ".clientid");
}

const keys = table.mapping.flatMap(({ old, new: to }) =>
  old.split(" and ").map((key) => ({ key: example(key), to })),
);

test.each(keys)("$key is known and goes to $to", ({ key, to }) => {
  const destination = matchKey(key)?.destination;
  expect(destination).toBeDefined();
  if (destination?.kind === "none") {
    expect(to).toMatch(/^none|^bridges\.mqtt\.NAME\.server$/);
    return;
  }
  if (destination?.kind === "switch") {
    expect(to === "no equivalent" || to.includes(destination.of)).toBe(true);
    return;
  }
  if (destination?.kind !== "setting") return;
  const written = destination.to
    .replace(/\.N(?=\.|$)/g, "[]")
    .replace(/\.rules\.1\./, ".rules[].")
    .replace(/\.(\w+)_N\./, ".NAME.");
  expect(written.replace(/params$/, "params.*")).toBe(
    to.replace(/NAME\.\*$/, "NAME.clientid").replace("none (not read from HOCON)", "gateway"),
  );
});

test("every row of the recorded table is tested", () => {
  expect(keys.length).toBeGreaterThanOrEqual(table.mapping.length);
});
