/** What is wrong with the environment variables given to NanoMQ. */

import { has } from "../nanomq/behaviour.ts";
import { idleSpan, knowsVariable, variables } from "../nanomq/start.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
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

const NAME = "NANOMQ_";
const QUOTES = /^["']|["']$/;

function nameProblem(variable: EnvironmentVariable, nanomq: NanomqVersion): DeploymentProblem | undefined {
  const { name, span } = variable;
  const row = known.get(name);
  if (row === undefined) {
    return problem("env-unknown", span, { name, suggestion: nearestName(name, [...known.keys()]) ?? "" });
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
    if (value !== undefined && QUOTES.test(value)) problems.push(problem("env-quoted", span, { name }));
    if (name === "NANOMQ_CONF_PATH" && !has(nanomq, "conf-path-variable")) {
      problems.push(problem("env-conf-path-ignored", span, { name, nanomq: nanomq.text }));
    }
    return problems;
  });
}

/** The value NanoMQ gets: the last one written. */
export function environmentValue(given: readonly EnvironmentVariable[], name: string): string | undefined {
  return given.findLast((variable) => variable.name === name)?.value;
}
