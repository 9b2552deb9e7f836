/** What is wrong with the environment variables given to NanoMQ. */

import { idleSpan, knowsVariable, type Variable, variables } from "../nanomq/start.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { leadingNumber } from "../start/unit-text.ts";
import { storeInteger } from "../start/width.ts";
import { nearestName } from "../text/nearest-name.ts";
import type { Span } from "../text/source.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

export interface EnvironmentVariable {
  readonly name: string;
  /** Undefined where the value comes from elsewhere: the shell that starts compose, a Secret, a field. */
  readonly value: string | undefined;
  readonly span: Span;
}

const known = new Map(variables.map((row) => [row.name, row]));
const knownNames = [...known.keys()];

const NAME = "NANOMQ_";
const QUOTES = /^["']|["']$/;

function nameProblem(variable: EnvironmentVariable, nanomq: NanomqVersion): DeploymentProblem | undefined {
  const { name, span } = variable;
  const row = known.get(name);
  if (row === undefined) {
    return problem("env-unknown", span, { name, suggestion: nearestName(name, knownNames) ?? "" });
  }
  if (idleSpan(row, nanomq) !== undefined) {
    return problem("env-no-effect", span, { name, nanomq: nanomq.text });
  }
  if (knowsVariable(row, nanomq)) return undefined;
  return problem("env-not-in-version", span, {
    name,
    since: row.since,
    until: row.until ?? "",
    nanomq: nanomq.text,
  });
}

/** What a number comes to where that is not what is written. */
function numberProblem({ name, span }: EnvironmentVariable, value: string, { store = "int32" }: Variable) {
  const found = leadingNumber(value);
  const used = storeInteger(found?.value ?? 0n, store);
  return String(used) === value.trim() || (found?.rest === "" && Number(value) === used)
    ? undefined
    : problem("env-number-misread", span, { name, value, used });
}

/** Texts that are meant to switch something on, and do not. */
const MEANT_ON = /^(?:1|on|y|t|enabled?|ok)$/i;
const SIZE = /^\s*\d+\s*(?:kb|mb|gb)/i;
const SOME_SIZES = "512KB, 10MB, 1GB";

/** What the reader of the variable makes of a value that it does not take as it is meant. */
function valueProblem(variable: EnvironmentVariable, value: string, row: Variable) {
  const { name, span } = variable;
  switch (row.reader) {
    case "number":
    case "spilling-number":
      return numberProblem(variable, value, row);
    case "count":
    case "length":
      return numberProblem(variable, value, { ...row, store: "uint64" });
    case "flag":
      return MEANT_ON.test(value) ? problem("env-switch-off", span, { name, value }) : undefined;
    case "word": {
      const { words = [] } = row;
      if (words.includes(value.toLowerCase())) return undefined;
      return problem("env-value-ignored", span, { name, value, words: words.join(", ") });
    }
    case "size":
      if (SIZE.test(value)) return undefined;
      return problem("env-value-ignored", span, { name, value, words: SOME_SIZES });
    case "text":
    case "sinks":
    case "file":
    case "process":
    case "unread":
      return undefined;
  }
}

/** Problems of NanoMQ's own variables; those of other programs are left alone. */
export function environmentProblems(
  given: readonly EnvironmentVariable[],
  nanomq: NanomqVersion,
): readonly DeploymentProblem[] {
  const own = given.filter(({ name }) => name.startsWith(NAME));
  const last = new Map(own.map((variable) => [variable.name, variable]));
  return own.flatMap((variable) => {
    const { name, value, span } = variable;
    const winner = last.get(name);
    if (winner !== undefined && winner !== variable) {
      return [problem("env-duplicate", span, { name }, [{ span: winner.span, label: "counts" }])];
    }
    const problems = [nameProblem(variable, nanomq)].filter((found) => found !== undefined);
    const row = known.get(name);
    if (value !== undefined && QUOTES.test(value)) problems.push(problem("env-quoted", span, { name }));
    else if (value !== undefined && row !== undefined && problems.length === 0) {
      const misread = valueProblem(variable, value, row);
      if (misread !== undefined) problems.push(misread);
    }
    return problems;
  });
}

/** The value NanoMQ gets: the last one written. */
export function environmentValue(given: readonly EnvironmentVariable[], name: string): string | undefined {
  return given.findLast((variable) => variable.name === name)?.value;
}
