import { fstatSync, statSync, writeSync } from "node:fs";
import { exitCode } from "./exit-code.ts";

type Stream = 1 | 2;

function errorCode(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** A reader that closes early (`nanotune lint | head`) is no error; a full disk is. */
function unwritten(error: unknown): void {
  if (errorCode(error) === "EPIPE") return;
  const why = error instanceof Error ? error.message : String(error);
  process.stderr.write(`nanotune: the output could not be written: ${why}\n`, () => {
    process.exit(exitCode.internal);
  });
}

/** Writes in one go, and as a stream once somebody has made the pipe one that does not wait. */
function writeAll(stream: Stream, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  try {
    while (at < bytes.length) at += writeSync(stream, bytes, at);
  } catch (error) {
    const slow = stream === 1 ? process.stdout : process.stderr;
    if (errorCode(error) === "EAGAIN") slow.on("error", unwritten).write(bytes.subarray(at));
    // Nothing is left to say it with where stderr itself fails.
    else if (stream === 1) unwritten(error);
  }
}

/** Loads node:tty, which costs as much as a conf to read, for nothing but what may be a terminal. */
function isTerminal(stream: Stream): boolean {
  try {
    const device = fstatSync(stream);
    if (!device.isCharacterDevice()) return false;
    if (device.rdev === statSync("/dev/null", { throwIfNoEntry: false })?.rdev) return false;
    return process.getBuiltinModule("node:tty").isatty(stream);
  } catch {
    return false;
  }
}

export interface StandardStreams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly columns: number | undefined;
}

/** Files and pipes are written to directly: making Node's own streams costs a tenth of a lint. */
export function standardStreams(): StandardStreams {
  const stdoutIsTty = isTerminal(1);
  return {
    out: (text) => writeAll(1, text),
    err: (text) => writeAll(2, text),
    stdoutIsTty,
    stderrIsTty: isTerminal(2),
    columns: stdoutIsTty ? process.stdout.columns : undefined,
  };
}

/** Both ends for a program that talks back and forth, as editors do: nothing else may write there. */
export function protocolStreams(): {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
} {
  return { input: process.stdin, output: process.stdout };
}
