import { resolve } from "node:path/posix";
import type { Io } from "./io.ts";

/** A file that fixes change. */
export interface Change {
  /** Where it is on this machine; an include may be below `--root` or `--workdir`. */
  readonly path: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** What `--diff` would have written: whoever reads through its `io` sees it, the files stay as they are. */
export class Draft {
  readonly io: Io;
  readonly #changes = new Map<string, Change>();

  constructor(io: Io) {
    this.io = {
      ...io,
      readFile: (path, limitBytes) => {
        const changed = this.#changes.get(resolve(io.cwd, path));
        return changed === undefined ? io.readFile(path, limitBytes) : { ok: true, bytes: changed.after };
      },
    };
  }

  /** A file that is changed once more keeps its first `before`. */
  note(change: Change): void {
    const key = resolve(this.io.cwd, change.path);
    const first = this.#changes.get(key) ?? change;
    this.#changes.set(key, { ...first, after: change.after });
  }

  get changes(): readonly Change[] {
    return [...this.#changes.values()];
  }
}
