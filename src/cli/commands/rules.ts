import { rulePages } from "../../generated/rule-pages.ts";
import type { RulePage } from "../../rules/rule.ts";
import type { Language } from "../../words/language.ts";
import { packWords } from "../../words/packs.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** First sentence of why: what a list has room for. */
function gist({ why }: RulePage, language: Language): string {
  return /^[\s\S]*?(?:\.(?=\s|$)|。|$)/.exec(why[language])?.[0].replaceAll(/\s+/g, " ") ?? "";
}

function asText(language: Language): string {
  const width = Math.max(...rulePages.map(({ id }) => id.length));
  const lines = rulePages.map(
    (page) => `${page.id.padEnd(width)}  ${page.severity.padEnd(7)}  ${gist(page, language)}`,
  );
  return `${lines.join("\n")}\n`;
}

function asMarkdown(language: Language): string {
  const rows = rulePages.map(
    (page) => `| \`${page.id}\` | ${page.severity} | ${gist(page, language).replaceAll("|", "\\|")} |`,
  );
  return `${["| rule | severity | why |", "| --- | --- | --- |", ...rows].join("\n")}\n`;
}

function asJson(): string {
  const listed = rulePages.map(({ id, severity, message, why, catalogue }) => ({
    id,
    severity,
    message,
    why,
    catalogue,
  }));
  return `${JSON.stringify({ version: 1, rules: listed }, null, 2)}\n`;
}

/** `nanotune rules`: the catalogue. `nanotune rules test`: its examples, or those of packs. */
export async function rules(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [action, ...patterns] = args.positionals;
  if (action === "test") return (await import("./rules-test.ts")).rulesTest(patterns, session);
  if (action !== undefined) throw new UsageError(packWords[language].action(action));
  const format = valueOfOption(args, "format");
  io.out(format === "json" ? asJson() : format === "md" ? asMarkdown(language) : asText(language));
  return exitCode.clean;
}
