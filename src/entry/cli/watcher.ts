import { type FSWatcher, watch } from "chokidar";
import type { Watcher } from "./io.ts";

/** Editors write a file in several steps, and people save several files: all of it is one change. */
const QUIET_MS = 120;
const ENDS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Files of this machine; loaded only where somebody watches. */
export function watcher(): Watcher {
  const files: FSWatcher = watch([], { ignoreInitial: true, ignorePermissionErrors: true });
  const watched = new Set<string>();
  let [isChanged, hasLeft] = [false, false];
  let tell: (() => void) | undefined;
  let quiet: NodeJS.Timeout | undefined;
  files.on("all", () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      isChanged = true;
      tell?.();
    }, QUIET_MS);
  });
  const leave = () => {
    hasLeft = true;
    tell?.();
  };
  for (const end of ENDS) process.once(end, leave);
  return {
    watch: (paths) => {
      const fresh = [...paths].filter((path) => !watched.has(path));
      for (const path of fresh) watched.add(path);
      if (fresh.length > 0) files.add(fresh);
    },
    next: async () => {
      if (!isChanged && !hasLeft)
        await new Promise<void>((resolve) => {
          tell = resolve;
        });
      [isChanged, tell] = [false, undefined];
      return hasLeft ? undefined : "changed";
    },
    close: async () => {
      clearTimeout(quiet);
      for (const end of ENDS) process.removeListener(end, leave);
      await files.close();
    },
  };
}
