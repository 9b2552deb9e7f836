// What the page makes of a conf, whatever it is: findings with places in it, settings, the start.
import { describe, expect, test } from "vitest";
import { deskOf } from "../../site/play/desk.ts";
import { diagnosticsOf, findingCards } from "../../site/play/findings.ts";
import { settingsTable, startFrame, verdictCard } from "../../site/play/start.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { newestRelease } from "../../src/nanomq/releases.ts";

const doing = { fix: () => {}, ignore: () => {} };
const clients = [{ name: "sensors", keepaliveS: 5, count: 40, keepsSession: false }];

/** One example of every area of rules. */
const areas = new Map(
  rulePages.flatMap(({ id, examples }) =>
    examples.flatMap(({ kind, text, nanomq = newestRelease }) =>
      kind === "conf" ? [[id.split("/")[0], { conf: text, nanomq, clients }] as const] : [],
    ),
  ),
);

describe.each(["en", "zh"] as const)("in %s", (language) => {
  test.each([...areas])("%s", (_, shared) => {
    const desk = deskOf(shared, language, "2026-01-01");
    const cards = findingCards(desk);
    expect(cards.match(/<article/g)?.length ?? 0).toBe(desk.findings.length);
    for (const { from, to, message, actions = [] } of diagnosticsOf(desk, doing)) {
      expect(from).toBeLessThanOrEqual(to);
      expect(to).toBeLessThanOrEqual(shared.conf.length);
      expect(message).not.toBe("");
      expect(actions.length).toBeGreaterThan(0);
    }
    const told = [cards, settingsTable(desk), startFrame(desk, language), verdictCard(desk)];
    for (const markup of told) expect(markup).not.toMatch(/undefined|\[object|>NaN/);
  });
});
