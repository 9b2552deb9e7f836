// Lists of rules: `nanotune rules`, and the index of docs/rules.

import type { Language } from "../../lint/language.ts";
import type { Rule, RulePage } from "../../lint/rules/rule.ts";
import { explainWords } from "./explain-words.ts";
import { markdownCell } from "./markdown.ts";

/** A rule with its words; `file` where a pack brought it. */
export interface ListedRule {
  readonly rule: Rule;
  readonly page: RulePage;
  readonly file?: string | undefined;
}

/** First sentence of why: what a list has room for. */
export function gist({ why }: RulePage, language: Language): string {
  return /^[\s\S]*?(?:\.(?=\s|$)|。|$)/.exec(why[language])?.[0].replaceAll(/\s+/g, " ") ?? "";
}

export function rulesText(rules: readonly ListedRule[], language: Language): string {
  const width = Math.max(...rules.map(({ page }) => page.id.length));
  const lines = rules.map(({ page, file }) => {
    const origin = file === undefined ? "" : ` (${file})`;
    return `${page.id.padEnd(width)}  ${page.severity.padEnd(7)}  ${gist(page, language)}${origin}`;
  });
  return `${lines.join("\n")}\n`;
}

/** One table; `linkTo` gives the page of a rule, where there is one. */
export function rulesMarkdown(
  rules: readonly ListedRule[],
  language: Language,
  linkTo: (id: string) => string | undefined = () => undefined,
): string {
  const words = explainWords[language];
  const rows = rules.map(({ page }) => {
    const link = linkTo(page.id);
    const name = link === undefined ? `\`${page.id}\`` : `[\`${page.id}\`](${link})`;
    return `| ${name} | ${words.severity[page.severity]} | ${markdownCell(gist(page, language))} |`;
  });
  const head = `| ${words.rule} | ${words.severityTitle} | ${words.why} |`;
  return `${[head, "| --- | --- | --- |", ...rows].join("\n")}\n`;
}

export function ruleJson({ rule, page, file }: ListedRule): object {
  const { id, severity, message, why, catalogue } = page;
  const { presets, versions, requires, params } = rule;
  const { fix, evidence } = rule.tells();
  const origin = file === undefined ? {} : { file };
  const fixed = fix === undefined ? {} : { fix };
  return {
    id,
    severity,
    ...origin,
    message,
    why,
    presets,
    versions,
    requires,
    params,
    ...fixed,
    evidence,
    catalogue,
  };
}

export function rulesJson(rules: readonly ListedRule[]): string {
  return `${JSON.stringify({ version: 1, rules: rules.map(ruleJson) }, null, 2)}\n`;
}
