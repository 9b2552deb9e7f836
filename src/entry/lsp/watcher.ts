// Sees files change on the disk: not every editor tells.
import { type FSWatcher, watch } from "node:fs";
import { dirname, join } from "node:path";

/** A program that writes a file touches it several times. */
const QUIET_MS = 50;

/** Watches the folders of files. */
export class Watcher {
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #changed = new Set<string>();
  readonly #tell: (paths: ReadonlySet<string>) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (paths: ReadonlySet<string>) => void) {
    this.#tell = tell;
  }

  /** From now on the folders of these files, and no others. */
  follow(files: Iterable<string>): void {
    const folders = new Set([...files].map((file) => dirname(file)));
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#follow(folder);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.follow([]);
  }

  /** A folder that cannot be watched costs news from there, and nothing else. */
  #follow(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null) this.#note(join(folder, name));
      });
      watcher.on("error", () => watcher.close());
      this.#watchers.set(folder, watcher);
    } catch {
      return;
    }
  }

  #note(path: string): void {
    this.#changed.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changed = new Set(this.#changed);
      this.#changed.clear();
      this.#tell(changed);
    }, QUIET_MS);
  }
}
