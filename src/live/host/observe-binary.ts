import { execFile } from "node:child_process";
import { accessSync, closeSync, constants, openSync, readSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { BinarySeen } from "../../preflight/binary.ts";

const PATIENCE_MS = 3000;
const MOST_OUTPUT_BYTES = 64 * 1024;
const CHUNK_BYTES = 4 * 1024 * 1024;
/** A program of NanoMQ has some 10 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Texts that the libraries of a build option, or the loader's list of them, leave in the program. */
const traces: Readonly<Record<string, readonly string[]>> = {
  tls: ["-----BEGIN CERTIFICATE-----", "libmbedtls", "libssl.so"],
  sqlite: ["SQLite format 3", "libsqlite3.so"],
  quic: ["MsQuicOpen", "libmsquic"],
};

function onPath(searchPath: string | undefined): string | undefined {
  return (searchPath ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, "nanomq"))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    });
}

/** `nanomq version` starts nothing: every word that is no command prints the usage with the version, and ends with 1. */
function versionOf(path: string): Promise<string | undefined> {
  const options = { timeout: PATIENCE_MS, killSignal: "SIGKILL", maxBuffer: MOST_OUTPUT_BYTES } as const;
  return new Promise((resolve) => {
    const child = execFile(path, ["version"], options, (_error, out, err) => {
      resolve(/\bv(\d+\.\d+\.\d+)/.exec(`${out}\n${err}`)?.[1]);
    });
    child.stdin?.end();
  });
}

/** Reads the program in pieces that overlap by the longest trace. */
function featuresOf(path: string): readonly string[] | undefined {
  const overlap = Math.max(...Object.values(traces).flatMap((texts) => texts.map(({ length }) => length)));
  const found = new Set<string>();
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    const chunk = Buffer.alloc(CHUNK_BYTES + overlap);
    for (let at = 0; at < MOST_BYTES; at += CHUNK_BYTES) {
      const count = readSync(descriptor, chunk, 0, chunk.length, at);
      const seen = chunk.subarray(0, count);
      for (const [feature, texts] of Object.entries(traces))
        if (texts.some((text) => seen.includes(text))) found.add(feature);
      if (count < chunk.length) break;
    }
    return [...found].toSorted();
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The `nanomq` that a search path leads to; it is asked for its version, and killed where it does not answer. */
export async function observeBinary(searchPath: string | undefined): Promise<BinarySeen> {
  const path = onPath(searchPath);
  if (path === undefined) return { kind: "absent" };
  const features = featuresOf(path);
  // A script that starts the real program has no traces of it.
  const isProgram = features === undefined || statSync(path).size > CHUNK_BYTES / 8;
  return { kind: "found", path, version: await versionOf(path), features: isProgram ? features : undefined };
}
