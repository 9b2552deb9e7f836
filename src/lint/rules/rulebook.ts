// What a set of rules comes to before any conf is seen. Many confs share it, and a conf is asked only what may concern it.

import type { NanomqVersion } from "../../nanomq/version.ts";
import type { TimerLimits } from "../../timing/timer-limits.ts";
import type { Severity } from "../finding/finding.ts";
import { once, onceFor } from "../once.ts";
import { appliesTo } from "./applies.ts";
import type { Scope } from "./cel/value.ts";
import { limitsOfRules } from "./limits-of-rules.ts";
import type { Rule } from "./rule.ts";
import type { RuleSetting, RuleSettings } from "./rule-settings.ts";

/** A fact that would let more rules run, and those rules. */
export interface NeededFact {
  readonly fact: string;
  readonly rules: readonly string[];
}

/** A rule as a user runs it. */
export interface Chosen {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly params: Scope;
}

/** The rules that run where certain facts are known. */
export interface Course {
  /** Those about a conf as a whole. */
  readonly whole: readonly Chosen[];
  /** Those about the elements of a list, by its name. */
  readonly byList: ReadonlyMap<string, readonly Chosen[]>;
  /** Names of all of them. */
  readonly ran: ReadonlySet<string>;
  readonly needFacts: readonly NeededFact[];
}

export interface Rulebook {
  /** What the rules about the timer go by: advice keeps to them. */
  readonly limits: () => TimerLimits;
  /** Names of rules that one says more than. */
  readonly replacedBy: (id: string) => readonly string[];
  readonly aboutSuppressions: readonly Chosen[];
  /** A rule of any release as the user runs it; none where it is off. */
  readonly chosen: (rule: Rule) => readonly Chosen[];
  /** Rules of this release as the user runs them, by name. */
  readonly byId: () => ReadonlyMap<string, readonly Chosen[]>;
  /**
   * @param isKnown tells whether there is a fact
   * @param isHostSeen true where somebody looked at the files of the host: without, they are not spoken of
   */
  readonly course: (isKnown: (fact: string) => boolean, isHostSeen: boolean) => Course;
  /**
   * Rules about a conf as a whole that find nothing in one that has none of the sections they read, by the facts they
   * were asked with. Learned from confs that were asked.
   */
  readonly quiet: (facts: Scope) => Set<Rule>;
}

function chosenOf(rule: Rule, { severity = rule.severity, params }: RuleSetting): readonly Chosen[] {
  if (severity === "off") return [];
  return [{ rule, severity, params: params === undefined ? rule.params : { ...rule.params, ...params } }];
}

function groupedByList(chosen: readonly Chosen[]): ReadonlyMap<string, readonly Chosen[]> {
  const groups = new Map<string, Chosen[]>();
  for (const one of chosen) {
    const { list } = one.rule;
    if (list === undefined) continue;
    const group = groups.get(list);
    if (group === undefined) groups.set(list, [one]);
    else group.push(one);
  }
  return groups;
}

function courseOf(
  applying: readonly Rule[],
  settings: RuleSettings,
  known: ReadonlySet<string>,
  isHostSeen: boolean,
): Course {
  const needed = new Map<string, string[]>();
  const running = applying.filter(({ id, requires }) => {
    const missing = requires.filter((fact) => !known.has(fact));
    for (const fact of missing) needed.set(fact, [...(needed.get(fact) ?? []), id]);
    return missing.length === 0;
  });
  const chosen = running
    .filter(({ list }) => list !== "host_files" || isHostSeen)
    .flatMap((rule) => chosenOf(rule, settings.get(rule.id) ?? {}));
  const needFacts = [...needed].map(([fact, rules]) => ({ fact, rules }));
  return {
    whole: chosen.filter(({ rule }) => rule.list === undefined),
    byList: groupedByList(chosen),
    ran: new Set(chosen.map(({ rule }) => rule.id)),
    needFacts: needFacts.toSorted((a, b) => (a.fact < b.fact ? -1 : 1)),
  };
}

function makeBook(rules: readonly Rule[], settings: RuleSettings, version: NanomqVersion): Rulebook {
  const applying = rules.filter(({ versions }) => appliesTo(versions, version));
  const asked = [...new Set(applying.flatMap(({ requires }) => requires))];
  const courses = new Map<string, Course>();
  const quiet = new Map<string, Set<Rule>>();
  const chosen = (rule: Rule) => chosenOf(rule, settings.get(rule.id) ?? {});
  const replaces = once(() => new Map(rules.map((rule) => [rule.id, rule.replaces])));
  return {
    limits: once(() => limitsOfRules(rules, settings)),
    replacedBy: (id) => replaces().get(id) ?? [],
    aboutSuppressions: rules.filter(({ list }) => list === "suppressions").flatMap(chosen),
    chosen,
    byId: once(() => new Map(applying.map((rule) => [rule.id, chosen(rule)]))),
    course: (isKnown, isHostSeen) => {
      const known = asked.filter(isKnown);
      const name = [isHostSeen, ...known].join(" ");
      const course = courses.get(name) ?? courseOf(applying, settings, new Set(known), isHostSeen);
      courses.set(name, course);
      return course;
    },
    // Containers of one file have facts of their own that say the same.
    quiet: onceFor((facts) => {
      const name = JSON.stringify(facts);
      const set = quiet.get(name) ?? new Set();
      quiet.set(name, set);
      return set;
    }),
  };
}

const books = onceFor((_rules: readonly Rule[]) =>
  onceFor((_settings: RuleSettings) => new Map<string, Rulebook>()),
);

/** The book of these rules, as a user set them, for a release. The same arguments give the same book. */
export function rulebook(rules: readonly Rule[], settings: RuleSettings, version: NanomqVersion): Rulebook {
  const byRelease = books(rules)(settings);
  const book = byRelease.get(version.text) ?? makeBook(rules, settings, version);
  byRelease.set(version.text, book);
  return book;
}
