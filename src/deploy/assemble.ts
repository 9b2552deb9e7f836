/** From the parts a deployment file names to what NanoMQ is started with, and the problems every format shares. */

import { has, isConfKnown, judgedAs } from "../nanomq/behaviour.ts";
import { type ImageContent, imageContent } from "../nanomq/image.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Places } from "../start/effective.ts";
import type { Span } from "../text/source.ts";
import { type ConfPath, confPath } from "./conf-path.ts";
import { confProblems, confRead, hidingProblems, sourceProblems, variableAborts } from "./conf-read.ts";
import type { Container } from "./container.ts";
import type { Deployment, DeploymentOptions } from "./deployment.ts";
import { type EnvironmentVariable, environmentProblems, environmentValue } from "./environment.ts";
import { imageProblems } from "./image.ts";
import { placeProblems } from "./placement.ts";
import { probeProblems } from "./probes.ts";
import { type DeploymentProblem, problem } from "./problem.ts";
import { nobodyLooks } from "./standing.ts";
import { parseStartCommand, type StartCommand } from "./start-command.ts";

const CONF_PATH = "NANOMQ_CONF_PATH";

type AssembleOptions = Pick<DeploymentOptions, "nanomq" | "stateAt">;

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
  const code = container.kind === "systemd" ? "command-daemon-in-unit" : "command-daemon-in-container";
  return container.kind === "host" || container.forks
    ? found
    : [...found, problem(code, span, { option: daemon.option })];
}

/** Since some release `--conf` makes the variable idle. */
function overruled(
  { value, span }: EnvironmentVariable,
  conf: ConfPath,
  nanomq: NanomqVersion,
): readonly DeploymentProblem[] {
  const byFlag = conf.by === "--conf" || conf.by === "--old_conf";
  if (!byFlag || !has(nanomq, "conf-option-beats-variable") || value === conf.path) return [];
  return [problem("env-conf-path-overruled", span, { name: CONF_PATH, used: conf.path })];
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
  const named = command.flags.map(({ option, word }) => ({ name: option, word }));
  const options = [...named, ...(command.fault === undefined ? [] : [command.fault])].map(
    ({ name, word }) => [name, wordSpan(container, command, word)] as const,
  );
  return new Map([...variables, ...options]);
}

interface Assembled {
  readonly deployment: Deployment;
  readonly problems: readonly DeploymentProblem[];
}

/** The words of entrypoint and command; where there are none, those of the image, at its own place. */
function startWords(container: Container, content: ImageContent | undefined): Container["words"] {
  const { words, image, span } = container;
  if (words !== undefined || content === undefined) return words;
  return content.start.map((value) => ({ value, span: image?.span ?? span }));
}

/** What NANOMQ_CONF_PATH does to the start, or to the choice of the conf. */
function variableProblems(
  container: Container,
  conf: ConfPath,
  nanomq: NanomqVersion,
): readonly DeploymentProblem[] {
  const variable = container.environment.findLast(({ name }) => name === CONF_PATH);
  if (variable === undefined) return [];
  const { span, value } = variable;
  if (variableAborts(conf, value !== "", nanomq))
    return [problem("env-conf-path-aborts", span, { name: CONF_PATH, nanomq: nanomq.text })];
  if (!has(nanomq, "conf-path-variable") && value !== conf.path)
    return [problem("env-conf-path-ignored", span, { name: CONF_PATH, nanomq: nanomq.text })];
  return overruled(variable, conf, nanomq);
}

/** The program of a unit or script, where its path is written. */
function programOf({ kind, words }: Container): string | undefined {
  if (kind !== "systemd" && kind !== "host") return undefined;
  return words?.find(({ value }) => /^\/.*\/nanomq$/.test(value))?.value;
}

/** The packages put program and conf where the -full image has them. */
function packageProblems(
  container: Container,
  conf: ConfPath,
  nanomq: NanomqVersion,
): readonly DeploymentProblem[] {
  const installed = imageContent("full", nanomq);
  const program = programOf(container);
  if (installed === undefined || program !== installed.program) return [];
  if (conf.by !== "default" || installed.conf === conf.path) return [];
  return [problem("package-conf-unread", container.span, { conf: installed.conf ?? "", read: conf.path })];
}

/** What the file itself comes to, whatever is started. */
const OF_THE_FILE: ReadonlySet<string> = new Set(["env-quoted", "env-not-text", "env-duplicate"]);

/** @param fallback the version assumed where the image names none. */
export function assemble(given: Container, options: AssembleOptions): Assembled {
  const { image, environment } = given;
  const { nanomq: fallback, stateAt = nobodyLooks } = options;
  const version = image?.value.version;
  const nanomq = judgedAs(version?.version ?? fallback);
  const { variant, features } = image?.value ?? {};
  const content = features && variant && imageContent(variant, nanomq);
  const container = { ...given, words: startWords(given, content) };
  const words = (container.words ?? []).map(({ value }) => value);
  const command = parseStartCommand(words, { nanomq });
  const conf = confPath(command.flags, environmentValue(environment, CONF_PATH), nanomq);
  const places = placesOf(container, command);
  const asked = { container, content, conf, nanomq, stateAt, program: programOf(container) };
  const read = confRead(asked);
  const isKnown = version === undefined || isConfKnown(version);
  const deployment: Deployment = {
    ...container,
    ...{
      version,
      isConfKnown: isKnown,
      content,
      command,
      ownWords: given.words !== undefined,
      conf,
      read,
      places,
    },
  };
  const inAnyRelease = [
    ...(image === undefined ? [] : imageProblems(image.value, image.span, nanomq)),
    ...sourceProblems(container, stateAt),
    ...hidingProblems(container, content),
    ...probeProblems(container, content),
    ...placeProblems(container),
  ];
  const ofEnvironment = environmentProblems(environment, nanomq);
  if (!isKnown) {
    const ofFile = ofEnvironment.filter(({ code }) => OF_THE_FILE.has(code));
    return { deployment, problems: [...inAnyRelease, ...ofFile] };
  }
  const problems = [
    ...inAnyRelease,
    ...ofEnvironment,
    ...(given.words === undefined ? [] : commandProblems(container, command)),
    ...variableProblems(container, conf, nanomq),
    ...packageProblems(container, conf, nanomq),
    ...(command.startsBroker ? confProblems(asked, read, confSpan(container, command, conf)) : []),
  ];
  return { deployment, problems };
}
