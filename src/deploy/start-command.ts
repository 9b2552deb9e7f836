/**
 * What `nanomq start …` makes of its words (NanoMQ apps/broker.c on nng's option parser): options as `--name value`,
 * `--name=value`, `--name:value`, `-D 2` or `-D2`; long names may be shortened; parsing stops at the first word that is
 * no option.
 */

import { has } from "../nanomq/behaviour.ts";
import { oldestRelease } from "../nanomq/releases.ts";
import { idleSpan, type StartOption, startOptions, urlSchemes } from "../nanomq/start.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { nearestName } from "../text/nearest-name.ts";
import type { ProblemArgs, StartProblemCode } from "./problem.ts";
import { shellWords } from "./shell-words.ts";

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
  readonly flags: readonly StartFlag[];
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
  return script === -1 ? words : shellWords(words[script + 1] ?? "");
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

interface Split {
  readonly name: string;
  readonly attached: string | undefined;
}

function splitWord(word: string): Split {
  if (!word.startsWith("--")) {
    return { name: word.slice(0, 2), attached: word.length > 2 ? word.slice(2) : undefined };
  }
  const mark = /[=:]/.exec(word);
  if (mark === null) return { name: word, attached: undefined };
  return { name: word.slice(0, mark.index), attached: word.slice(mark.index + 1) };
}

function candidates(name: string): readonly StartOption[] {
  const exact = startOptions.filter((option) => option.long === name || option.short === name);
  if (exact.length > 0 || !name.startsWith("--")) return exact;
  return startOptions.filter((option) => option.long.startsWith(name));
}

class OptionReader {
  readonly flags: StartFlag[] = [];
  readonly problems: StartProblem[] = [];
  readonly #words: readonly string[];
  readonly #nanomq: NanomqVersion;
  #at: number;

  constructor(words: readonly string[], from: number, nanomq: NanomqVersion) {
    this.#words = words;
    this.#at = from;
    this.#nanomq = nanomq;
  }

  readAll(): void {
    while (this.#at < this.#words.length) {
      const word = this.#words[this.#at] ?? "";
      if (SEPARATORS.has(word)) return;
      if (!word.startsWith("-") || word === "-" || word === "--") {
        const ignored = this.#words
          .slice(this.#at)
          .filter((rest) => rest.startsWith("-") && rest.length > 1).length;
        if (word !== "--" || ignored > 1) this.#say("arguments-ignored", this.#at, { word, ignored });
        return;
      }
      if (!this.#readOption(word)) return;
    }
  }

  #say(code: StartProblemCode, word: number, args: ProblemArgs): void {
    this.problems.push({ code, word, args });
  }

  /** False where NanoMQ gives up with exit code 1. */
  #readOption(word: string): boolean {
    const at = this.#at;
    const { name, attached } = splitWord(word);
    const found = candidates(name);
    const [option] = found;
    if (option === undefined) {
      const names = startOptions.map(({ long }) => long);
      this.#say("option-unknown", at, { option: name, suggestion: nearestName(name, names) ?? "" });
      return false;
    }
    if (found.length > 1) {
      this.#say("option-ambiguous", at, {
        option: name,
        candidates: found.map(({ long }) => long).join(", "),
      });
      return false;
    }
    this.#at += 1;
    if (option.argument === "none") {
      this.#add(option, undefined, at);
      return true;
    }
    const value = attached ?? this.#words[this.#at];
    if (attached === undefined) this.#at += 1;
    if (value === undefined || SEPARATORS.has(value)) {
      this.#say("option-value-missing", at, { option: option.long });
      return false;
    }
    this.#add(option, value, at);
    return true;
  }

  #add(option: StartOption, value: string | undefined, word: number): void {
    this.flags.push({ option: option.long, value, word });
    const idle = idleSpan(option, this.#nanomq);
    if (idle !== undefined) {
      const since = idle.since === oldestRelease ? "" : idle.since;
      this.#say("option-no-effect", word, { option: option.long, since });
    }
    if (option.long === "--keypass") this.#say("option-secret-visible", word, { option: option.long });
    if (value === undefined) return;
    const found = valueProblem(option, value);
    if (found !== undefined) this.#say(found.code, word, found.args);
    this.#checkConf(option, word);
    if (option.long === "--log_file" && !value.includes("/") && has(this.#nanomq, "log-folder-required")) {
      this.#say("option-log-folder-missing", word, { value });
    }
  }

  /** Only the first of `--conf` and `--old_conf` counts. */
  #checkConf(option: StartOption, word: number): void {
    if (!CONF_OPTIONS.has(option.long)) return;
    const first = this.flags.find((flag) => CONF_OPTIONS.has(flag.option));
    if (first !== undefined && first.word !== word) {
      this.#say("option-conf-twice", word, { option: option.long, used: first.value ?? "" });
    }
  }
}

const CONF_OPTIONS: ReadonlySet<string> = new Set(["--conf", "--old_conf"]);

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
      return { words, startsBroker: false, flags: [], problems: [] };
    case "other": {
      const { command: other, word } = start;
      return {
        words,
        startsBroker: false,
        flags: [],
        problems: [{ code: "command-not-start", word, args: { command: other } }],
      };
    }
    case "no-program":
    case "options": {
      const reader = new OptionReader(words, start.from, target.nanomq);
      reader.readAll();
      const { flags, problems } = reader;
      if (start.kind === "options") return { words, startsBroker: true, flags, problems };
      // Meant to start it, so the rest is looked at all the same.
      const missing = {
        code: "command-without-program",
        word: start.word,
        args: { command: "start" },
      } as const;
      return { words, startsBroker: true, flags, problems: [missing, ...problems] };
    }
  }
}
