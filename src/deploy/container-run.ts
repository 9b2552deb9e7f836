/** `docker run`, `podman run` and their like: the container that a command line starts. */

import { parseImage } from "../nanomq/image.ts";
import type { Span } from "../text/source.ts";
import { bareContainer } from "./bare-container.ts";
import { shortVolume } from "./compose-mounts.ts";
import type { Container, Mount, Placed, Probe } from "./container.ts";
import type { DeploymentOptions } from "./deployment.ts";
import { readEnvFile } from "./env-file.ts";
import { isNanomqImage } from "./image.ts";
import { mountOption } from "./mount-option.ts";
import { parseShortPort } from "./ports.ts";
import { dockerBytes } from "./quantity.ts";
import { shellWords } from "./shell-words.ts";

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
  "-m": "--memory",
};

const UNKNOWN_WORDS = /^\$(?:\{?[A-Za-z_]\w*(?:\[[@*]\])?\}?|[@*])$/;

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
    // `"${ARGS[@]}"`: options that nobody here knows.
    if (word !== undefined && UNKNOWN_WORDS.test(word.value)) continue;
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

function memoryMount(text: string, span: Span): Mount {
  const [target = text] = text.split(":");
  return { source: "", target, kind: "tmpfs", readOnly: false, files: undefined, span };
}

/** A health check that a shell runs. */
export function healthProbes(command: Placed<string> | undefined, isOff = false): readonly Probe[] {
  if (command === undefined || isOff || command.value === "none") return [];
  const unknown = { port: undefined, path: undefined, sendsAuthorization: false };
  const words = shellWords(command.value);
  return [{ purpose: "healthcheck", how: "exec", ...unknown, command: words, span: command.span }];
}

function numberOf(
  text: Placed<string> | undefined,
  read: (text: string) => number | undefined,
): Placed<number> | undefined {
  const value = text && read(text.value);
  return text === undefined || value === undefined || Number.isNaN(value)
    ? undefined
    : { value, span: text.span };
}

function containerOf(engine: string, run: RunOptions, { fileAt }: DeploymentOptions): Container | undefined {
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
    mounts: [
      ...all("--volume").flatMap(({ value, span }) => shortVolume(value, { span }) ?? []),
      ...all("--mount").flatMap((mount) => mountOption(mount) ?? []),
      ...all("--tmpfs").map(({ value, span }) => memoryMount(value, span)),
    ],
    probes: healthProbes(last("--health-cmd"), options.has("--no-healthcheck")),
    cpuCores: numberOf(last("--cpus"), Number),
    memoryBytes: numberOf(last("--memory"), dockerBytes),
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

/** The container that the words start; undefined where they start none with NanoMQ. */
export function startedContainer(
  words: readonly Placed<string>[],
  options: DeploymentOptions,
): Container | undefined {
  const run = words.findIndex(
    ({ value }, at) =>
      /^(?:run|create)$/.test(value) &&
      /(?:^[@+-]*|\/)(?:docker|podman|nerdctl)$/.test(engineBefore(words, at)),
  );
  const engine = engineBefore(words, run);
  // `@`, `+` and `-` in front of a command are make's own.
  const name = engine.slice(engine.lastIndexOf("/") + 1).replace(/^[@+-]+/, "");
  return run === -1 ? undefined : containerOf(name, runOptions(words.slice(run + 1)), options);
}

/** The program in front of `run`, with `container` between them or not. */
function engineBefore(words: readonly Placed<string>[], at: number): string {
  const before = words[at - 1]?.value ?? "";
  return before === "container" ? (words[at - 2]?.value ?? "") : before;
}
