// The same lint again, with nothing that decides it changed: nanotune is a function of what it sees, so what it said holds.
import { statSync } from "node:fs";
import { cacheFile, digestOf, keep, readKept } from "./files.ts";
import { isSame, type Look } from "./looks.ts";

/** What was written, by stream. */
export type Said = readonly [stream: "out" | "err", text: string];

/** What a command saw, and what it said and came to. */
export interface Answer {
  readonly looks: readonly Look[];
  readonly said: readonly Said[];
  readonly exitCode: number;
}

export interface AnswerPlace {
  readonly file: string;
  /** Everything that decides besides files and the day. */
  readonly key: string;
}

/** As many as there are two hexadecimal digits: who lints ten thousand confs keeps the answers of a few. */
const DIGITS = 2;

/**
 * Where the answer to a command line is kept. The line and the environment decide, and both may hold secrets: of them only
 * a hash is kept.
 * @param told what else decides: the scripts, what the streams are
 */
export function answerPlace(...told: readonly unknown[]): AnswerPlace | undefined {
  let key = "";
  const file = cacheFile(() => {
    const { argv, env, execArgv, execPath } = process;
    const { size, mtimeMs } = statSync(execPath);
    const program = [execPath, size, mtimeMs, execArgv, process.getuid?.()];
    key = digestOf(JSON.stringify([told, program, argv, process.cwd(), env]));
    return `answer-${key.slice(-DIGITS)}.json`;
  });
  return file === undefined ? undefined : { file, key };
}

interface Stored extends Answer {
  readonly key: string;
}

function isStored(value: unknown): value is Stored {
  return (
    typeof value === "object" &&
    value !== null &&
    "key" in value &&
    "looks" in value &&
    Array.isArray(value.looks) &&
    "said" in value &&
    Array.isArray(value.said) &&
    "exitCode" in value
  );
}

/** What the same line came to, where every look gives what it gave then. Never throws. */
export function readAnswer({ file, key }: AnswerPlace): Answer | undefined {
  return readKept(file, (bytes) => {
    const stored: unknown = JSON.parse(bytes.toString("utf8"));
    return isStored(stored) && stored.key === key && stored.looks.every(isSame) ? stored : undefined;
  });
}

export function keepAnswer({ file, key }: AnswerPlace, answer: Answer): void {
  const text = () => [Buffer.from(JSON.stringify({ key, ...answer } satisfies Stored))];
  keep(file, text, false);
}
