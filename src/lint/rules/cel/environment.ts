// cel-js, told what a condition may name. Loaded when the project is built and for users' own rules, never for
// built-in ones: importing it costs more than a whole lint.
import { type ASTNode, Environment } from "@marcbachmann/cel-js";
import { CompileError, compile } from "./compile.ts";
import type { ConditionFault } from "./condition-fault.ts";
import { evaluator } from "./evaluate.ts";
import { type CelFunction, functions } from "./functions.ts";
import { compilePattern, matches, PatternError } from "./linear-match.ts";
import { childrenOf, normalise } from "./normalise.ts";
import { sectionsRead } from "./reads.ts";
import type { Answer, Condition } from "./runtime.ts";
import type { ScopeType } from "./scope-type.ts";
import type { Scope, Value } from "./value.ts";

/** Limits of one condition; a list in scope is never longer than the conf that holds it. */
const limits = { maxAstNodes: 400, maxDepth: 40, maxListElements: 100, maxCallArguments: 4 };
const MAX_NESTED_MACROS = 2;

/** What is wrong with a condition; `offset` counts characters from its start. */
export interface ConditionProblem {
  readonly fault: ConditionFault;
  readonly offset: number;
  /** The name that does not exist, for a did-you-mean. */
  readonly unknown?: { readonly name: string; readonly candidates: readonly string[] } | undefined;
}

export type CheckedCondition =
  | {
      readonly ok: true;
      readonly type: string;
      /** As JavaScript, for the build. */
      readonly code: string;
      /** Top-level sections of the conf that decide the answer; undefined where it may be any. */
      readonly reads: readonly string[] | undefined;
      /** Under a cost limit, for users' packs. */
      readonly evaluate: Condition;
      /** By cel-js: what the other two are held to. */
      readonly interpret: Condition;
    }
  | { readonly ok: false; readonly problem: ConditionProblem };

/** Checks conditions of one scope; see {@link createChecker}. */
export type ConditionChecker = (condition: string) => CheckedCondition;

type CelSchema = { readonly [key: string]: string | CelSchema };

function schemaOf(type: { readonly [key: string]: ScopeType }): CelSchema {
  return Object.fromEntries(
    Object.entries(type).map(([key, inner]) => [
      key,
      typeof inner === "string" ? celName(inner) : schemaOf(inner),
    ]),
  );
}

function celName(type: Exclude<ScopeType, object>): string {
  return type === "list" ? "list<dyn>" : type;
}

/** As `has` of the compiled form; cel-js hands over declared records as maps that read through. */
function hasKeys(holder: unknown, path: readonly string[]): boolean {
  let at = holder;
  for (const key of path) {
    if (at instanceof Map) at = at.get(key);
    else if (typeof at === "object" && at !== null && !Array.isArray(at) && Object.hasOwn(at, key)) {
      at = Reflect.get(at, key);
    } else return false;
  }
  return at !== undefined;
}

/** As cel-js has it: no answer is an error. */
function answering(run: CelFunction["run"]): (...args: readonly Value[]) => Value {
  return (...args) => {
    const answer = run(...args);
    if (answer === undefined) throw new TypeError("no answer");
    return answer;
  };
}

function environmentOf(scope: Readonly<Record<string, ScopeType>>): Environment {
  const environment = new Environment({ limits });
  for (const [name, type] of Object.entries(scope)) {
    if (typeof type === "string") environment.registerVariable(name, celName(type));
    else environment.registerVariable({ name, schema: schemaOf(type) });
  }
  for (const { signature, run } of Object.values(functions))
    environment.registerFunction(signature, answering(run));
  environment.registerFunction("hasKeys(dyn, list<string>): bool", hasKeys);
  environment.registerFunction("string.matchesLinearly(string): bool", matches);
  return environment;
}

/** Type of the record that `node` names, where it names one. */
function recordAt(
  scope: Readonly<Record<string, ScopeType>>,
  node: ASTNode,
): { readonly [key: string]: ScopeType } | undefined {
  if (node.op === "id") {
    const type = scope[node.args];
    return typeof type === "object" ? type : undefined;
  }
  if (node.op !== ".") return undefined;
  const inner = recordAt(scope, node.args[0])?.[node.args[1]];
  return typeof inner === "object" ? inner : undefined;
}

const macroNames = new Set(["exists", "all", "filter", "map", "exists_one"]);

/** True where a section may stand below `node`: in front of a dot, and inside has(). */
function holdsRecord(node: ASTNode): boolean {
  return node.op === "." || (node.op === "call" && node.args[0] === "has");
}

/** What the type checker does not look at: keys inside has(), patterns, nesting of list macros. */
function problemIn(
  scope: Readonly<Record<string, ScopeType>>,
  node: ASTNode,
  macros: number,
): ConditionProblem | undefined {
  const offset = node.range.start;
  if (node.op === ".") {
    const record = recordAt(scope, node.args[0]);
    const name = node.args[1];
    if (record !== undefined && !Object.hasOwn(record, name)) {
      const unknown = { name, candidates: Object.keys(record) };
      return { fault: { kind: "no-such-key", name }, offset: node.range.end - name.length, unknown };
    }
  }
  if (node.op === "rcall" && node.args[0] === "matches") {
    const pattern = node.args[2][0];
    if (pattern?.op !== "value" || typeof pattern.args !== "string") {
      return { fault: { kind: "pattern-not-literal" }, offset };
    }
    try {
      compilePattern(pattern.args);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      const { why, at = pattern.args.length } = error;
      return { fault: { kind: "pattern", why, pattern: pattern.args, at }, offset: pattern.range.start };
    }
  }
  const whole = holdsRecord(node) ? undefined : childrenOf(node).find((child) => recordAt(scope, child));
  if (whole !== undefined) {
    const path = whole.input.slice(whole.range.start, whole.range.end);
    return { fault: { kind: "section", path }, offset: whole.range.start };
  }
  const nested = node.op === "rcall" && macroNames.has(node.args[0]) ? macros + 1 : macros;
  if (nested > MAX_NESTED_MACROS) {
    return { fault: { kind: "nested-macros", most: MAX_NESTED_MACROS }, offset };
  }
  for (const child of childrenOf(node)) {
    const problem = problemIn(scope, child, nested);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function refused(problem: ConditionProblem): CheckedCondition {
  return { ok: false, problem };
}

function problemOf(
  error: Error & { readonly code?: unknown; readonly range?: { readonly start: number } | undefined },
): ConditionProblem {
  const code = typeof error.code === "string" ? error.code : undefined;
  const message = error.message.split("\n")[0] ?? error.message;
  return { fault: { kind: "cel", code, message }, offset: error.range?.start ?? 0 };
}

function interpreterOf(environment: Environment, text: string): Condition {
  const run = environment.parse(text);
  return (scope: Scope): Answer => {
    try {
      return run(scope);
    } catch {
      return undefined;
    }
  };
}

/** Makes a checker for conditions over the variables of `scope`. */
export function createChecker(scope: Readonly<Record<string, ScopeType>>): ConditionChecker {
  const environment = environmentOf(scope);
  return (condition) => {
    let ast: ASTNode;
    try {
      ast = environment.parse(condition).ast;
    } catch (error) {
      return refused(problemOf(error instanceof Error ? error : new Error(String(error))));
    }
    const problem = problemIn(scope, ast, 0);
    if (problem !== undefined) return refused(problem);
    const normal = normalise(ast);
    const checked = environment.check(normal.text);
    if (!checked.valid || checked.type === undefined) {
      const found = problemOf(checked.error ?? new Error("no type"));
      return refused({ ...found, offset: normal.sourceOffset(found.offset) });
    }
    try {
      const interpret = interpreterOf(environment, normal.text);
      const forms = { code: compile(ast), evaluate: evaluator(ast), interpret };
      return { ok: true, type: checked.type, reads: sectionsRead(ast), ...forms };
    } catch (error) {
      if (error instanceof CompileError) return refused({ fault: error.fault, offset: error.offset });
      throw error;
    }
  };
}
