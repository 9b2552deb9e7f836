// What is wrong with variables and options by themselves, where no deployment file gives them.
import { environmentProblems } from "../deploy/environment.ts";
import { type ProblemArgs, problem } from "../deploy/problem.ts";
import { optionProblems } from "../deploy/start-command.ts";
import { startOptions, variables } from "../nanomq/start.ts";
import { keyAt } from "../start/keys.ts";
import type { Span } from "../text/source.ts";
import { noteOf } from "./file-problems.ts";
import type { LintInput } from "./lint-input.ts";
import { once } from "./once.ts";
import type { Note } from "./rules/element.ts";

/** Names of the variables and options that make a setting which nothing looks at. */
const idleGivers = once(() => {
  const isInert = (setting: string | undefined) => setting !== undefined && keyAt(setting)?.inert === true;
  return new Set([
    ...variables.filter(({ setting }) => isInert(setting)).map(({ name }) => name),
    ...startOptions.filter(({ setting }) => isInert(setting)).map(({ long }) => long),
  ]);
});

const NO_EFFECT: ReadonlySet<string> = new Set(["env-no-effect", "option-no-effect"]);

/** What rules of their own tell of variables that nanotune.toml tells: `docker/variable-unknown`, `docker/variable-quoted`. */
const TOLD_BY_RULES: ReadonlySet<string> = new Set(["env-unknown", "env-quoted"]);

export function givenNotes({ surroundings = {}, facts, version }: LintInput, start: Span): readonly Note[] {
  const { environment = {}, flags = [], places } = surroundings;
  const known = facts.deployment.env ?? {};
  const given = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value, span: places?.get(name) ?? start }],
  );
  const isIdle = ({ name, option }: ProblemArgs) => idleGivers().has(String(name ?? option));
  const optionAt = ({ option }: ProblemArgs) => places?.get(String(option)) ?? start;
  const isTold = (code: string, name: unknown) =>
    TOLD_BY_RULES.has(code) && Object.hasOwn(known, String(name));
  return [
    ...environmentProblems(given, version).filter(({ code, args }) => !isTold(code, args["name"])),
    ...optionProblems(flags, version).map(({ code, args }) => problem(code, optionAt(args), args)),
  ]
    .filter(({ code, args }) => !(NO_EFFECT.has(code) && isIdle(args)))
    .map(noteOf);
}
