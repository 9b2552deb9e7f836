import { localText } from "../../../lint/language.ts";
import type { Rule, RuleExample } from "../../../lint/rules/rule.ts";
import { type ExampleResult, reportedLines, runExample } from "../../../lint/run-example.ts";
import { type PackWords, packWords } from "../../../report/rule/packs.ts";
import { builtInListed } from "../../open/known-rules.ts";
import type { PackRule } from "../../open/pack-rule.ts";
import { loadPacks, withBuiltIn } from "../../open/packs.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";

/** Why an example fails; undefined where the rule reports what it should. */
function failure(result: ExampleResult, { expect }: RuleExample, rule: Rule, words: PackWords) {
  switch (result.kind) {
    case "bad-facts":
      return words.badFacts;
    case "bad-version":
      return words.badVersion;
    case "no-deployment":
      return words.noDeployment;
    case "ran": {
      const lines = reportedLines(result, rule);
      if (lines.join() === expect.join()) return undefined;
      const list = (of: readonly number[]) => of.join(", ") || words.none;
      return words.reports(list(lines), list(expect));
    }
  }
}

function builtIn(): readonly PackRule[] {
  return builtInListed().map(({ rule, page }) => ({ file: `rules/${page.id}.toml`, rule, page }));
}

/** `nanotune rules test [pack…]`: the examples of packs, or of the built-in rules; exit code 1 where one fails. */
export function rulesTest(patterns: readonly string[], session: Session): ExitCode {
  const { io, language } = session;
  const words = packWords[language];
  const packs = patterns.length === 0 ? [] : loadPacks(patterns, "", session);
  const tested = patterns.length === 0 ? builtIn() : packs;
  const beside = withBuiltIn(packs);
  let [count, failed] = [0, 0];
  for (const { file, rule, page } of tested) {
    for (const [at, example] of page.examples.entries()) {
      count += 1;
      const why = failure(runExample(example, rule, beside), example, rule, words);
      if (why === undefined) continue;
      failed += 1;
      const { name = words.example(at + 1) } = example;
      io.out(`${file}: ${localText(name, language)}: ${why}\n`);
    }
  }
  io.out(`${words.tested(tested.length, count, failed)}\n`);
  return failed === 0 ? exitCode.clean : exitCode.findings;
}
