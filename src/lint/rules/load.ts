// Rule files, read and checked, as rules.
// Runs when the project is built and for users' own packs, never for built-in rules at run time.
import { createChecker } from "./cel/environment.ts";
import type { Rule, RulePage, RuleTelling } from "./rule.ts";
import type { RuleProblem } from "./rule-fault.ts";
import { pageOf, type RuleFile, readRange } from "./rule-file.ts";
import { type CheckedText, elementsOf, RuleReader, type RuleSurface } from "./rule-reader.ts";

/** A loaded rule; `code` holds its conditions as JavaScript, for the build. */
export interface LoadedRule {
  readonly rule: Rule;
  readonly page: RulePage;
  readonly code: { readonly when?: string | undefined; readonly args: Readonly<Record<string, string>> };
}

export type LoadResult =
  | { readonly ok: true; readonly loaded: LoadedRule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

function ruleOf(file: RuleFile, when: CheckedText, args: Readonly<Record<string, CheckedText>>): Rule {
  const [variable, list] = elementsOf(file);
  const telling: RuleTelling = {
    target: file.target,
    related: file.related ?? {},
    args: Object.fromEntries(
      Object.entries(args).flatMap(([name, arg]) => (arg === undefined ? [] : [[name, arg.evaluate]])),
    ),
    replay: file.replay,
    covers: file.covers ?? [],
    fix: file.fix && { set: {}, remove: [], ...file.fix },
    evidence: file.evidence ?? [],
  };
  return {
    id: file.id,
    severity: file.severity,
    presets: file.presets ?? ["recommended"],
    versions: readRange(file.nanomq),
    list,
    variable,
    when: when?.evaluate,
    reads: list === undefined ? when?.reads : undefined,
    codes: file.fate ?? file.codes,
    at: file.at,
    params: file.params ?? {},
    requires: file.requires ?? [],
    replaces: file.replaces ?? [],
    tells: () => telling,
  };
}

/** Loads one rule file; `name` is what problems call it. */
export function loadRule(name: string, text: string, surface: RuleSurface): LoadResult {
  const reader = new RuleReader(name, text, surface);
  const file = reader.parse();
  return file === undefined ? { ok: false, problems: reader.problems } : checkRule(reader, file);
}

/** Checks a rule that is no file of its own: a row of `text`, a table, which problems call `name`. */
export function loadRow(name: string, text: string, file: RuleFile, surface: RuleSurface): LoadResult {
  return checkRule(new RuleReader(name, text, surface), file);
}

function checkRule(reader: RuleReader, file: RuleFile): LoadResult {
  const scope = reader.scopeOf(file);
  reader.checkShape(file);
  reader.checkWords(file);
  reader.checkRequires(file, scope);
  if (file.target !== undefined) reader.checkPath("target", file.target, file);
  for (const path of Object.values(file.related ?? {})) reader.checkPath("related", path, file);
  for (const path of Object.keys(file.fix?.set ?? {})) reader.checkPath("set", path, file);
  for (const path of file.covers ?? []) reader.checkPath("covers", path, file);
  const check = createChecker(scope);
  const when = file.when === undefined ? undefined : reader.condition("when", file.when, check, "bool");
  const args = Object.fromEntries(
    Object.entries(file.args ?? {}).map(([arg, value]) => [arg, reader.condition(arg, value, check)]),
  );
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  const codes = Object.entries(args).flatMap(([arg, made]) => (made === undefined ? [] : [[arg, made.code]]));
  const code = { when: when?.code, args: Object.fromEntries(codes) };
  return { ok: true, loaded: { rule: ruleOf(file, when, args), page: pageOf(file), code } };
}
