import type { Readable, Writable } from "node:stream";

/** Both ends of a conversation. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly columns: number;
  readonly rows: number;
}

/** Why a file could not be read. */
export type ReadFailure = "missing" | "directory" | "unreadable" | "too-large";

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: ReadFailure; readonly sizeBytes?: number | undefined };

/** The world as a command sees it: tests hand in another one. */
export interface Io {
  /** At most `limitBytes`; paths are relative to the working directory. */
  readFile(path: string, limitBytes: number): ReadResult;
  readStdin(limitBytes: number): Promise<ReadResult>;
  /** Replaces the file in one step, or leaves it as it was. */
  writeFile(path: string, bytes: Uint8Array): void;
  /** Names of files and folders; pipes and devices are left out. @throws where there is no folder to look into */
  listFolder(path: string): readonly string[];
  out(text: string): void;
  err(text: string): void;
  /** As 2026-08-01, in UTC. */
  today(): string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly columns: number | undefined;
  /** Undefined where nobody could be asked. */
  readonly terminal: () => Terminal | undefined;
}
