// Rule files: TOML, checked against schemas/rule.schema.json, conditions checked against what exists.
// Runs when the project is built and for users' own packs, never for built-in rules at run time.
import { Ajv, type ErrorObject } from "ajv";
import { parse } from "toml";
import schema from "../../schemas/rule.schema.json" with { type: "json" };
import { nearestName } from "../spelling/nearest-name.ts";
import { type ConditionChecker, createChecker } from "./cel/environment.ts";
import type { Condition } from "./cel/runtime.ts";
import type { ScopeType } from "./cel/scope-type.ts";
import type { Rule, RulePage } from "./rule.ts";
import { pageOf, type RuleFile, readRange } from "./rule-file.ts";
import { baseScope, listTypes } from "./scope.ts";

type RecordType = { readonly [key: string]: ScopeType };

/** Why a rule file does not load; `line` counts from 1. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A loaded rule; `code` holds its conditions as JavaScript, for the build. */
export interface LoadedRule {
  readonly rule: Rule;
  readonly page: RulePage;
  readonly code: { readonly when?: string | undefined; readonly args: Readonly<Record<string, string>> };
}

export type LoadResult =
  | { readonly ok: true; readonly loaded: LoadedRule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

/** What rule files are checked against. */
export interface RuleSurface {
  /** Type of `conf`. */
  readonly conf: RecordType;
  /** Names that `check =` may have. */
  readonly checks: readonly string[];
}

const validate = new Ajv({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
}).compile<RuleFile>(schema);

function schemaProblem(error: ErrorObject): Pick<RuleProblem, "message" | "hint"> {
  const at = error.instancePath.replaceAll("/", ".").slice(1);
  const place = at === "" ? "" : `${at}: `;
  const unknown: unknown = error.params["additionalProperty"];
  if (typeof unknown !== "string") return { message: `${place}${error.message ?? "not valid"}` };
  const meant = nearestName(unknown, Object.keys(schema.properties));
  return { message: `${place}unknown key ${unknown}`, hint: meant && `did you mean ${meant}?` };
}

function placeholdersOf(words: string): ReadonlySet<string> {
  return new Set([...words.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ""));
}

/** Collects what is wrong with one rule file. */
class RuleReader {
  readonly problems: RuleProblem[] = [];
  private readonly name: string;
  private readonly text: string;
  private readonly surface: RuleSurface;
  constructor(name: string, text: string, surface: RuleSurface) {
    this.name = name;
    this.text = text;
    this.surface = surface;
  }

  report(offset: number, message: string, hint?: string): void {
    const line = this.text.slice(0, Math.max(0, offset)).split("\n").length;
    this.problems.push({ file: this.name, line, message, hint });
  }

  /** Byte of the line that defines `key`; 0 where it is not found. */
  private keyOffset(key: string): number {
    const found = new RegExp(`^\\s*"?${key.replaceAll(".", "\\.")}"?\\s*=`, "m").exec(this.text);
    return found?.index ?? 0;
  }

  parse(): RuleFile | undefined {
    let data: unknown;
    try {
      data = parse(this.text);
    } catch (error) {
      const line =
        error instanceof Error && "line" in error && typeof error.line === "number" ? error.line : 1;
      const message = error instanceof Error ? error.message : String(error);
      this.problems.push({ file: this.name, line, message: `not TOML: ${message}` });
      return undefined;
    }
    if (validate(data)) return data;
    for (const error of validate.errors ?? []) {
      const { message, hint } = schemaProblem(error);
      this.report(this.keyOffset(error.instancePath.split("/")[1] ?? ""), message, hint);
    }
    return undefined;
  }

  /** Type of the elements a rule goes through; undefined without `for`, or where the list is unknown. */
  private elementType(list: string | undefined): ScopeType | undefined {
    if (list === undefined) return undefined;
    const type = listTypes[list];
    if (type === undefined) {
      const meant = nearestName(list, Object.keys(listTypes));
      this.report(this.keyOffset("for"), `no such list: ${list}`, meant && `did you mean ${meant}?`);
    }
    return type;
  }

  scopeOf(file: RuleFile): RecordType {
    const [variable, list] = file.for?.split(" in ") ?? [];
    const type = this.elementType(list);
    const params = Object.entries(file.params ?? {}).map(([name, value]) => [name, typeName(value)] as const);
    return {
      ...baseScope(this.surface.conf),
      params: Object.fromEntries(params),
      ...(variable !== undefined && type !== undefined ? { [variable]: type } : {}),
    };
  }

  condition(key: string, text: string, check: ConditionChecker, type?: string): CheckedText {
    const checked = check(text);
    const written = this.text.indexOf(text);
    if (!checked.ok) {
      const { message, offset, unknown } = checked.problem;
      const meant = unknown && nearestName(unknown.name, unknown.candidates);
      const at = written === -1 ? this.keyOffset(key) : written + offset;
      this.report(at, `${key}: ${message}`, meant && `did you mean ${meant}?`);
      return undefined;
    }
    if (type !== undefined && checked.type !== type && checked.type !== "dyn") {
      this.report(this.keyOffset(key), `${key}: is ${checked.type}, must be ${type}`);
    }
    return checked;
  }

  /** Settings a file names must exist, unless they are below the element of `for`, asked for as `raw`, or no setting: `(file)`. */
  checkPath(key: string, path: string, { for: list, when }: RuleFile): void {
    const steps = path.split(".");
    if (path.startsWith("(") || steps[0] === list?.split(" ")[0] || when?.includes(`raw.${path}`)) return;
    let at: ScopeType | undefined = this.surface.conf;
    for (const step of steps) {
      if (typeof at === "string") return;
      const next: ScopeType | undefined = at[step];
      if (next === undefined) {
        const meant = nearestName(step, Object.keys(at));
        this.report(
          this.keyOffset(key),
          `${key}: no such setting: ${path}`,
          meant && `did you mean ${meant}?`,
        );
        return;
      }
      at = next;
    }
  }

  checkRequires(file: RuleFile, scope: RecordType): void {
    for (const fact of file.requires ?? []) {
      let at: ScopeType | undefined = scope;
      for (const step of fact.split(".")) at = typeof at === "object" ? at[step] : undefined;
      if (at === undefined) this.report(this.keyOffset("requires"), `requires: no such fact: ${fact}`);
    }
  }

  checkWords(file: RuleFile): void {
    const [english, chinese] = [placeholdersOf(file.message.en), placeholdersOf(file.message.zh)];
    for (const name of [...english, ...chinese]) {
      if (english.has(name) && chinese.has(name)) continue;
      this.report(this.keyOffset("en"), `message: {${name}} stands in only one of the languages`);
    }
    const given =
      file.check !== undefined || /(problems|misfits|suppressions|host_files)$/.test(file.for ?? "");
    for (const name of english) {
      if (!given && !Object.hasOwn(file.args ?? {}, name)) {
        this.report(this.keyOffset("en"), `message: {${name}} is not in [args]`);
      }
    }
  }

  checkShape(file: RuleFile): void {
    if (file.check !== undefined && !this.surface.checks.includes(file.check)) {
      const meant = nearestName(file.check, this.surface.checks);
      this.report(this.keyOffset("check"), `no such check: ${file.check}`, meant && `did you mean ${meant}?`);
    }
    if (file.check !== undefined && (file.when !== undefined || file.for !== undefined)) {
      this.report(this.keyOffset("check"), "a rule has `check` or `when` and `for`, not both");
    }
    if (file.check === undefined && file.when === undefined && file.codes === undefined) {
      this.report(0, "a rule needs `when`, `codes` or `check`");
    }
    if (file.example === undefined) return;
    if (!file.example.some(({ expect }) => expect.length > 0)) this.report(0, "no example that reports");
    if (!file.example.some(({ expect }) => expect.length === 0)) this.report(0, "no example that is clean");
  }
}

type CheckedText = { readonly code: string; readonly interpret: Condition } | undefined;

function typeName(value: number | string | boolean): ScopeType {
  return typeof value === "number" ? "double" : typeof value === "string" ? "string" : "bool";
}

function ruleOf(file: RuleFile, when: CheckedText, args: Readonly<Record<string, CheckedText>>): Rule {
  const [variable, list] = file.for?.split(" in ") ?? [];
  return {
    id: file.id,
    severity: file.severity,
    presets: file.presets ?? ["recommended"],
    versions: readRange(file.nanomq),
    list: file.check ?? list,
    variable,
    when: when?.interpret,
    codes: file.codes,
    target: file.target,
    related: file.related ?? {},
    params: file.params ?? {},
    args: Object.fromEntries(
      Object.entries(args).flatMap(([name, arg]) => (arg === undefined ? [] : [[name, arg.interpret]])),
    ),
    requires: file.requires ?? [],
    replay: file.replay === "detection",
    replaces: file.replaces ?? [],
    fix: file.fix && { set: {}, remove: [], ...file.fix },
    evidence: file.evidence ?? [],
  };
}

/** Loads one rule file; `name` is what problems call it. */
export function loadRule(name: string, text: string, surface: RuleSurface): LoadResult {
  const reader = new RuleReader(name, text, surface);
  const file = reader.parse();
  if (file === undefined) return { ok: false, problems: reader.problems };
  const scope = reader.scopeOf(file);
  reader.checkShape(file);
  reader.checkWords(file);
  reader.checkRequires(file, scope);
  if (file.target !== undefined) reader.checkPath("target", file.target, file);
  for (const path of Object.values(file.related ?? {})) reader.checkPath("related", path, file);
  for (const path of Object.keys(file.fix?.set ?? {})) reader.checkPath("set", path, file);
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
