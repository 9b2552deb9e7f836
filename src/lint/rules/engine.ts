import { givenAt, giverOf } from "../../start/place.ts";
import type { Source, Span } from "../../text/source.ts";
import type { Finding, FindingArgs, RelatedSpan, Severity } from "../finding/finding.ts";
import { mergeFindings } from "../finding/merge.ts";
import { compareFindings } from "../finding/order.ts";
import { proposalOf } from "../fix/plan.ts";
import { suppress } from "../suppress.ts";
import { withWhatComes } from "./brings.ts";
import { has } from "./cel/runtime.ts";
import type { Scope } from "./cel/value.ts";
import { createContext, type RunContext, type RunInput } from "./context.ts";
import type { Element, Looked } from "./element.ts";
import { locate, madeAt } from "./locate.ts";
import type { Rule } from "./rule.ts";
import type { RuleSettings } from "./rule-settings.ts";
import { type Chosen, type Course, type NeededFact, type Rulebook, rulebook } from "./rulebook.ts";

export interface RuleRun {
  readonly findings: readonly Finding[];
  readonly needFacts: readonly NeededFact[];
  /**
   * Of those the facts that may change a finding, `known` ones left out: no other part of a rule's condition speaks
   * against it. Worked out by who asks.
   */
  readonly worthTelling: (known: ReadonlySet<string>) => readonly NeededFact[];
  /** Findings the file asks not to hear of (`# nanotune-ignore`). */
  readonly suppressed: readonly Finding[];
  /** Rules that looked at the conf: on, for this version, with the facts they need. */
  readonly ran: ReadonlySet<string>;
}

export interface EngineInput extends RunInput {
  readonly rules: readonly Rule[];
  /** Names of every rule there is, those that do not run included; by default those of `rules`. */
  readonly known?: readonly string[] | undefined;
  readonly ruleSettings?: RuleSettings | undefined;
  /** False lets `# nanotune-ignore` have no effect. */
  readonly suppressions?: boolean | undefined;
  /** Day that decides which suppressions have expired, as 2026-08-01; without it none has. */
  readonly today?: string | undefined;
}

const wholeFile: readonly Element[] = [{ value: {} }];
const unchanged: RuleSettings = new Map();

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

/** The target of rules about variables themselves. */
const VARIABLES = "(environment)";

/** Rules about variables name them: where the first of those stands that stands in a file. */
function namedVariableAt({ names }: FindingArgs, { places }: RunContext["settings"]): Span | undefined {
  if (typeof names !== "string") return undefined;
  return names
    .split(", ")
    .map((name) => places.get(name))
    .find((span) => span !== undefined);
}

function madeTarget(setting: string, args: FindingArgs, { tree, settings }: RunContext): Span | undefined {
  if (setting === VARIABLES) return namedVariableAt(args, settings);
  return givenAt(settings, setting) ?? madeAt(tree, settings, setting);
}

function targetOf(
  rule: Rule,
  element: Element,
  args: FindingArgs,
  context: RunContext,
): Pick<Finding, "span" | "key" | "by"> {
  const { settings, start } = context;
  const { target } = rule.tells();
  const setting = target === undefined ? element.key : pathFor(rule, element, target);
  if (setting === undefined) return { span: element.span ?? start };
  const by = giverOf(settings.origins.get(setting));
  const made = target === undefined ? undefined : madeTarget(setting, args, context);
  return {
    span: made ?? element.span ?? start,
    key: setting,
    ...(by !== undefined && { by }),
  };
}

function argsOf(rule: Rule, element: Element, scope: Scope): FindingArgs {
  const args: Record<string, string | number | boolean> = { ...element.args };
  for (const [name, condition] of Object.entries(rule.tells().args)) {
    const value = condition(scope);
    if (typeof value === "number") args[name] = Number(value.toPrecision(7));
    else if (typeof value === "string" || typeof value === "boolean") args[name] = value;
  }
  return args;
}

function relatedOf(rule: Rule, element: Element, context: RunContext): readonly RelatedSpan[] {
  const named = Object.entries(rule.tells().related).flatMap(([label, path]) => {
    const at = pathFor(rule, element, path);
    const given = givenAt(context.settings, at);
    const found = locate(context.tree, at);
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
  const { covers, fix, evidence, replay } = rule.tells();
  const args = argsOf(rule, element, scope);
  const at = (path: string) => pathFor(rule, element, path);
  const target = targetOf(rule, element, args, context);
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
    ...(covers.length > 0 && { covers: covers.map(at) }),
    related: relatedOf(rule, element, context).filter(isElsewhere),
    proposals: fix ? [proposalOf(fix, args, context.tree, at)] : (element.proposals ?? []),
    evidence,
    ...(replay === undefined ? {} : looked.proof?.(replay)),
  };
}

function holdsFor(rule: Rule, { pattern, key }: Element, { value }: Looked, scope: Scope): boolean {
  const code = value["code"];
  if (rule.codes !== undefined && (typeof code !== "string" || !rule.codes.includes(code))) return false;
  if (rule.at?.includes(pattern ?? key ?? "") === false) return false;
  return rule.when === undefined || rule.when(scope) === true;
}

function runRule(
  { rule, severity, params }: Chosen,
  elements: readonly Element[],
  context: RunContext,
): readonly Finding[] {
  const { scope } = context;
  const found: Finding[] = [];
  scope["params"] = params;
  for (const element of elements) {
    const looked = element.lookedAt?.(params) ?? element;
    if (rule.variable !== undefined) scope[rule.variable] = looked.value;
    if (holdsFor(rule, element, looked, scope))
      found.push(findingOf(rule, severity, element, looked, context));
  }
  return found;
}

/** True where a rule looks at the conf, and its condition is not known to fail whatever the missing facts are. */
function mayHold(chosen: Chosen, missing: ReadonlySet<string>, context: RunContext): boolean {
  const { rule, params } = chosen;
  const { scope } = context;
  const { list, variable, when } = rule;
  if (list !== undefined && missing.has(list)) return true;
  if (list === undefined && rule.reads?.length === 0) return false;
  scope["params"] = params;
  return elementsFor(rule, context).some((element) => {
    if (variable !== undefined) scope[variable] = (element.lookedAt?.(params) ?? element).value;
    return when === undefined || when(scope) !== false;
  });
}

/** Facts that nobody gave, each with the rules that they may let report. */
function worthTelling(
  needFacts: readonly NeededFact[],
  known: ReadonlySet<string>,
  byId: ReadonlyMap<string, readonly Chosen[]>,
  context: RunContext,
): readonly NeededFact[] {
  const missing = new Set(needFacts.map(({ fact }) => fact));
  const asked = needFacts.filter(({ fact }) => !known.has(fact));
  const ids = new Set(asked.flatMap(({ rules }) => rules));
  const open = new Set(
    [...ids].filter((id) => byId.get(id)?.some((chosen) => mayHold(chosen, missing, context)) === true),
  );
  return asked
    .map(({ fact, rules }) => ({ fact, rules: rules.filter((id) => open.has(id)) }))
    .filter(({ rules }) => rules.length > 0);
}

/** The rules about a conf as a whole; those that are quiet where none of their sections is touched need not be asked. */
function askWhole(rules: readonly Chosen[], quiet: Set<Rule>, context: RunContext): readonly Finding[] {
  const { touched } = context;
  return rules.flatMap((chosen) => {
    const { rule } = chosen;
    const isOut = rule.reads?.some((section) => touched.has(section)) === false;
    if (isOut && quiet.has(rule)) return [];
    const found = runRule(chosen, wholeFile, context);
    if (isOut && found.length === 0) quiet.add(rule);
    return found;
  });
}

function elementsFor({ list }: Rule, { lists }: RunContext): readonly Element[] {
  return list === undefined ? wholeFile : (lists.get(list) ?? []);
}

/** Elements by their codes: of hundreds of notes a rule is about few. */
function byCode(elements: readonly Element[]): ReadonlyMap<string, readonly Element[]> {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    const code = element.value["code"];
    if (typeof code !== "string") continue;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [element]);
    else group.push(element);
  }
  return groups;
}

function ask({ whole, byList }: Course, quiet: Set<Rule>, context: RunContext): readonly Finding[] {
  const ofLists = [...byList].flatMap(([list, rules]) => {
    const elements = context.lists.get(list) ?? [];
    if (elements.length === 0) return [];
    const groups = byCode(elements);
    return rules.flatMap((chosen) => {
      const [code, ...others] = chosen.rule.codes ?? [];
      const isOfOne = code !== undefined && others.length === 0;
      return runRule(chosen, isOfOne ? (groups.get(code) ?? []) : elements, context);
    });
  });
  return [...askWhole(whole, quiet, context), ...ofLists];
}

function bookOf({ rules, ruleSettings = unchanged, settings }: EngineInput): Rulebook {
  return rulebook(rules, ruleSettings, settings.version);
}

/** What the files suppress, and what the rules about suppressions say. */
function suppressedRun(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  ran: ReadonlySet<string>,
  input: EngineInput,
  context: () => RunContext,
): Pick<RuleRun, "findings" | "suppressed"> {
  if (input.suppressions === false) return { findings, suppressed: [] };
  const known = input.known ?? input.rules.map(({ id }) => id);
  const { kept, suppressed, idle } = suppress(findings, sources, { today: input.today, known, ran });
  if (idle.length === 0) return { findings: kept, suppressed };
  const about = bookOf(input).aboutSuppressions.flatMap((chosen) => runRule(chosen, idle, context()));
  return { findings: [...kept, ...about].toSorted(compareFindings), suppressed };
}

/** The same over findings of several runs, such as those about one deployment file; `ran` are the rules of them all. */
export function suppressAcross(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  ran: ReadonlySet<string>,
  input: EngineInput,
): Pick<RuleRun, "findings" | "suppressed"> {
  return suppressedRun(findings, sources, ran, input, () => createContext(input, bookOf(input).limits));
}

/** Runs rules over one conf: sorted findings, and the facts that would let more rules run. */
export function runRules(input: EngineInput): RuleRun {
  const book = bookOf(input);
  const context = createContext(input, book.limits);
  const course = book.course((fact) => isKnown(fact, context), input.hostFiles !== undefined);
  const found = ask(course, book.quiet(input.facts), context);
  const merged = mergeFindings(found.toSorted(compareFindings), book.replacedBy);
  const { ran, needFacts } = course;
  const reports = (rule: Rule) =>
    rule.requires.every((fact) => isKnown(fact, context)) &&
    book.chosen(rule).some((chosen) => runRule(chosen, elementsFor(rule, context), context).length > 0);
  const told = withWhatComes(merged, { version: input.settings.version, rules: input.rules, reports });
  const shown = suppressedRun(told, input.sources, ran, input, () => context);
  return {
    ...shown,
    ran,
    needFacts,
    worthTelling: (known) => worthTelling(needFacts, known, book.byId(), context),
  };
}
