// In the command the words of the rules are a file beside it, since a lint reads those of the few rules that fired:
// build/build.mjs puts this module in the place of generated/rule-page-of.ts.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RulePage } from "../../lint/rules/rule.ts";

let pages: Buffer | undefined;

/** The words and examples of a built-in rule: a line of the file, which begins with its id. */
export function rulePageOf(id: string): RulePage | undefined {
  pages ??= readFileSync(fileURLToPath(new URL("rule-pages.jsonl", import.meta.url)));
  const start = pages.indexOf(`{"id":${JSON.stringify(id)},`);
  if (start === -1) return undefined;
  return JSON.parse(pages.toString("utf8", start, pages.indexOf("\n", start)));
}
