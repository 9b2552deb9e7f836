// CEL to TypeScript: the text of a function body over `c` (the scope) that calls src/lint/rules/cel/runtime.ts.
// Runs when the project is built; what it cannot say is not part of the rule language.
import type { ASTNode } from "@marcbachmann/cel-js";
import type { ConditionFault } from "./condition-fault.ts";
import { functions } from "./functions.ts";
import { childrenOf, textOf } from "./normalise.ts";
import { type Pair, searchable } from "./searchable.ts";

/** Part of CEL that rules do not have; `offset` counts characters of the condition. */
export class CompileError extends Error {
  readonly fault: ConditionFault;
  readonly offset: number;
  constructor(fault: ConditionFault, offset: number) {
    super(fault.kind);
    this.fault = fault;
    this.offset = offset;
  }
}

type Locals = readonly string[];

/** Names of the runtime's functions. */
const operators: Readonly<Record<string, string>> = {
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "==": "equal",
  in: "within",
  "[]": "item",
};
const macros = new Set(["exists", "all", "filter", "map"]);
const textMethods = new Set(["startsWith", "endsWith", "contains", "matches"]);

/** True where `node` always answers true or false: plain operators of JavaScript then mean what CEL's mean. */
function alwaysAnswers(node: ASTNode): boolean {
  if (node.op === "value") return typeof node.args === "boolean";
  if (node.op === "call") return node.args[0] === "has";
  if (node.op === "!_" || node.op === "&&" || node.op === "||") return childrenOf(node).every(alwaysAnswers);
  return false;
}

function emitHas(node: ASTNode, argument: ASTNode | undefined, locals: Locals): string {
  const path: string[] = [];
  let at = argument;
  while (at?.op === ".") {
    path.unshift(at.args[1]);
    at = at.args[0];
  }
  if (at?.op !== "id" || path.length === 0) {
    throw new CompileError({ kind: "has-path" }, node.range.start);
  }
  return locals.includes(at.args)
    ? `cel.has(${at.args}_, ${JSON.stringify(path)})`
    : `cel.has(c, ${JSON.stringify([at.args, ...path])})`;
}

function emitCall(node: ASTNode & { op: "call" }, locals: Locals): string {
  const [name, args] = node.args;
  if (name === "has") return emitHas(node, args[0], locals);
  const known = name === "size" ? "count" : name;
  if (!Object.hasOwn(functions, known)) {
    throw new CompileError({ kind: "unknown-function", name: `${name}()` }, node.range.start);
  }
  return `call(${JSON.stringify(known)}, ${args.map((argument) => emit(argument, locals)).join(", ")})`;
}

function emitMethod(node: ASTNode & { op: "rcall" }, locals: Locals): string {
  const [name, receiver, args] = node.args;
  const [first, second] = args;
  const holder = emit(receiver, locals);
  if (macros.has(name) && args.length === 2 && first?.op === "id" && second !== undefined) {
    const body = `(${first.args}_) => ${emit(second, [...locals, first.args])}`;
    // A list that is written out is short.
    const search = name === "exists" && receiver.op !== "list" ? emitSearch(first.args, second, locals) : "";
    return `cel.${name}(${holder}, ${body}${search})`;
  }
  if (textMethods.has(name) && first !== undefined && args.length === 1) {
    return `cel.${name}(${holder}, ${emit(first, locals)})`;
  }
  throw new CompileError({ kind: "unknown-function", name: `.${name}()` }, node.range.start);
}

function emitSearch(variable: string, body: ASTNode, locals: Locals): string {
  const found = searchable(variable, body);
  if (found === undefined) return "";
  const { uses, equal, overlap } = found;
  const emitPair = ({ of, is }: Pair) =>
    `{ of: (${variable}_) => ${emit(of, [variable])}, is: () => ${emit(is, locals)} }`;
  const id = JSON.stringify(`${variable}: ${textOf(body)}`);
  const pairs = `equal: [${equal.map(emitPair).join(", ")}], overlap: ${overlap && emitPair(overlap)}`;
  return `, () => ({ id: ${id}, uses: ${JSON.stringify(uses)}, ${pairs} })`;
}

function emitLogic(operator: "&&" | "||", left: ASTNode, right: ASTNode, locals: Locals): string {
  const [first, second] = [emit(left, locals), emit(right, locals)];
  if (alwaysAnswers(left)) {
    return `(${first} ${operator} ${alwaysAnswers(right) ? second : `cel.truth(${second})`})`;
  }
  return `cel.${operator === "&&" ? "and" : "or"}(${first}, () => ${second})`;
}

function emitLiteral(node: ASTNode & { op: "value" }): string {
  const { args } = node;
  if (typeof args === "bigint") return String(args);
  if (args === null || typeof args !== "object") return JSON.stringify(args);
  throw new CompileError({ kind: "unsupported", what: "bytes" }, node.range.start);
}

function emitOperator(op: string, left: ASTNode, right: ASTNode, locals: Locals, at: number): string {
  const [first, second] = [emit(left, locals), emit(right, locals)];
  if (op === "!=") return `cel.not(cel.equal(${first}, ${second}))`;
  const name = operators[op];
  if (name === undefined) throw new CompileError({ kind: "unsupported", what: "operator", name: op }, at);
  return `cel.${name}(${first}, ${second})`;
}

function emitList(parts: readonly ASTNode[], locals: Locals): string {
  const emitted = parts.map((part) => emit(part, locals)).join(", ");
  return parts.every(({ op }) => op === "value") ? `[${emitted}]` : `cel.list(${emitted})`;
}

/** The JavaScript expression of `node`. @throws CompileError */
function emit(node: ASTNode, locals: Locals): string {
  switch (node.op) {
    case "value":
      return emitLiteral(node);
    case "id":
      return locals.includes(node.args) ? `${node.args}_` : `cel.field(c, ${JSON.stringify(node.args)})`;
    case ".":
      return `cel.field(${emit(node.args[0], locals)}, ${JSON.stringify(node.args[1])})`;
    case "call":
      return emitCall(node, locals);
    case "rcall":
      return emitMethod(node, locals);
    case "list":
      return emitList(node.args, locals);
    case "?:": {
      const [test, yes, no] = node.args;
      return `cel.choose(${emit(test, locals)}, () => ${emit(yes, locals)}, () => ${emit(no, locals)})`;
    }
    case "&&":
    case "||":
      return emitLogic(node.op, node.args[0], node.args[1], locals);
    case "!_":
      return alwaysAnswers(node.args) ? `!${emit(node.args, locals)}` : `cel.not(${emit(node.args, locals)})`;
    case "-_":
      return `cel.negative(${emit(node.args, locals)})`;
    case ".?":
    case "[?]":
    case "map":
      throw new CompileError({ kind: "unsupported", what: "optionals" }, node.range.start);
    default:
      return emitOperator(node.op, node.args[0], node.args[1], locals, node.range.start);
  }
}

/** A condition as the text of an arrow function `(c: Scope): Answer`. @throws CompileError */
export function compile(root: ASTNode): string {
  return `${root.op === "value" ? "()" : "(c)"} => ${emit(root, [])}`;
}
