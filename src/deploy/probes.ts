/** Health checks and probes: what they run has to be in the image, and has to be able to fail. */

import type { ImageContent } from "../nanomq/image.ts";
import type { Container, Probe } from "./container.ts";
import { type DeploymentProblem, problem } from "./problem.ts";
import { shellWords } from "./shell-words.ts";

const SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a)?sh$/;
const SEPARATOR = /^(?:&&|\|\||[;|&])$/;
/** Parts of a shell itself, and what every image has. */
const COMMON: ReadonlySet<string> = new Set(
  "[ test echo printf exit true false exec cat grep egrep awk sed cut head tail wc tr sleep kill ps pidof pgrep timeout ls if then else fi ! set cd env date read".split(
    " ",
  ),
);
/** What those images lack that are no Alpine. */
const BUSYBOX: ReadonlySet<string> = new Set(["ps", "pidof", "pgrep"]);

/** The words behind `sh -c`; undefined where no shell runs. */
function scriptOf(command: readonly string[]): string | undefined {
  const [program = ""] = command;
  const at = command.findIndex((word, index) => index > 0 && /^-\w*c$/.test(word));
  return SHELL.test(program) && at !== -1 ? command[at + 1] : undefined;
}

/** Every program that a command runs, by its name. */
function programsIn(command: readonly string[]): readonly string[] {
  const script = scriptOf(command);
  const words = script === undefined ? command : shellWords(script);
  const first = script === undefined ? [] : command.slice(0, 1);
  // The `&` of `2>&1` separates nothing.
  const begins = (at: number) => SEPARATOR.test(words[at - 1] ?? "") && !/[<>]$/.test(words[at - 2] ?? "");
  const began = words.filter((_, at) => at === 0 || begins(at));
  const named = [...first, ...began].filter((word) => !/^\w+=|^[-<>$({]/.test(word) && !SEPARATOR.test(word));
  return [...new Set(named.map((word) => word.slice(word.lastIndexOf("/") + 1)))];
}

/** True where the last of the alternatives succeeds whatever came before. */
function alwaysSucceeds(command: readonly string[]): boolean {
  const script = scriptOf(command);
  const words = script === undefined ? command : shellWords(script);
  const text = words.join(" ");
  return /(?:\|\||;)\s*(?:exit 0|true|:|echo\b[^|&;]*)\s*;?$/.test(text) || /^(?:exit 0|true|:)$/.test(text);
}

function isLacking(program: string, { tools, variant }: ImageContent): boolean {
  if (tools.includes(program)) return false;
  if (!COMMON.has(program)) return true;
  return BUSYBOX.has(program) && variant !== "basic";
}

function problemsOf(
  { how, command, span }: Probe,
  content: ImageContent | undefined,
): readonly DeploymentProblem[] {
  if (how !== "exec" || command.length === 0) return [];
  const problems = alwaysSucceeds(command) ? [problem("probe-always-ok", span)] : [];
  const missing = content && programsIn(command).find((program) => isLacking(program, content));
  if (content === undefined || missing === undefined) return problems;
  const tools = content.tools.join(", ");
  return [...problems, problem("probe-program-missing", span, { program: missing, tools })];
}

/** @param content of the image; undefined where it is not a published one */
export function probeProblems(
  { probes }: Container,
  content: ImageContent | undefined,
): readonly DeploymentProblem[] {
  return probes.flatMap((probe) => problemsOf(probe, content));
}
