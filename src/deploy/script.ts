/** Shell scripts that start NanoMQ: `docker run …`, or the program itself, as init scripts do. */

import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { bareContainer, wholeMachine } from "./bare-container.ts";
import type { Container, Placed } from "./container.ts";
import { startedContainer } from "./container-run.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { logicalLines } from "./logical-lines.ts";
import { placeWords } from "./placed-words.ts";
import { withoutRedirections } from "./shell-words.ts";

const ASSIGNMENT = /^\s*(?:export\s+|readonly\s+|local\s+)?([A-Za-z_]\w*)=("[^"$]*"|'[^']*'|[^\s"'$]*)\s*$/;

/** Names that the script itself sets, and the folder it is mostly run in. */
function filled(text: string, known: ReadonlyMap<string, string>): string {
  const here = text.replace(/\$(?:\((?:pwd|PWD|CURDIR)\)|\{PWD\}|PWD\b)|`pwd`|%cd%/g, ".");
  return here.replace(/\$\{?([A-Za-z_]\w*)\}?/g, (writing, name: string) => known.get(name) ?? writing);
}

/** What one line starts. */
function startedBy(words: readonly Placed<string>[], options: DeploymentOptions): Container | undefined {
  const container = startedContainer(words, options);
  if (container !== undefined) return container;
  const program = words.findIndex(
    ({ value }, at) => /(?:^|\/)nanomq$/.test(value) && beginsStart(words.slice(at + 1)),
  );
  const first = words[program];
  if (first === undefined) return undefined;
  return {
    ...bareContainer("host", "nanomq start", first.span),
    // `start-stop-daemon --exec nanomq -- start` has a `--` of its own.
    words: words.slice(program).filter(({ value }, at) => at !== 1 || value !== "--"),
    mounts: [wholeMachine(first.span)],
    hostNetwork: true,
  };
}

function beginsStart(words: readonly Placed<string>[]): boolean {
  const [first, second] = words.map(({ value }) => value);
  return first === "start" || (first === "--" && second === "start");
}

/** OpenWrt's procd is told of an instance in several lines; what they say is one command. */
interface Procd {
  readonly command: readonly Placed<string>[];
  readonly environment: readonly Placed<string>[];
  readonly user: Placed<string> | undefined;
}

const PARAMETER = /^procd_(set|append)_param$/;

function procdOf(lines: readonly (readonly Placed<string>[])[]): Procd {
  const found = { command: [] as readonly Placed<string>[], environment: [] as readonly Placed<string>[] };
  let user: Placed<string> | undefined;
  for (const [call, name, ...values] of lines) {
    const [, how] = PARAMETER.exec(call?.value ?? "") ?? [];
    if (how === undefined) continue;
    const isMore = how === "append";
    if (name?.value === "command") found.command = isMore ? [...found.command, ...values] : values;
    if (name?.value === "env") found.environment = isMore ? [...found.environment, ...values] : values;
    if (name?.value === "user") user = values[0];
  }
  return { ...found, user };
}

function procdContainer(
  { command, environment, user }: Procd,
  options: DeploymentOptions,
): Container | undefined {
  const container = startedBy(command, options);
  if (container === undefined) return undefined;
  const variables = environment.flatMap(({ value, span }) => {
    const equals = value.indexOf("=");
    return equals < 1 ? [] : [{ name: value.slice(0, equals), value: value.slice(equals + 1), span }];
  });
  return { ...container, environment: variables, user: user ?? container.user };
}

/** What ends a line that goes on: of a shell, of PowerShell, of a batch file. */
function jointOf(file: string): RegExp | undefined {
  if (/\.ps1$/i.test(file)) return /`\s*$/;
  return /\.(?:bat|cmd)$/i.test(file) ? /\^\s*$/ : undefined;
}

export function readScript(source: Source, options: DeploymentOptions): DeploymentReading {
  const known = new Map<string, string>();
  const lines = logicalLines(source, undefined, jointOf(source.file)).map((line) => {
    const [, name, given] = ASSIGNMENT.exec(line.value) ?? [];
    if (name !== undefined && given !== undefined) known.set(name, given.replace(/^["']|["']$/g, ""));
    if (!/nanomq|\brun\b|\bstart\b|\bprocd_/.test(line.value)) return [];
    const words = withoutRedirections(placeWords(source, line), (word) => word.value);
    return words.map((word) => ({ ...word, value: filled(word.value, known) }));
  });
  const isProcd = (words: readonly Placed<string>[]) => PARAMETER.test(words[0]?.value ?? "");
  const procd = procdContainer(procdOf(lines.filter(isProcd)), options);
  const others = lines.filter((words) => !isProcd(words)).flatMap((words) => startedBy(words, options) ?? []);
  const assembled = [...(procd === undefined ? [] : [procd]), ...others].map((one) => assemble(one, options));
  return {
    source,
    deployments: assembled.map(({ deployment }) => deployment),
    confs: [],
    problems: assembled.flatMap(({ problems }) => problems),
  };
}
