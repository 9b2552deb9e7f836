// "Explain": the page of a rule, shown by the editor, or in a message where it shows no documents.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver/node";
import { rulePageOf } from "../../generated/rule-page-of.ts";
import { builtInRules } from "../../generated/rules.ts";
import type { Language } from "../../lint/language.ts";
import { explainPage } from "../../report/rule/explain.ts";

/** The line of a page that a rule's heading is on. */
function lineOf(page: URL, rule: string): number {
  try {
    const lines = readFileSync(fileURLToPath(page), "utf8").split("\n");
    return Math.max(0, lines.indexOf(`## ${rule}`));
  } catch {
    return 0;
  }
}

export interface Explaining {
  readonly connection: Connection;
  readonly language: Language;
  readonly showDocument: boolean;
  readonly page: string | undefined;
}

/** Shows the page of a rule. Gives it as Markdown too, for editors that show it their own way. */
export async function explain(
  name: unknown,
  { connection, language, showDocument, page }: Explaining,
): Promise<string | null> {
  const rule = builtInRules.find(({ id }) => id === name);
  const words = rule && rulePageOf(rule.id);
  if (rule === undefined || words === undefined) return null;
  const text = (markdown: boolean) => explainPage({ rule, page: words, language, markdown });
  if (showDocument && page !== undefined) {
    const url = new URL(page);
    const line = lineOf(url, rule.id);
    const start = { line, character: 0 };
    url.hash = "";
    await connection.window.showDocument({
      uri: url.href,
      takeFocus: true,
      selection: { start, end: start },
    });
  } else
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Info,
      message: text(false),
    });
  return text(true);
}
