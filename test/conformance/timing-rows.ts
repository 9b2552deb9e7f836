import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const folder = new URL("../../fixtures/conformance/timing/", import.meta.url);

/** The recorded rows of one file, as lines. */
export function recordedLines(name: string): readonly string[] {
  return gunzipSync(readFileSync(new URL(`${name}.jsonl.gz`, folder)))
    .toString("utf8")
    .trimEnd()
    .split("\n");
}

export function recordedJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8"));
}
