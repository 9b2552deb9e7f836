import { resolve } from "node:path/posix";
import type { Io } from "./io.ts";

/** What was read through an io, and what was asked for and is not there: all that files decide about a result. */
export interface Recording {
  readonly io: Io;
  /** Absolute paths, with what was found; undefined: nothing to read. */
  readonly read: ReadonlyMap<string, Uint8Array | undefined>;
}

export function recorded(io: Io): Recording {
  const read = new Map<string, Uint8Array | undefined>();
  const recording: Io = {
    ...io,
    readFile: (path, limitBytes) => {
      const result = io.readFile(path, limitBytes);
      const place = resolve(io.cwd, path);
      // Whether a file is there is asked with a limit of no bytes: then its content decides nothing.
      if (result.ok) read.set(place, result.bytes);
      else if (!read.has(place) && result.why !== "too-large") read.set(place, undefined);
      return result;
    },
  };
  return { io: recording, read };
}
