import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rulePages } from "../../src/generated/rule-pages.ts";

const catalogue: { readonly entries: readonly { readonly id: string; readonly title: string }[] } =
  JSON.parse(readFileSync(new URL("../../fixtures/field/catalogue.json", import.meta.url), "utf8"));
const covered = new Map(
  rulePages.flatMap(({ id, catalogue: entries }) => entries.map((entry) => [entry, id] as const)),
);

/** Reports that did not hold when they were tried on real brokers. */
const refuted = new Set(["NMQ-BRI-029"]);

test.each(catalogue.entries.filter(({ id }) => !refuted.has(id)).map(({ id, title }) => [id, title]))(
  "%s (%s) has a rule",
  (id) => {
    expect(covered.get(id)).toBeDefined();
  },
);

test("rules name entries that exist", () => {
  const known = new Set(catalogue.entries.map(({ id }) => id));
  expect([...covered.keys()].filter((id) => !known.has(id))).toEqual([]);
});
