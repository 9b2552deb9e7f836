/** Files of `KEY=VALUE` lines, as `docker run --env-file` and compose's `env_file` read them. */

import { type Source, textOf } from "../text/source.ts";
import type { EnvironmentVariable } from "./environment.ts";

const LINE = /^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][\w.]*)[ \t]*(?:=[ \t]*(?<value>.*))?$/;

/** Compose takes one pair of quotes off, and a comment behind an unquoted value; Docker keeps both. */
function composeValue(value: string): string {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')[ \t]*(?:#.*)?$/.exec(value);
  return quoted?.[1] ?? quoted?.[2] ?? value.replace(/[ \t]#.*$/, "").trimEnd();
}

/**
 * Variables in file order; lines that are no assignment are passed over.
 *
 * @param dialect who reads the file.
 */
export function readEnvFile(source: Source, dialect: "docker" | "compose"): readonly EnvironmentVariable[] {
  const variables: EnvironmentVariable[] = [];
  let start = 0;
  for (const line of textOf(source, 0, source.bytes.length).split("\n")) {
    const length = new TextEncoder().encode(line).length;
    const groups = LINE.exec(line.replace(/\r$/, ""))?.groups;
    const name = groups?.["name"];
    const value = groups?.["value"];
    if (name !== undefined) {
      const written = value === undefined || dialect === "docker" ? value : composeValue(value);
      variables.push({ name, value: written, span: { file: source.file, start, end: start + length } });
    }
    start += length + 1;
  }
  return variables;
}
