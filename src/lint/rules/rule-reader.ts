// One rule file, or row of a table, with all that is wrong with it: its form against schemas/rule.schema.json, its words, and
// what it names against what exists.
import { Ajv, type ErrorObject } from "ajv";
import { parse } from "toml";
import schema from "../../../schemas/rule.schema.json" with { type: "json" };
import { tomlProblem } from "../../facts/toml-problem.ts";
import { releases } from "../../nanomq/releases.ts";
import { nearestName } from "../../text/nearest-name.ts";
import type { ConditionChecker } from "./cel/environment.ts";
import type { Condition } from "./cel/runtime.ts";
import type { ScopeType } from "./cel/scope-type.ts";
import type { RuleFault, RuleProblem, SchemaRule } from "./rule-fault.ts";
import { type RuleFile, readRange } from "./rule-file.ts";
import { baseScope, listTypes } from "./scope.ts";

type RecordType = { readonly [key: string]: ScopeType };

/** What rule files are checked against. */
export interface RuleSurface {
  /** Type of `conf`. */
  readonly conf: RecordType;
  /** Names that `replaces` may have; undefined where they are known only when every file is read. */
  readonly rules?: readonly string[] | undefined;
}

export type CheckedText =
  | {
      readonly code: string;
      readonly evaluate: Condition;
      readonly reads: readonly string[] | undefined;
    }
  | undefined;

const validate = new Ajv({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
}).compile<RuleFile>(schema);

/** ajv's keywords, and its parameter that says what is asked for. */
const schemaRules: Readonly<Record<string, readonly [rule: SchemaRule, parameter: string]>> = {
  required: ["required", "missingProperty"],
  type: ["type", "type"],
  enum: ["enum", "allowedValues"],
  pattern: ["pattern", "pattern"],
  minimum: ["minimum", "limit"],
  minLength: ["empty", "limit"],
  minItems: ["empty", "limit"],
};

function schemaProblem({ instancePath, keyword, params }: ErrorObject): Pick<RuleProblem, "fault" | "meant"> {
  const key = instancePath.replaceAll("/", ".").slice(1);
  const name: unknown = params["additionalProperty"];
  if (typeof name !== "string") {
    const [rule, parameter] = schemaRules[keyword] ?? ["form", ""];
    const limit: unknown = params[parameter];
    return { fault: { kind: "schema", key, rule, limit: [limit].flat().join(", ") } };
  }
  const meant = nearestName(name, Object.keys(schema.properties));
  return { fault: { kind: "unknown-key", key, name }, meant };
}

/** The first release a rule is no longer about, for the words: `{fixed_in}`. */
function withFix(file: RuleFile): RuleFile {
  const { before, until } = readRange(file.nanomq);
  const fixed = before ?? (until === undefined ? undefined : releases[releases.indexOf(until) + 1]);
  if (fixed === undefined || !placeholdersOf(file.message.en).has("fixed_in")) return file;
  return { ...file, args: { fixed_in: `'${fixed}'`, ...file.args } };
}

function placeholdersOf(words: string): ReadonlySet<string> {
  return new Set([...words.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ""));
}

/** Collects what is wrong with one rule file. */
export class RuleReader {
  readonly problems: RuleProblem[] = [];
  private readonly name: string;
  private readonly text: string;
  private readonly surface: RuleSurface;
  constructor(name: string, text: string, surface: RuleSurface) {
    this.name = name;
    this.text = text;
    this.surface = surface;
  }

  report(offset: number, fault: RuleFault, meant?: string): void {
    const before = this.text.slice(0, Math.max(0, offset)).split("\n");
    const column = (before.at(-1)?.length ?? 0) + 1;
    this.problems.push({ file: this.name, line: before.length, column, fault, meant });
  }

  /** Byte of the line that defines `key`; 0 where it is not found. */
  private keyOffset(key: string): number {
    const name = key.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const found = new RegExp(`^[ \\t]*"?${name}"?\\s*=`, "m").exec(this.text);
    return found?.index ?? 0;
  }

  parse(): RuleFile | undefined {
    let data: unknown;
    try {
      data = parse(this.text);
    } catch (error) {
      const problem = tomlProblem(error);
      const { line, column } = problem;
      this.problems.push({ file: this.name, line, column, fault: { kind: "toml", problem } });
      return undefined;
    }
    if (validate(data)) return withFix(data);
    for (const error of validate.errors ?? []) {
      const { fault, meant } = schemaProblem(error);
      const unknown: unknown = error.params["additionalProperty"];
      const key = typeof unknown === "string" ? unknown : error.instancePath.split("/")[1];
      this.report(this.keyOffset(key ?? ""), fault, meant);
    }
    return undefined;
  }

  /** Type of the elements a rule goes through; undefined without `for`, or where the list is unknown. */
  private elementType(list: string | undefined): ScopeType | undefined {
    if (list === undefined) return undefined;
    const type = listTypes[list];
    if (type === undefined) {
      const fault = { kind: "no-such", what: "list", key: "", name: list } as const;
      this.report(this.keyOffset("for"), fault, nearestName(list, Object.keys(listTypes)));
    }
    return type;
  }

  scopeOf(file: RuleFile): RecordType {
    const [variable, list] = elementsOf(file);
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
      const { fault, offset, unknown } = checked.problem;
      const meant = unknown && nearestName(unknown.name, unknown.candidates);
      const at = written === -1 ? this.keyOffset(key) : written + offset;
      this.report(at, { kind: "condition", key, fault }, meant);
      return undefined;
    }
    if (type !== undefined && checked.type !== type && checked.type !== "dyn") {
      this.report(this.keyOffset(key), { kind: "type", key, is: checked.type, wanted: type });
    }
    return checked;
  }

  /** Settings a file names must exist, unless they are below the element of `for`, or no setting: `(file)`. */
  checkPath(key: string, path: string, file: RuleFile): void {
    const steps = path.replaceAll("[]", "").split(".");
    if (path.startsWith("(") || steps[0] === elementsOf(file)[0]) return;
    let at: ScopeType | undefined = this.surface.conf;
    for (const step of steps) {
      if (typeof at === "string") return;
      const next: ScopeType | undefined = at[step];
      if (next === undefined) {
        const fault = { kind: "no-such", what: "setting", key, name: path } as const;
        this.report(this.keyOffset(key), fault, nearestName(step, Object.keys(at)));
        return;
      }
      at = next;
    }
  }

  checkRequires(file: RuleFile, scope: RecordType): void {
    for (const fact of file.requires ?? []) {
      let at: ScopeType | undefined = scope;
      for (const step of fact.split(".")) at = typeof at === "object" ? at[step] : undefined;
      if (at !== undefined) continue;
      const fault = { kind: "no-such", what: "fact", key: "requires", name: fact } as const;
      this.report(this.keyOffset("requires"), fault);
    }
  }

  checkWords(file: RuleFile): void {
    const [english, chinese] = [placeholdersOf(file.message.en), placeholdersOf(file.message.zh)];
    for (const placeholder of [...english, ...chinese]) {
      if (english.has(placeholder) && chinese.has(placeholder)) continue;
      this.report(this.keyOffset("en"), { kind: "one-language", placeholder });
    }
    const given = /(problems|misfits|suppressions|host_files)$/.test(elementsOf(file)[1] ?? "");
    for (const placeholder of english) {
      if (!given && !Object.hasOwn(file.args ?? {}, placeholder)) {
        this.report(this.keyOffset("en"), { kind: "no-argument", placeholder });
      }
    }
  }

  checkShape(file: RuleFile): void {
    const alone = file.for === undefined && file.codes === undefined;
    if ((file.fate === undefined) !== (file.at === undefined) || (file.fate !== undefined && !alone)) {
      this.report(this.keyOffset(file.fate === undefined ? "at" : "fate"), { kind: "fate-without-at" });
    }
    if (file.fate === undefined && file.when === undefined && file.codes === undefined) {
      this.report(0, { kind: "no-condition" });
    }
    const { rules = file.replaces ?? [] } = this.surface;
    // What lies below a name of the user's has no type; a rule that is nowhere right has no example that reports.
    for (const path of file.at ?? []) if (!path.includes("*")) this.checkPath("at", path, file);
    for (const replaced of file.replaces ?? []) {
      if (rules.includes(replaced)) continue;
      const fault = { kind: "no-such", what: "rule", key: "replaces", name: replaced } as const;
      this.report(this.keyOffset("replaces"), fault, nearestName(replaced, rules));
    }
    if (file.example === undefined) return;
    if (!file.example.some(({ expect }) => expect.length > 0)) this.report(0, { kind: "no-bad-example" });
    if (!file.example.some(({ expect }) => expect.length === 0)) this.report(0, { kind: "no-good-example" });
  }
}

function typeName(value: number | string | boolean): ScopeType {
  return typeof value === "number" ? "double" : typeof value === "string" ? "string" : "bool";
}

/** What a rule calls an element, and the list of elements; an addressed rule goes through what is not taken as meant. */
export function elementsOf({ for: list, fate }: RuleFile): readonly (string | undefined)[] {
  return fate === undefined ? (list?.split(" in ") ?? []) : ["misfit", "misfits"];
}
