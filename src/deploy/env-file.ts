/** Files of `KEY=VALUE` lines, as `docker run --env-file` and compose's `env_file` read them. */

import { type Source, textOf } from "../text/source.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { interpolate } from "./interpolate.ts";

const LINE = /^[ \t]*(?:export[ \t]+)?(?<name>[A-Za-z_][\w.]*)[ \t]*(?:=[ \t]*(?<value>.*))?$/;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/**
 * Compose and systemd take one pair of quotes off, and a comment behind an unquoted value; Docker keeps both.
 * @param known compose alone fills in names in what is not in single quotes
 */
function unquoted(value: string, known: Readonly<Record<string, string>> | undefined): string | undefined {
  const [, double, single] = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')[ \t]*(?:#.*)?$/.exec(value) ?? [];
  if (single !== undefined) return single.replaceAll("\\'", "'");
  const text =
    double?.replace(/\\([nrt\\"'$])/g, (_, letter: string) => ESCAPES[letter] ?? letter) ??
    value.replace(/(?:^|[ \t])#.*$/, "").trimEnd();
  if (known === undefined) return text;
  const { text: filled, unset } = interpolate(text, known);
  // A name that these files do not tell may be one of the shell: nobody knows the value.
  return unset.length > 0 ? undefined : filled;
}

/**
 * Variables in file order; lines that are no assignment are passed over.
 *
 * @param dialect who reads the file.
 */
export function readEnvFile(
  source: Source,
  dialect: "docker" | "compose" | "systemd",
): readonly EnvironmentVariable[] {
  const variables: EnvironmentVariable[] = [];
  const known: Record<string, string> = {};
  let start = 0;
  for (const line of textOf(source, 0, source.bytes.length).split("\n")) {
    const length = new TextEncoder().encode(line).length;
    const groups = LINE.exec(line.replace(/\r$/, ""))?.groups;
    const name = groups?.["name"];
    const value = groups?.["value"];
    if (name !== undefined) {
      const names = dialect === "compose" ? known : undefined;
      const written = value === undefined || dialect === "docker" ? value : unquoted(value, names);
      if (written !== undefined) known[name] = written;
      variables.push({ name, value: written, span: { file: source.file, start, end: start + length } });
    }
    start += length + 1;
  }
  return variables;
}
