import { readFileSync } from "node:fs";

/** A small file of the system without its last line end; undefined where it is not there or not for us. */
export function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return undefined;
  }
}

/** A number a file of the system holds; undefined for anything else. */
export function numberAt(path: string): number | undefined {
  const text = textAt(path);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
