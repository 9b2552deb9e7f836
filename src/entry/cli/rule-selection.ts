// `--select` and `--ignore`: which rules a run asks, whatever nanotune.toml says.
import type { RuleOverride } from "../../facts/facts.ts";
import { builtInRules } from "../../generated/rules.ts";
import { onceFor } from "../../lint/once.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import { cliWords } from "../../report/cli/words.ts";
import { nearestName } from "../../text/nearest-name.ts";
import type { Project } from "../open/project.ts";
import { type Arguments, valuesOfOption } from "./arguments.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

type Known = ReadonlyMap<string, Rule>;

function areaOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

/** The rules that a word means: one by its id, all of an area by the name of that, with or without `/*`. */
function meantBy(word: string, known: Known, { language }: Session): readonly string[] {
  const ids = [...known.keys()];
  const area = word.replace(/\/\*?$/, "");
  const meant = known.has(word) ? [word] : ids.filter((id) => areaOf(id) === area);
  if (meant.length > 0) return meant;
  const words = cliWords[language];
  const nearest = nearestName(word, [...ids, ...new Set(ids.map(areaOf))]);
  const hint = nearest === undefined ? "" : ` ${words.didYouMean(nearest)}`;
  throw new UsageError(`${words.unknownRule(word)}${hint}`);
}

function meantIn(args: Arguments, option: string, known: Known, session: Session): ReadonlySet<string> {
  const words = valuesOfOption(args, option)
    .flatMap((value) => value.split(","))
    .map((word) => word.trim());
  return new Set(words.filter((word) => word !== "").flatMap((word) => meantBy(word, known, session)));
}

function overrideOf(
  rule: Rule,
  given: RuleOverride | undefined,
  isOn: boolean | undefined,
): RuleOverride | undefined {
  if (isOn === undefined) return given;
  const params = given?.params ?? {};
  const severity = given?.severity === "off" ? undefined : given?.severity;
  return { severity: isOn ? (severity ?? rule.severity) : "off", params };
}

const selections = onceFor((_args: Arguments) => new Map<Project, Project>());

/**
 * A project with the rules that the line asks for: those selected are on, whatever preset they are of, the others off, and so
 * are those ignored. @throws UsageError for a word that means no rule
 */
export function selectedRules(
  project: Project,
  packs: readonly { readonly rule: Rule }[],
  args: Arguments,
  session: Session,
): Project {
  if (!args.options.has("select") && !args.options.has("ignore")) return project;
  const made = selections(args);
  const selected = made.get(project) ?? withSelection(project, packs, args, session);
  made.set(project, selected);
  return selected;
}

function withSelection(
  project: Project,
  packs: readonly { readonly rule: Rule }[],
  args: Arguments,
  session: Session,
): Project {
  const known: Known = new Map(
    [...builtInRules, ...packs.map(({ rule }) => rule)].map((rule) => [rule.id, rule]),
  );
  const selected = meantIn(args, "select", known, session);
  const ignored = meantIn(args, "ignore", known, session);
  const isOn = (id: string) => (ignored.has(id) ? false : selected.size === 0 ? undefined : selected.has(id));
  const given = project.facts.rules;
  const rules = [...known].flatMap(([id, rule]) => {
    const override = overrideOf(rule, given.get(id), isOn(id));
    return override === undefined ? [] : [[id, override] as const];
  });
  return { ...project, facts: { ...project.facts, rules: new Map(rules) } };
}
