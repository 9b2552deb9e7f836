/** Which words of a start command are options of `nanomq start`, and what is wrong with them (NanoMQ apps/broker.c). */

import { has } from "../nanomq/behaviour.ts";
import { oldestRelease } from "../nanomq/releases.ts";
import { idleSpan, type StartOption, startOptions, urlSchemes } from "../nanomq/start.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import {
  confOption,
  namesConf,
  type OptionFault,
  type OptionsRead,
  readOptions,
  type TakenOption,
} from "../start/options.ts";
import { nearestName } from "../text/nearest-name.ts";
import type { ProblemArgs, StartProblemCode } from "./problem.ts";
import { shellWords, withoutRedirections } from "./shell-words.ts";

export interface StartFlag {
  /** Long name: `--qos_duration`. */
  readonly option: string;
  /** As written; undefined for options without a value. */
  readonly value: string | undefined;
  /** Index of the word that names the option. */
  readonly word: number;
}

interface StartProblem {
  readonly code: StartProblemCode;
  readonly args: ProblemArgs;
  /** Index into {@link StartCommand.words}. */
  readonly word: number;
}

export interface StartCommand {
  readonly words: readonly string[];
  /** False where the words start something else than the broker. */
  readonly startsBroker: boolean;
  /** The words that NanoMQ looks for options in. */
  readonly options: readonly string[];
  readonly flags: readonly StartFlag[];
  /** Where NanoMQ gives up. */
  readonly fault: Pick<OptionFault, "name" | "word"> | undefined;
  readonly problems: readonly StartProblem[];
}

const SEPARATORS: ReadonlySet<string> = new Set(["&&", "||", ";", "|", "&"]);

function baseName(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1);
}

/** The words of a `sh -c "…"`, split; other commands as they are. */
function withoutShell(words: readonly string[]): readonly string[] {
  if (!/^(?:ba|da|a)?sh$/.test(baseName(words[0] ?? ""))) return words;
  const script = words.findIndex((word, index) => index > 0 && /^-\w*c$/.test(word));
  if (script === -1) return words;
  return withoutRedirections(shellWords(words[script + 1] ?? ""), (word) => word);
}

type Beginning =
  | { readonly kind: "options"; readonly from: number }
  /** What follows a `start` that `nanomq` does not stand in front of. */
  | { readonly kind: "no-program"; readonly from: number; readonly word: number }
  /** Another command of NanoMQ, or none: `command` is what stands there. */
  | { readonly kind: "other"; readonly command: string; readonly word: number }
  | { readonly kind: "none" };

/** Finds the first option of `nanomq start`; the image's entrypoint puts `nanomq start` in front of a first option. */
function beginning(words: readonly string[]): Beginning {
  const first = baseName(words[0] ?? "") === "docker-entrypoint.sh" ? 1 : 0;
  if (words[first]?.startsWith("-") ?? true) return { kind: "options", from: first };
  const program = words.findIndex((word) => baseName(word) === "nanomq");
  if (program === -1) {
    return words[first] === "start" ? { kind: "no-program", from: first + 1, word: first } : { kind: "none" };
  }
  const command = words[program + 1] ?? "";
  if (command === "start" || command === "restart") return { kind: "options", from: program + 2 };
  // Up to 0.10 the command was `nanomq broker start`.
  if (command === "broker" && words[program + 2] === "start") return { kind: "options", from: program + 3 };
  return { kind: "other", command, word: command === "" ? program : program + 1 };
}

/** The words up to where the shell goes on with something else. */
function upToSeparator(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => SEPARATORS.has(word));
  return end === -1 ? words : words.slice(0, end);
}

function faultProblem({ kind, name, word, candidates }: OptionFault): StartProblem {
  switch (kind) {
    case "unknown": {
      const names = startOptions.map(({ long }) => long);
      return {
        code: "option-unknown",
        word,
        args: { option: name, suggestion: nearestName(name, names) ?? "" },
      };
    }
    case "ambiguous": {
      const all = candidates.map(({ long }) => long).join(", ");
      return { code: "option-ambiguous", word, args: { option: name, candidates: all } };
    }
    case "value-missing":
      return { code: "option-value-missing", word, args: { option: name } };
    case "value-unwanted":
      return { code: "option-value-unwanted", word, args: { option: name } };
  }
}

/** A shell's words that NanoMQ stops at are its own mistake; `-` alone does so on purpose. */
function restProblems(words: readonly string[], { end }: OptionsRead): readonly StartProblem[] {
  const word = words[end];
  if (word === undefined) return [];
  const ignored = words.slice(end).filter((rest) => rest.startsWith("-") && rest.length > 1).length;
  return [{ code: "arguments-ignored", word: end, args: { word, ignored } }];
}

/** What comes of one option where it is not what it looks like. */
function takenProblems(
  taken: TakenOption,
  conf: TakenOption | undefined,
  nanomq: NanomqVersion,
): readonly StartProblem[] {
  const { option, argument: value, word } = taken;
  const problems: StartProblem[] = [];
  const say = (code: StartProblemCode, args: ProblemArgs) => problems.push({ code, word, args });
  const idle = idleSpan(option, nanomq);
  if (idle !== undefined) {
    const since = idle.since === oldestRelease ? "" : idle.since;
    say("option-no-effect", { option: option.long, since });
  }
  if (option.long === "--help" && (conf === undefined || word < conf.word))
    say("option-help", { option: option.long });
  if (option.long === "--keypass") say("option-secret-visible", { option: option.long });
  if (value === undefined) return problems;
  const found = valueProblem(option, value);
  if (found !== undefined) say(found.code, found.args);
  if (namesConf(option) && conf !== taken)
    say("option-conf-twice", { option: option.long, used: conf?.argument ?? "" });
  if (option.long === "--log_file" && !value.includes("/") && has(nanomq, "log-folder-required"))
    say("option-log-folder-missing", { option: option.long, value });
  return problems;
}

/** What is wrong with the words behind `nanomq start`; `word` counts in them. */
export function optionProblems(
  words: readonly string[],
  nanomq: NanomqVersion,
  read = readOptions(words),
): readonly StartProblem[] {
  const conf = confOption(read);
  return [
    ...read.taken.flatMap((taken) => takenProblems(taken, conf, nanomq)),
    ...(read.fault === undefined ? restProblems(words, read) : [faultProblem(read.fault)]),
  ];
}

interface ValueProblem {
  readonly code: StartProblemCode;
  readonly args: ProblemArgs;
}

/** A number in the field it is stored in. */
function stored(number: number, store: StartOption["store"]): number {
  if (store === "uint16") return number & 0xffff;
  return store === "uint32" ? number >>> 0 : number | 0;
}

function numberProblem(option: StartOption, value: string): ValueProblem | undefined {
  const digits = /^\s*[+-]?\d+/.exec(value)?.[0];
  const args = { option: option.long, value };
  if (digits === undefined) return { code: "option-not-a-number", args: { ...args, used: 0 } };
  const number = Number(digits);
  const used = stored(number, option.store);
  if (used !== number) return { code: "option-number-wraps", args: { ...args, used } };
  if (digits !== value) return { code: "option-unit-ignored", args: { ...args, used: number } };
  return undefined;
}

function valueProblem(option: StartOption, value: string): ValueProblem | undefined {
  const args = { option: option.long, value };
  switch (option.argument) {
    case "number":
      return numberProblem(option, value);
    case "url":
      return urlSchemes.some(({ prefix }) => value.startsWith(prefix))
        ? undefined
        : { code: "option-scheme-unknown", args };
    case "boolean":
      return /^(?:true|false)$/i.test(value) ? undefined : { code: "option-boolean-ignored", args };
    case "word":
      return option.words?.includes(value.toLowerCase()) === true
        ? undefined
        : { code: "option-log-level-unknown", args };
    case "none":
    case "path":
    case "text":
      return undefined;
  }
}

/** True where the words run NanoMQ's program whatever the image is called. */
export function runsNanomq(words: readonly { readonly value: string }[]): boolean {
  return words.some(({ value }) => /(?:^|[/\s])nanomq(?:\s|$)/.test(value));
}

/** Reads a command line or its words; an empty one is the image's own `nanomq start`. */
export function parseStartCommand(
  command: string | readonly string[],
  target: { readonly nanomq: NanomqVersion },
): StartCommand {
  const words = withoutShell(typeof command === "string" ? shellWords(command) : command);
  const start = beginning(words);
  switch (start.kind) {
    case "none":
      return { words, startsBroker: false, options: [], flags: [], fault: undefined, problems: [] };
    case "other": {
      const { command: other, word } = start;
      return {
        words,
        startsBroker: false,
        options: [],
        flags: [],
        fault: undefined,
        problems: [{ code: "command-not-start", word, args: { command: other } }],
      };
    }
    case "no-program":
    case "options": {
      const { from } = start;
      const options = upToSeparator(words.slice(from));
      const read = readOptions(options);
      const fault = read.fault && { name: read.fault.name, word: from + read.fault.word };
      const flags = read.taken.map(({ option, argument, word }) => ({
        option: option.long,
        value: argument,
        word: from + word,
      }));
      const problems = optionProblems(options, target.nanomq, read).map((one) => ({
        ...one,
        word: from + one.word,
      }));
      if (start.kind === "options") return { words, startsBroker: true, options, flags, fault, problems };
      // Meant to start it, so the rest is looked at all the same.
      const missing = {
        code: "command-without-program",
        word: start.word,
        args: { command: "start" },
      } as const;
      return { words, startsBroker: true, options, flags, fault, problems: [missing, ...problems] };
    }
  }
}

/** The options in a line that a person typed: behind `nanomq start`, where that stands there too, or the whole of it. */
export function optionWords(line: string): readonly string[] {
  const words = withoutShell(shellWords(line));
  const start = beginning(words);
  return upToSeparator(
    start.kind === "options" || start.kind === "no-program" ? words.slice(start.from) : words,
  );
}
