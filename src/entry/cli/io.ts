import type { Readable, Writable } from "node:stream";
import type { Paint } from "../../report/output/roles.ts";
import type { TextKind } from "../../report/output/shown-text.ts";
import type { LintJob, LintJobResult } from "./lint-job.ts";

/** Both ends of a conversation. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly columns: number;
  readonly rows: number;
}

/** Why a file could not be read. */
export type ReadFailure =
  | "missing"
  | "directory"
  | "unreadable"
  | "too-large"
  /** A pipe or device through which nothing comes. */
  | "silent";

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: ReadFailure; readonly sizeBytes?: number | undefined };

/** New content of a file. */
export interface FileWrite {
  readonly path: string;
  /** What was read, and has to be there still; undefined: nothing was there. */
  readonly before: Uint8Array | undefined | "any";
  readonly after: Uint8Array;
  /** The folders it lies in are made where they are missing. */
  readonly makesFolder?: true | undefined;
  /** True for what holds secrets: a new file is its owner's alone. */
  readonly isPrivate?: true | undefined;
}

/** A file could not be replaced in one step: it was overwritten, and what it held lies in `backup`. */
export interface WriteNote {
  readonly kind: "in-place" | "hard-links";
  readonly path: string;
  readonly backup: string;
}

export type WriteRefusal = "changed-meanwhile" | "dangling-link" | "no-regular-file" | "named-twice";

/** Nothing was written, for the sake of what is there. */
export class WriteRefused extends Error {
  readonly why: WriteRefusal;
  readonly path: string;

  constructor(why: WriteRefusal, path: string) {
    super(why);
    this.why = why;
    this.path = path;
  }
}

/** Other threads that lint. */
export interface Threads {
  /** How many this machine runs at once. */
  readonly count: number;
  /** @throws where a thread dies */
  run(share: Omit<LintJob, "argv" | "cwd">): Promise<LintJobResult>;
}

export type GitResult =
  | { readonly ok: true; readonly out: Uint8Array }
  | { readonly ok: false; readonly why: string };

/** Looks at files until `left` is asked for by the user; `paths` are those to look at from now on. */
export interface Watcher {
  watch(paths: Iterable<string>): void;
  /** The next change, a little after the last of several; undefined: the user left. */
  next(): Promise<"changed" | undefined>;
  close(): Promise<void>;
}

/** The world: tests hand in another one. Commands see it through {@link Io}. */
export interface World {
  /** At most `limitBytes`; paths are relative to the working directory. */
  readFile(path: string, limitBytes: number): ReadResult;
  readStdin(limitBytes: number): Promise<ReadResult>;
  /** All of them or none; what to say of how. @throws WriteRefused, or what the system says */
  writeFiles(writes: readonly FileWrite[]): readonly WriteNote[];
  /** Where links of an absolute path lead; the path itself where nothing is there. */
  realPath(path: string): string;
  /** Names of files and folders; pipes and devices are left out. @throws where there is no folder to look into */
  listFolder(path: string): readonly string[];
  out(text: string): void;
  err(text: string): void;
  /** As 2026-08-01, in UTC. */
  today(): string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** True for the superuser. */
  readonly isRoot?: boolean | undefined;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly columns: number | undefined;
  /** Where nanotune's own `docs` lie, as a file URI with a slash at its end; undefined where nobody knows. */
  readonly docsFolder?: string | undefined;
  /** Undefined where nobody could be asked. */
  readonly terminal: () => Terminal | undefined;
  /** Git in the working directory; undefined where there is none to ask. */
  readonly git?: ((args: readonly string[]) => GitResult) | undefined;
  readonly watcher?: (() => Promise<Watcher>) | undefined;
  /** Undefined where there is this thread alone. */
  readonly threads?: Threads | undefined;
  /** Called where a command looks at the machine past this world. */
  readonly looksBeyond?: (() => void) | undefined;
}

/** The world as a command sees it: what is read here is known, and what is written holds no secret of it. */
export interface Io extends World {
  out(text: string, kind?: TextKind): void;
  /** Puts a line on a terminal's stderr in place of the one before; "" takes it away. */
  redraw(text: string): void;
  /** A text as it may be shown where `out` and `err` do not lead: in the wizard's conversation. */
  readonly shown: (text: string) => string;
  /** A text as it may stand in a file that others read. */
  readonly fileText: (text: string, kind?: TextKind) => string;
  /** Notes what came from elsewhere, the last of each place: an answer of a broker. */
  readonly learn: (place: string, text: string) => void;
  /** Notes a file that another thread read. */
  readonly learnFile: (path: string, bytes: Uint8Array) => void;
  /** Colours for texts that are given to `out`. */
  paint(): Paint;
}
