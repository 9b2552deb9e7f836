import { readEnvFile } from "../../deploy/env-file.ts";
import { shellWords } from "../../deploy/shell-words.ts";
import { parseStartCommand } from "../../deploy/start-command.ts";
import { buildOf } from "../../lint/lint-conf.ts";
import { cliWords } from "../../report/cli/words.ts";
import type { Surroundings } from "../../start/effective.ts";
import { createSource } from "../../text/source.ts";
import { type Arguments, hasFlag, valueOfOption, valuesOfOption } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { readNamedFile } from "./conf-files.ts";
import type { Project } from "./project.ts";

type Variables = Readonly<Record<string, string>>;

/** The process environment counts on demand only: a lint must not depend on who runs it. */
function processVariables(args: Arguments, { io }: Session): Variables {
  if (!hasFlag(args, "use-env")) return {};
  const set = Object.entries(io.env).flatMap(([name, value]) =>
    name.startsWith("NANOMQ_") && value !== undefined ? [[name, value] as const] : [],
  );
  return Object.fromEntries(set);
}

function fileVariables(path: string, session: Session): Variables {
  const source = createSource(path, readNamedFile(session, path));
  const set = readEnvFile(source, "docker").flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(set);
}

function variable(text: string, { language }: Session): readonly [name: string, value: string] {
  const equals = text.indexOf("=");
  if (equals < 1) throw new UsageError(cliWords[language].badVariable(text));
  return [text.slice(0, equals), text.slice(equals + 1)];
}

/** The words behind `nanomq start`: of `--flags`, or of the command in nanotune.toml. */
function flagsOf(args: Arguments, { facts, version }: Project): readonly string[] {
  const asked = valueOfOption(args, "flags");
  if (asked !== undefined) return shellWords(asked);
  const words = shellWords(facts.deployment.command ?? "");
  const { flags } = parseStartCommand(words, { nanomq: version.version });
  return flags.map(({ option, value }) => (value === undefined ? option : `${option}=${value}`));
}

/**
 * What decides beside the conf: nanotune.toml, then the process environment, `--env-file`, `--env`; a later one wins.
 * @throws UsageError where a variable or file is not usable
 */
export function surroundingsOf(
  args: Arguments,
  project: Project,
  session: Session,
): Pick<Surroundings, "environment" | "flags" | "features"> {
  const known = Object.entries(project.facts.deployment.env ?? {}).map(([name, value]) => [
    name,
    String(value),
  ]);
  const environment: Variables = {
    ...Object.fromEntries(known),
    ...processVariables(args, session),
    ...Object.assign({}, ...valuesOfOption(args, "env-file").map((path) => fileVariables(path, session))),
    ...Object.fromEntries(valuesOfOption(args, "env").map((text) => variable(text, session))),
  };
  return { environment, flags: flagsOf(args, project), features: buildOf(project.facts) };
}
