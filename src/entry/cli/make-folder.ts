import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/**
 * One folder after the other: `recursive` never ends where the system says of a new folder that it is not there, as it does
 * below /proc. @throws where it cannot be made
 */
export function makeFolder(path: string, mode: number): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(path)) throw error;
  }
}
