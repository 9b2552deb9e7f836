// Users' own rules: found, loaded and held to their examples. Loaded only where nanotune.toml names packs.
import { dirname, isAbsolute, join } from "node:path/posix";
import { checkPackRules, isHostCheck } from "../../facts/check-facts.ts";
import type { Facts } from "../../facts/facts.ts";
import { placeInToml } from "../../facts/toml-place.ts";
import { ruleParams } from "../../generated/rule-params.ts";
import { builtInRules } from "../../generated/rules.ts";
import { keptSettings, surfaceKeys } from "../../generated/surface.ts";
import { onceFor } from "../../lint/once.ts";
import { CostError } from "../../lint/rules/cel/evaluate.ts";
import type { Condition } from "../../lint/rules/cel/runtime.ts";
import { confType } from "../../lint/rules/conf-type.ts";
import { loadRule } from "../../lint/rules/load.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import { reportedLines, runExample } from "../../lint/run-example.ts";
import { factsProblemText } from "../../report/conf/facts-problems.ts";
import { packWords } from "../../report/rule/packs.ts";
import { ruleProblemText } from "../../report/rule/rule-faults.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { readNamedFile } from "./conf-files.ts";
import { glob } from "./glob.ts";
import type { PackRule } from "./pack-rule.ts";

const surface = { conf: confType(surfaceKeys, keptSettings) };

/** A sentence with the place in a pack's file that it is about. */
function placed(file: string, text: string, path: readonly string[], sentence: string): string {
  const { line, column } = placeInToml(text, path);
  return `${file}:${line}:${column}: ${sentence}`;
}

/** The rule, with every condition telling where it stands when it costs too much. */
function guarded(rule: Rule, file: string, text: string, { language }: Session): Rule {
  const guard = (condition: Condition, path: readonly string[]): Condition => {
    return (scope) => {
      try {
        return condition(scope);
      } catch (error) {
        if (!(error instanceof CostError)) throw error;
        throw new UsageError(placed(file, text, path, packWords[language].expensive));
      }
    };
  };
  const { args, ...told } = rule.tells();
  const guardedArgs = Object.entries(args).map(
    ([name, condition]) => [name, guard(condition, ["args", name])] as const,
  );
  const when = rule.when && guard(rule.when, ["when"]);
  return { ...rule, when, tells: () => ({ ...told, args: Object.fromEntries(guardedArgs) }) };
}

/** What only running the examples tells; `rules test` says the rest. */
function exampleProblem({ rule, page }: PackRule, session: Session): string | undefined {
  const words = packWords[session.language];
  if (page.examples.length === 0) return words.noExample;
  const reports = page.examples.some((example) => {
    const result = runExample(example, rule, [rule]);
    return result.kind === "ran" && reportedLines(result, rule).length > 0;
  });
  return reports ? undefined : words.neverMatches;
}

/** @throws UsageError naming every problem of the file */
function loadFile(file: string, taken: ReadonlyMap<string, string>, session: Session): PackRule {
  const text = new TextDecoder().decode(readNamedFile(session, file));
  const result = loadRule(file, text, surface);
  if (!result.ok) {
    const lines = result.problems.map((problem) => ruleProblemText(problem, session.language));
    throw new UsageError(lines.join("\n"));
  }
  const { rule, page } = result.loaded;
  const words = packWords[session.language];
  const complain = (path: readonly string[], sentence: string): never => {
    throw new UsageError(placed(file, text, path, sentence));
  };
  const other = ruleParams().has(rule.id) ? words.builtIn : taken.get(rule.id);
  if (other !== undefined) complain(["id"], words.collision(rule.id, other));
  const loaded = { file, rule: guarded(rule, file, text, session), page };
  const problem = exampleProblem(loaded, session);
  if (problem !== undefined) complain(["example", "0"], problem);
  return loaded;
}

/** Rules that say more than one that there is not. */
function replacesNothing(
  loaded: readonly PackRule[],
  taken: ReadonlyMap<string, string>,
  session: Session,
): readonly string[] {
  return loaded.flatMap(({ file, rule }) =>
    rule.replaces
      .filter((id) => !ruleParams().has(id) && !taken.has(id))
      .map((name) => {
        const { line, column } = placeInToml(new TextDecoder().decode(readNamedFile(session, file)), [
          "replaces",
        ]);
        const fault = { kind: "no-such", what: "rule", key: "replaces", name } as const;
        return ruleProblemText({ file, line, column, fault }, session.language);
      }),
  );
}

/** The rules of these patterns, relative to `folder`. @throws UsageError naming every problem of every file */
export function loadPacks(
  patterns: readonly string[],
  folder: string,
  session: Session,
): readonly PackRule[] {
  const files = new Set<string>();
  const [problems, loaded]: [string[], PackRule[]] = [[], []];
  for (const pattern of patterns) {
    const found = glob(session.io, isAbsolute(pattern) ? pattern : join(folder, pattern));
    if (found.length === 0) problems.push(packWords[session.language].noFile(pattern));
    for (const file of found) files.add(file);
  }
  const taken = new Map<string, string>();
  for (const file of files) {
    try {
      const pack = loadFile(file, taken, session);
      taken.set(pack.rule.id, file);
      loaded.push(pack);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      problems.push(error.message);
    }
  }
  problems.push(...replacesNothing(loaded, taken, session));
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return loaded;
}

/** The packs that a nanotune.toml names. @throws UsageError also where its `[rules]` do not fit them */
export function projectPacks(factsFile: string, facts: Facts, session: Session): readonly PackRule[] {
  const packs = loadPacks(facts.packs, dirname(factsFile), session);
  const params = new Map(packs.map(({ rule }) => [rule.id, rule.params]));
  const text = new TextDecoder().decode(readNamedFile(session, factsFile));
  const ofRules = new Map([...facts.rules].filter(([id]) => !isHostCheck(id)));
  const problems = checkPackRules(text, ofRules, params).map((problem) => {
    return `${factsFile}:${problem.line}:${problem.column}: ${factsProblemText(problem, session.language)}`;
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return packs;
}

/** What a lint with these packs runs. */
export const withBuiltIn: (packs: readonly PackRule[]) => readonly Rule[] = onceFor(
  (packs: readonly PackRule[]) => [...builtInRules, ...packs.map(({ rule }) => rule)],
);
