// Conditions of users' packs, run under a cost limit: the same runtime as compiled ones (compile.ts), counted.
import type { ASTNode } from "@marcbachmann/cel-js";
import { call } from "./functions.ts";
import * as cel from "./runtime.ts";
import { isScope, type Scope, type Value } from "./value.ts";

/** Steps one condition may take over one conf, all its elements together: some tenths of a second. */
export const MAX_STEPS = 1_000_000;

/** Thrown where a condition took more than {@link MAX_STEPS}; no `&&` or list macro can catch it. */
export class CostError extends Error {}

/** A variable of a list macro, and those around it. */
interface Frame {
  readonly name: string;
  readonly value: Value;
  readonly outer: Frame | undefined;
}

interface Run {
  readonly scope: Scope;
  readonly frame: Frame | undefined;
  readonly meter: { steps: number };
}

type Step = (run: Run) => cel.Answer;

function pay({ meter }: Run, steps: number): void {
  meter.steps += steps;
  if (meter.steps > MAX_STEPS) throw new CostError(`more than ${MAX_STEPS} steps`);
}

/** What a look at the whole value costs. */
function sizeOf(value: Value): number {
  if (typeof value === "string") return 1 + value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, element: Value) => sum + sizeOf(element), 1);
  return isScope(value) ? Object.values(value).reduce<number>((sum, inner) => sum + sizeOf(inner), 1) : 1;
}

/** A function of whole values, which pays for their size. */
function whole(parts: readonly Step[], make: (...values: readonly cel.Answer[]) => cel.Answer): Step {
  return (run) => {
    const values = parts.map((part) => part(run));
    for (const value of values) if (value !== undefined) pay(run, sizeOf(value));
    return make(...values);
  };
}

type Joined = (left: cel.Answer, right: cel.Answer) => cel.Answer;

const operators: Readonly<Record<string, Joined>> = {
  "<": cel.less,
  "<=": cel.lessOrEqual,
  ">": cel.greater,
  ">=": cel.greaterOrEqual,
  "-": cel.subtract,
  "*": cel.multiply,
  "/": cel.divide,
  "+": cel.add,
  "==": cel.equal,
  "!=": (left, right) => cel.not(cel.equal(left, right)),
  in: cel.within,
};

const textMethods: Readonly<Record<string, Joined>> = {
  startsWith: cel.startsWith,
  endsWith: cel.endsWith,
  contains: cel.contains,
};

function variable(run: Run, name: string): Value | undefined {
  for (let at = run.frame; at !== undefined; at = at.outer) if (at.name === name) return at.value;
  return undefined;
}

function hasStep(argument: ASTNode | undefined): Step {
  const path: string[] = [];
  let at = argument;
  for (; at?.op === "."; at = at.args[0]) path.unshift(at.args[1]);
  const name = at?.op === "id" ? at.args : "";
  return (run) => {
    const local = variable(run, name);
    return local === undefined ? cel.has(run.scope, [name, ...path]) : cel.has(local, path);
  };
}

function macroStep(macro: string, holder: Step, name: string, body: Step): Step {
  return (run) => {
    const each = (value: Value) => body({ ...run, frame: { name, value, outer: run.frame } });
    if (macro === "exists") return cel.exists(holder(run), each);
    if (macro === "all") return cel.all(holder(run), each);
    return macro === "filter" ? cel.filter(holder(run), each) : cel.map(holder(run), each);
  };
}

function methodStep(node: ASTNode & { op: "rcall" }): Step {
  const [name, receiver, [first, second]] = node.args;
  const holder = link(receiver);
  if (first?.op === "id" && second !== undefined) return macroStep(name, holder, first.args, link(second));
  const argument = first === undefined ? [] : [link(first)];
  if (name === "matches") {
    return (run) => {
      const [text, pattern] = [holder, ...argument].map((part) => part(run));
      if (typeof text === "string" && typeof pattern === "string") pay(run, text.length * pattern.length);
      return cel.matches(text, pattern);
    };
  }
  const method = textMethods[name];
  return whole([holder, ...argument], (text, part) => method?.(text, part));
}

/** `compile` accepted the node before: what is not here is not part of rule conditions. */
function linkNode(node: ASTNode): Step {
  switch (node.op) {
    case "value": {
      const { args } = node;
      const value = typeof args === "bigint" ? Number(args) : args;
      return () => (typeof value === "object" ? null : value);
    }
    case "id":
      return (run) => {
        const local = variable(run, node.args);
        return local === undefined ? cel.field(run.scope, node.args) : local;
      };
    case ".": {
      const holder = link(node.args[0]);
      return (run) => cel.field(holder(run), node.args[1]);
    }
    case "call": {
      const [name, args] = node.args;
      if (name === "has") return hasStep(args[0]);
      return whole(args.map(link), (...values) => call(name === "size" ? "count" : name, ...values));
    }
    case "rcall":
      return methodStep(node);
    case "list": {
      const elements = node.args.map(link);
      return (run) => cel.list(...elements.map((element) => element(run)));
    }
    case "?:": {
      const [test, yes, no] = [link(node.args[0]), link(node.args[1]), link(node.args[2])];
      return (run) =>
        cel.choose(
          test(run),
          () => yes(run),
          () => no(run),
        );
    }
    case "&&":
    case "||": {
      const [left, right] = [link(node.args[0]), link(node.args[1])];
      const join = node.op === "&&" ? cel.and : cel.or;
      return (run) => join(left(run), () => right(run));
    }
    case "!_":
    case "-_": {
      const inner = link(node.args);
      return node.op === "!_" ? (run) => cel.not(inner(run)) : (run) => cel.negative(inner(run));
    }
    case "[]": {
      const [holder, index] = [link(node.args[0]), link(node.args[1])];
      return (run) => cel.item(holder(run), index(run));
    }
    default: {
      const operator = operators[node.op];
      const parts = [node.args].flat().flatMap((part) => (isNode(part) ? [link(part)] : []));
      return whole(parts, (left, right) => operator?.(left, right));
    }
  }
}

function isNode(part: unknown): part is ASTNode {
  return typeof part === "object" && part !== null && "op" in part;
}

function link(node: ASTNode): Step {
  const step = linkNode(node);
  return (run) => {
    pay(run, 1);
    return step(run);
  };
}

/** The condition as a function that throws {@link CostError} once it has cost too much for one run's scope. */
export function evaluator(root: ASTNode): cel.Condition {
  const step = link(root);
  const meters = new WeakMap<Scope, { steps: number }>();
  return (scope) => {
    const meter = meters.get(scope) ?? { steps: 0 };
    meters.set(scope, meter);
    return step({ scope, frame: undefined, meter });
  };
}
