import { rulePages } from "../../generated/rule-pages.ts";
import { builtInRules } from "../../generated/rules.ts";
import { explainPage } from "../../report/explain.ts";
import { nearestName } from "../../spelling/nearest-name.ts";
import { cliWords } from "../../words/cli.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** `nanotune explain RULE`: the page of one rule. */
export async function explain(args: Arguments, { io, language }: Session): Promise<0> {
  const words = cliWords[language];
  const [id] = args.positionals;
  if (id === undefined) throw new UsageError(words.noRuleNamed);
  const page = rulePages.find((candidate) => candidate.id === id);
  const rule = builtInRules.find((candidate) => candidate.id === id);
  if (page === undefined || rule === undefined) {
    const meant = nearestName(
      id,
      rulePages.map((candidate) => candidate.id),
    );
    throw new UsageError([words.unknownRule(id), ...(meant ? [words.didYouMean(meant)] : [])].join(" "));
  }
  const markdown = valueOfOption(args, "format") === "md";
  io.out(explainPage({ page, rule, language, markdown }));
  return exitCode.clean;
}
