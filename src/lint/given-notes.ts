// What is wrong with variables and options by themselves, where no deployment file gives them.
import { environmentProblems } from "../deploy/environment.ts";
import { problem } from "../deploy/problem.ts";
import { parseStartCommand } from "../deploy/start-command.ts";
import type { Span } from "../text/source.ts";
import { noteOf } from "./file-problems.ts";
import type { LintInput } from "./lint-conf.ts";
import type { Note } from "./rules/context.ts";

/** Variables that nanotune.toml tells have rules of their own (`docker/variable-unknown`). */
export function givenNotes({ surroundings = {}, facts, version }: LintInput, start: Span): readonly Note[] {
  const { environment = {}, flags = [], places } = surroundings;
  const known = facts.deployment.env ?? {};
  const given = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || Object.hasOwn(known, name)
      ? []
      : [{ name, value, span: places?.get(name) ?? start }],
  );
  const { problems, words } = parseStartCommand(flags, { nanomq: version });
  const optionAt = (word: number) => places?.get(/^[^=:]*/.exec(words[word] ?? "")?.[0] ?? "") ?? start;
  return [
    ...environmentProblems(given, version),
    ...problems.map(({ code, word, args }) => problem(code, optionAt(word), args)),
  ].map(noteOf);
}
