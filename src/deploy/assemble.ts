/** From the parts a deployment file names to what NanoMQ is started with, and the problems every format shares. */

import { has } from "../nanomq/behaviour.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Places } from "../start/effective.ts";
import type { Span } from "../text/source.ts";
import { type ConfPath, confPath } from "./conf-path.ts";
import type { Container, Deployment } from "./deployment.ts";
import { environmentProblems, environmentValue } from "./environment.ts";
import { imageProblems } from "./image.ts";
import { confMountProblems } from "./mounts.ts";
import { type DeploymentProblem, problem } from "./problem.ts";
import { parseStartCommand, type StartCommand } from "./start-command.ts";

const CONF_PATH = "NANOMQ_CONF_PATH";

function wordSpan(container: Container, command: StartCommand, word: number): Span {
  const { words, span } = container;
  // After `sh -c` the words are parts of one written word.
  if (words === undefined || words.length !== command.words.length) return words?.at(-1)?.span ?? span;
  return words[word]?.span ?? span;
}

function commandProblems(container: Container, command: StartCommand): readonly DeploymentProblem[] {
  const found = command.problems.map(({ code, word, args }) =>
    problem(code, wordSpan(container, command, word), args),
  );
  const daemon = command.flags.find(({ option }) => option === "--daemon");
  if (daemon === undefined) return found;
  const span = wordSpan(container, command, daemon.word);
  return [...found, problem("command-daemon-in-container", span, { option: daemon.option })];
}

/** Since some release `--conf` makes the variable idle. */
function overruled(
  container: Container,
  conf: ConfPath,
  nanomq: NanomqVersion,
): readonly DeploymentProblem[] {
  const variable = container.environment.findLast(({ name }) => name === CONF_PATH);
  const byFlag = conf.by === "--conf" || conf.by === "--old_conf";
  if (
    variable === undefined ||
    !byFlag ||
    !has(nanomq, "conf-option-beats-variable") ||
    variable.value === conf.path
  )
    return [];
  return [problem("env-conf-path-overruled", variable.span, { name: CONF_PATH, used: conf.path })];
}

/** Where the choice of the conf is written. */
function confSpan(container: Container, command: StartCommand, conf: ConfPath): Span {
  const flag = command.flags.find(({ option }) => option === conf.by);
  if (flag !== undefined) return wordSpan(container, command, flag.word);
  const variable = container.environment.findLast(({ name }) => name === conf.by);
  return variable?.span ?? container.span;
}

function placesOf(container: Container, command: StartCommand): Places {
  const variables = container.environment.map(({ name, span }) => [name, span] as const);
  const options = command.flags.map(
    ({ option, word }) => [option, wordSpan(container, command, word)] as const,
  );
  return new Map([...variables, ...options]);
}

interface Assembled {
  readonly deployment: Deployment;
  readonly problems: readonly DeploymentProblem[];
}

/** @param fallback the version assumed where the image names none. */
export function assemble(container: Container, fallback: NanomqVersion): Assembled {
  const { image, environment } = container;
  const version = image?.value.version;
  const nanomq = version?.version ?? fallback;
  const words = (container.words ?? []).map(({ value }) => value);
  const command = parseStartCommand(words, { nanomq });
  const conf = confPath(command.flags, environmentValue(environment, CONF_PATH), nanomq);
  const places = placesOf(container, command);
  const deployment: Deployment = { ...container, version, command, conf, places };
  const problems = [
    ...(image === undefined ? [] : imageProblems(image.value, image.span)),
    ...environmentProblems(environment, nanomq),
    ...commandProblems(container, command),
    ...overruled(container, conf, nanomq),
    ...(command.startsBroker
      ? confMountProblems(deployment, confSpan(container, command, conf), nanomq)
      : []),
  ];
  return { deployment, problems };
}
