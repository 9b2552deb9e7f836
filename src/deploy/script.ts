/** Shell scripts that start NanoMQ: `docker run …`, or the program itself, as init scripts do. */

import { parseImage } from "../nanomq/image.ts";
import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { bareContainer, wholeMachine } from "./bare-container.ts";
import { shortVolume } from "./compose-mounts.ts";
import type { Container, DeploymentOptions, DeploymentReading, Placed } from "./deployment.ts";
import { readEnvFile } from "./env-file.ts";
import { isNanomqImage } from "./image.ts";
import { logicalLines } from "./logical-lines.ts";
import { placeWords } from "./placed-words.ts";
import { parseShortPort } from "./ports.ts";

/** Options of `docker run` that nothing follows. */
const SWITCHES =
  /^(?:-[ditPq]+|--(?:detach|init|interactive|no-healthcheck|oom-kill-disable|privileged|publish-all|quiet|read-only|rm|sig-proxy|tty))(?:=.*)?$/;

const ALIASES: Readonly<Record<string, string>> = {
  "-v": "--volume",
  "-p": "--publish",
  "-e": "--env",
  "-u": "--user",
  "-w": "--workdir",
  "--net": "--network",
};

const ASSIGNMENT = /^\s*(?:export\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)=("[^"$]*"|'[^']*'|[^\s"'$]*)\s*$/;

/** Names that the script itself sets, and the folder it is mostly run in. */
function filled(text: string, known: ReadonlyMap<string, string>): string {
  const here = text.replace(/\$(?:\(pwd\)|\{PWD\}|PWD\b)|`pwd`/g, ".");
  return here.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (writing, name: string) => known.get(name) ?? writing);
}

interface RunOptions {
  readonly options: ReadonlyMap<string, readonly Placed<string>[]>;
  readonly image: Placed<string> | undefined;
  readonly words: readonly Placed<string>[];
}

/** The words behind `docker run`. */
function runOptions(words: readonly Placed<string>[]): RunOptions {
  const options = new Map<string, Placed<string>[]>();
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined || !word.value.startsWith("-")) break;
    const equals = word.value.indexOf("=");
    const written = equals === -1 || !word.value.startsWith("--") ? word.value : word.value.slice(0, equals);
    const name = ALIASES[written] ?? written;
    const isSwitch = SWITCHES.test(word.value);
    if (!isSwitch && written === word.value) at += 1;
    const value = written === word.value ? words[at] : { ...word, value: word.value.slice(equals + 1) };
    if (value !== undefined) options.set(name, [...(options.get(name) ?? []), value]);
  }
  return { options, image: words[at], words: words.slice(at + 1) };
}

function dockerContainer(
  engine: string,
  run: RunOptions,
  { fileAt }: DeploymentOptions,
): Container | undefined {
  const { options, image, words } = run;
  if (image === undefined || !isNanomqImage(image.value)) return undefined;
  const all = (name: string) => options.get(name) ?? [];
  const last = (name: string) => all(name).at(-1);
  const entrypoint = last("--entrypoint");
  const hostNetwork = last("--network")?.value === "host";
  const own = [...(entrypoint === undefined ? [] : [entrypoint]), ...words];
  const files = all("--env-file").flatMap(({ value }) => {
    const file = fileAt?.(value);
    return file === undefined ? [] : readEnvFile(file, "docker");
  });
  const variables = all("--env").map(({ value, span }) => {
    const equals = value.indexOf("=");
    return {
      name: equals === -1 ? value : value.slice(0, equals),
      value: equals === -1 ? undefined : value.slice(equals + 1),
      span,
    };
  });
  return {
    ...bareContainer("docker", last("--name")?.value ?? "docker run", image.span),
    image: { value: parseImage(image.value), span: image.span },
    environment: [...files, ...variables],
    words: own.length === 0 ? undefined : own,
    mounts: all("--volume").flatMap(({ value, span }) => shortVolume(value, { span }) ?? []),
    ports: all("--publish").flatMap(({ value, span }) => {
      const port = parseShortPort(value);
      return port === undefined ? [] : [{ by: "compose", ...port, span } as const];
    }),
    user: last("--user"),
    workdir: last("--workdir"),
    hostNetwork,
    opensLowPorts: engine === "docker" && !hostNetwork,
    readOnlyRoot: options.has("--read-only") ? { value: true, span: image.span } : undefined,
  };
}

/** What one line starts. */
function startedBy(words: readonly Placed<string>[], options: DeploymentOptions): Container | undefined {
  const run = words.findIndex(
    ({ value }, at) =>
      /^(?:run|create)$/.test(value) && /^(?:docker|podman|nerdctl)$/.test(words[at - 1]?.value ?? ""),
  );
  const engine = words[run - 1]?.value ?? "";
  if (run !== -1) return dockerContainer(engine, runOptions(words.slice(run + 1)), options);
  const program = words.findIndex(
    ({ value }, at) => /(?:^|\/)nanomq$/.test(value) && words[at + 1]?.value === "start",
  );
  const first = words[program];
  if (first === undefined) return undefined;
  return {
    ...bareContainer("host", "nanomq start", first.span),
    words: words.slice(program),
    mounts: [wholeMachine(first.span)],
    hostNetwork: true,
  };
}

export function readScript(source: Source, options: DeploymentOptions): DeploymentReading {
  const known = new Map<string, string>();
  const assembled = logicalLines(source).flatMap((line) => {
    const [, name, value] = ASSIGNMENT.exec(line.value) ?? [];
    if (name !== undefined && value !== undefined) known.set(name, value.replace(/^["']|["']$/g, ""));
    if (!/nanomq|\brun\b|\bstart\b/.test(line.value)) return [];
    const words = placeWords(source, line).map((word) => ({ ...word, value: filled(word.value, known) }));
    const container = startedBy(words, options);
    return container === undefined ? [] : [assemble(container, options)];
  });
  return {
    source,
    deployments: assembled.map(({ deployment }) => deployment),
    confs: [],
    problems: assembled.flatMap(({ problems }) => problems),
  };
}
