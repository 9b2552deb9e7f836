import { readEnvFile } from "../../deploy/env-file.ts";
import { optionWords } from "../../deploy/start-command.ts";
import { buildOf } from "../../lint/lint-conf.ts";
import { cliWords } from "../../report/cli/words.ts";
import type { Surroundings } from "../../start/effective.ts";
import { createSource, type Source } from "../../text/source.ts";
import { type Arguments, hasFlag, valueOfOption, valuesOfOption } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { readNamedFile } from "./conf-files.ts";
import { type Given, type GivenOptions, optionsIn, tellsStart, variablesIn } from "./facts-told.ts";
import type { Project } from "./project.ts";

/** The process environment counts on demand only: a lint must not depend on who runs it. */
function processVariables(args: Arguments, { io }: Session): readonly Given[] {
  if (!hasFlag(args, "use-env")) return [];
  return Object.entries(io.env).flatMap(([name, text]) =>
    name.startsWith("NANOMQ_") && text !== undefined ? [{ name, text }] : [],
  );
}

function fileVariables(source: Source): readonly Given[] {
  return readEnvFile(source, "docker").flatMap(({ name, value: text, span }) =>
    text === undefined ? [] : [{ name, text, span }],
  );
}

function lineVariable(text: string, { language }: Session): Given {
  const equals = text.indexOf("=");
  if (equals < 1) throw new UsageError(cliWords[language].badVariable(text));
  return { name: text.slice(0, equals), text: text.slice(equals + 1) };
}

/** The words behind `nanomq start`: of `--flags`, or of the command in nanotune.toml. */
function optionsOf(args: Arguments, { facts, version }: Project, source: Source | undefined): GivenOptions {
  const asked = valueOfOption(args, "flags");
  if (asked !== undefined) return { flags: optionWords(asked), places: [] };
  return optionsIn(facts, version.version, source);
}

/** The nanotune.toml that tells how NanoMQ is started. */
function factsSource({ facts, factsFile }: Project, session: Session): Source | undefined {
  if (factsFile === undefined || !tellsStart(facts)) return undefined;
  return createSource(factsFile, readNamedFile(session, factsFile));
}

/** What decides beside the conf, and the files that tell it. */
interface Told {
  readonly surroundings: Pick<Surroundings, "environment" | "flags" | "places" | "features">;
  readonly sources: readonly Source[];
}

/**
 * What decides beside the conf: nanotune.toml, then the process environment, `--env-file`, `--env`; a later one wins.
 * @throws UsageError where a variable or file is not usable
 */
export function surroundingsOf(args: Arguments, project: Project, session: Session): Told {
  const facts = factsSource(project, session);
  const files = valuesOfOption(args, "env-file").map((path) =>
    createSource(path, readNamedFile(session, path)),
  );
  const variables = new Map(
    [
      ...variablesIn(project.facts, facts),
      ...processVariables(args, session),
      ...files.flatMap(fileVariables),
      ...valuesOfOption(args, "env").map((text) => lineVariable(text, session)),
    ].map((given) => [given.name, given]),
  );
  const options = optionsOf(args, project, facts);
  const given = [...variables.values()];
  const places = given.flatMap(({ name, span }) => (span === undefined ? [] : [[name, span] as const]));
  return {
    surroundings: {
      environment: Object.fromEntries(given.map(({ name, text }) => [name, text])),
      flags: options.flags,
      places: new Map([...places, ...options.places]),
      features: buildOf(project.facts),
    },
    sources: facts === undefined ? files : [facts, ...files],
  };
}
