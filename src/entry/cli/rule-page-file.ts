// In the command the words of the rules are a file beside it, since a lint reads those of the few rules that fired:
// build/build.mjs puts this module in the place of generated/rule-page-of.ts.
import type { RulePage } from "../../lint/rules/rule.ts";
import { readBeside } from "./beside.ts";

let pages: Buffer | undefined;
const read = new Map<string, RulePage | undefined>();

/** A line of the file, which begins with the id of its rule. */
function pageIn(file: Buffer, id: string): RulePage | undefined {
  const start = file.indexOf(`{"id":${JSON.stringify(id)},`);
  return start === -1 ? undefined : JSON.parse(file.toString("utf8", start, file.indexOf("\n", start)));
}

/** The words and examples of a built-in rule. */
export function rulePageOf(id: string): RulePage | undefined {
  if (read.has(id)) return read.get(id);
  pages ??= readBeside("rule-pages.jsonl");
  const page = pageIn(pages, id);
  read.set(id, page);
  return page;
}
