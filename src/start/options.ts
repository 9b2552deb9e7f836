// The words behind `nanomq start` as its own option parser takes them (nng_opts_parse, NanoNNG src/supplemental/util/options.c):
// `--name value`, `--name=value`, `--name:value`, `-D 2` or `-D2`; long names may be cut short; the first word that is no
// option ends them.
import { type StartOption, startOptions } from "../nanomq/start.ts";

/** An option that was taken. */
export interface TakenOption {
  readonly option: StartOption;
  /** As written; undefined for options without a value. */
  readonly argument: string | undefined;
  /** Index of the word that names it. */
  readonly word: number;
}

export type OptionFaultKind = "unknown" | "ambiguous" | "value-missing" | "value-unwanted";

/** What NanoMQ gives up at, with exit code 1. */
export interface OptionFault {
  readonly kind: OptionFaultKind;
  /** The option as written, without its value. */
  readonly name: string;
  readonly word: number;
  /** What it may stand for. */
  readonly candidates: readonly StartOption[];
}

export interface OptionsRead {
  readonly taken: readonly TakenOption[];
  readonly fault: OptionFault | undefined;
  /** Index of the first word that nobody looks at. */
  readonly end: number;
}

interface Split {
  readonly name: string;
  readonly attached: string | undefined;
}

/** A mark without a value behind it is a value that is empty. */
function splitWord(word: string): Split {
  if (!word.startsWith("--"))
    return { name: word.slice(0, 2), attached: word.length > 2 ? word.slice(2) : undefined };
  const mark = /[=:]/.exec(word);
  if (mark === null) return { name: word, attached: undefined };
  return { name: word.slice(0, mark.index), attached: word.slice(mark.index + 1) };
}

/** Of several that begin like a long name none is meant, unless one is that name; `--` alone begins like all of them. */
function candidatesFor(name: string): readonly StartOption[] {
  const exact = startOptions.filter(({ long, short }) => long === name || short === name);
  if (exact.length > 0 || !name.startsWith("--")) return exact;
  return startOptions.filter(({ long }) => long.startsWith(name));
}

function faultIn(
  option: StartOption,
  attached: string | undefined,
  next: string | undefined,
): OptionFaultKind | undefined {
  if (option.argument === "none") return attached === undefined ? undefined : "value-unwanted";
  return attached === undefined && next === undefined ? "value-missing" : undefined;
}

/** Takes options from the front until a word is none, or NanoMQ gives up. */
export function readOptions(words: readonly string[]): OptionsRead {
  const taken: TakenOption[] = [];
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) break;
    if (word === "-") return { taken, fault: undefined, end: at + 1 };
    const { name, attached } = splitWord(word);
    const candidates = candidatesFor(name);
    const [option, ...others] = candidates;
    const fault = (kind: OptionFaultKind): OptionsRead => ({
      taken,
      fault: { kind, name, word: at, candidates },
      end: words.length,
    });
    if (option === undefined) return fault("unknown");
    if (others.length > 0) return fault("ambiguous");
    const kind = faultIn(option, attached, words[at + 1]);
    if (kind !== undefined) return fault(kind);
    const hasValue = option.argument !== "none";
    taken.push({ option, argument: hasValue ? (attached ?? words[at + 1]) : undefined, word: at });
    at += hasValue && attached === undefined ? 2 : 1;
  }
  return { taken, fault: undefined, end: at };
}

export function namesConf({ long }: StartOption): boolean {
  return long === "--conf" || long === "--old_conf";
}

/** The option that names the conf: only the first of them counts, and what stands behind it is looked at after the conf is read. */
export function confOption({ taken }: OptionsRead): TakenOption | undefined {
  return taken.find(({ option }) => namesConf(option));
}
