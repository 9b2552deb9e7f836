import { writtenAs } from "../../start/keys.ts";
import { givenAt, giverOf } from "../../start/place.ts";
import type { Source } from "../../text/source.ts";
import type { Finding, FindingArgs, RelatedSpan, Severity } from "../finding/finding.ts";
import { mergeFindings } from "../finding/merge.ts";
import { compareFindings } from "../finding/order.ts";
import { proposalOf } from "../fix/plan.ts";
import { suppress } from "../suppress.ts";
import { appliesTo } from "./applies.ts";
import { withWhatComes } from "./brings.ts";
import { type Condition, has, noAnswer } from "./cel/runtime.ts";
import type { Scope, Value } from "./cel/value.ts";
import { createContext, type Element, type Looked, type RunContext, type RunInput } from "./context.ts";
import { limitsOfRules } from "./limits-of-rules.ts";
import { locate, madeAt } from "./locate.ts";
import type { Rule } from "./rule.ts";

/** What a user changed about a rule. */
export interface RuleSetting {
  readonly severity?: Severity | "off" | undefined;
  readonly params?: Scope | undefined;
}

/** A fact that would let more rules run, and those rules. */
export interface NeededFact {
  readonly fact: string;
  readonly rules: readonly string[];
}

export interface RuleRun {
  readonly findings: readonly Finding[];
  readonly needFacts: readonly NeededFact[];
  /** Findings the file asks not to hear of (`# nanotune-ignore`). */
  readonly suppressed: readonly Finding[];
  /** Rules that looked at the conf: on, for this version, with the facts they need. */
  readonly ran: ReadonlySet<string>;
}

export interface EngineInput extends RunInput {
  readonly rules: readonly Rule[];
  /** Names of every rule there is, those that do not run included; by default those of `rules`. */
  readonly known?: readonly string[] | undefined;
  readonly ruleSettings?: ReadonlyMap<string, RuleSetting> | undefined;
  /** False lets `# nanotune-ignore` have no effect. */
  readonly suppressions?: boolean | undefined;
  /** Day that decides which suppressions have expired, as 2026-08-01; without it none has. */
  readonly today?: string | undefined;
}

const wholeFile: readonly Element[] = [{ value: {} }];

/** The answer of a condition; undefined where it has none. */
function ask(condition: Condition, scope: Scope): Value | undefined {
  try {
    return condition(scope);
  } catch (error) {
    if (error === noAnswer) return undefined;
    throw error;
  }
}

function isKnown(fact: string, context: RunContext): boolean {
  const list = context.lists.get(fact);
  return list === undefined ? has(context.scope, fact.split(".")) : list.length > 0;
}

/** `client.keepalive` below the element a rule looks at; any other path is a setting of the conf. */
function pathFor(rule: Rule, element: Element, path: string): string {
  const [first, ...rest] = path.split(".");
  if (first !== rule.variable || element.key === undefined) return path;
  return [element.key, ...rest].join(".");
}

function targetOf(
  rule: Rule,
  element: Element,
  context: RunContext,
): Pick<Finding, "span" | "key" | "by" | "as"> {
  const { tree, settings, start } = context;
  const setting = rule.target === undefined ? element.key : pathFor(rule, element, rule.target);
  if (setting === undefined) return { span: element.span ?? start };
  const by = giverOf(settings.origins.get(setting));
  const key = writtenAs(setting, settings.version);
  const made =
    rule.target === undefined ? undefined : (givenAt(settings, setting) ?? madeAt(tree, settings, key));
  return {
    span: made ?? element.span ?? start,
    key,
    ...(by !== undefined && { by }),
    ...(key !== setting && { as: key }),
  };
}

function argsOf(rule: Rule, element: Element, scope: Scope): FindingArgs {
  const args: Record<string, string | number | boolean> = { ...element.args };
  for (const [name, condition] of Object.entries(rule.args)) {
    const value = ask(condition, scope);
    if (typeof value === "number") args[name] = Number(value.toPrecision(7));
    else if (typeof value === "string" || typeof value === "boolean") args[name] = value;
  }
  return args;
}

function relatedOf(rule: Rule, element: Element, context: RunContext): readonly RelatedSpan[] {
  const named = Object.entries(rule.related).flatMap(([label, path]) => {
    const at = pathFor(rule, element, path);
    const given = givenAt(context.settings, at);
    const found = locate(context.tree, writtenAs(at, context.settings.version));
    const span = given ?? (found?.exact === true ? found.span : undefined);
    return span === undefined ? [] : [{ span, label }];
  });
  return [...(element.related ?? []), ...named];
}

function findingOf(
  rule: Rule,
  severity: Severity,
  element: Element,
  looked: Looked,
  context: RunContext,
): Finding {
  const { scope } = context;
  const args = argsOf(rule, element, scope);
  const at = (path: string) => writtenAs(pathFor(rule, element, path), context.settings.version);
  const target = targetOf(rule, element, context);
  const { span } = target;
  // One variable may make two settings.
  const isElsewhere = ({ span: other }: RelatedSpan) =>
    other.file !== span.file || other.start !== span.start;
  return {
    rule: rule.id,
    severity,
    args,
    ...target,
    ...(element.givesWay && { givesWay: element.givesWay }),
    related: relatedOf(rule, element, context).filter(isElsewhere),
    proposals: rule.fix ? [proposalOf(rule.fix, args, context.tree, at)] : (element.proposals ?? []),
    evidence: rule.evidence,
    ...(rule.replay === undefined ? {} : looked.proof?.(rule.replay)),
  };
}

function holdsFor(rule: Rule, { pattern, key }: Element, { value }: Looked, scope: Scope): boolean {
  const code = value["code"];
  if (rule.codes !== undefined && (typeof code !== "string" || !rule.codes.includes(code))) return false;
  if (rule.at?.includes(pattern ?? key ?? "") === false) return false;
  return rule.when === undefined || ask(rule.when, scope) === true;
}

function runRule(rule: Rule, setting: RuleSetting, context: RunContext): readonly Finding[] {
  const severity = setting.severity ?? rule.severity;
  if (severity === "off") return [];
  const elements = rule.list === undefined ? wholeFile : (context.lists.get(rule.list) ?? []);
  if (elements.length === 0) return [];
  const { scope } = context;
  const params = setting.params === undefined ? rule.params : { ...rule.params, ...setting.params };
  scope["params"] = params;
  return elements.flatMap((element) => {
    const looked = element.lookedAt?.(params) ?? element;
    if (rule.variable !== undefined) scope[rule.variable] = looked.value;
    return holdsFor(rule, element, looked, scope)
      ? [findingOf(rule, severity, element, looked, context)]
      : [];
  });
}

function settingOf(rule: Rule, input: EngineInput): RuleSetting {
  return input.ruleSettings?.get(rule.id) ?? {};
}

/** What the files suppress, and what the rules about suppressions say. */
function suppressedRun(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  ran: ReadonlySet<string>,
  input: EngineInput,
  context: RunContext,
): Pick<RuleRun, "findings" | "suppressed"> {
  if (input.suppressions === false) return { findings, suppressed: [] };
  const known = input.known ?? input.rules.map(({ id }) => id);
  const { kept, suppressed, idle } = suppress(findings, sources, { today: input.today, known, ran });
  if (idle.length === 0) return { findings: kept, suppressed };
  const lists = new Map([["suppressions", idle]]);
  const about = input.rules
    .filter(({ list }) => list === "suppressions")
    .flatMap((rule) => runRule(rule, settingOf(rule, input), { ...context, lists }));
  return { findings: [...kept, ...about].toSorted(compareFindings), suppressed };
}

/** The same over findings of several runs, such as those about one deployment file; `ran` are the rules of them all. */
export function suppressAcross(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  ran: ReadonlySet<string>,
  input: EngineInput,
): Pick<RuleRun, "findings" | "suppressed"> {
  return suppressedRun(
    findings,
    sources,
    ran,
    input,
    createContext(input, () => limitsOfRules(input.rules, input.ruleSettings)),
  );
}

/** Files of the host are spoken of only where somebody looked at them. */
function looks({ list }: Rule, { hostFiles }: EngineInput): boolean {
  return list !== "host_files" || hostFiles !== undefined;
}

/** Runs rules over one conf: sorted findings, and the facts that would let more rules run. */
export function runRules(input: EngineInput): RuleRun {
  const context = createContext(input, () => limitsOfRules(input.rules, input.ruleSettings));
  const needed = new Map<string, string[]>();
  const found: Finding[] = [];
  const ran = new Set<string>();
  for (const rule of input.rules) {
    if (!appliesTo(rule.versions, input.settings.version)) continue;
    const missing = rule.requires.filter((fact) => !isKnown(fact, context));
    for (const fact of missing) needed.set(fact, [...(needed.get(fact) ?? []), rule.id]);
    if (missing.length > 0) continue;
    const setting = settingOf(rule, input);
    if (setting.severity !== "off" && looks(rule, input)) ran.add(rule.id);
    found.push(...runRule(rule, setting, context));
  }
  const replacedBy = (id: string) => input.rules.find((rule) => rule.id === id)?.replaces ?? [];
  const merged = mergeFindings(found.toSorted(compareFindings), replacedBy);
  const reports = (rule: Rule) =>
    rule.requires.every((fact) => isKnown(fact, context)) &&
    runRule(rule, settingOf(rule, input), context).length > 0;
  const told = withWhatComes(merged, { version: input.settings.version, rules: input.rules, reports });
  const shown = suppressedRun(told, input.sources, ran, input, context);
  const needFacts = [...needed].map(([fact, rules]) => ({ fact, rules }));
  return { ...shown, ran, needFacts: needFacts.toSorted((a, b) => (a.fact < b.fact ? -1 : 1)) };
}
