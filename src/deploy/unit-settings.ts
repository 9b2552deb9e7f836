/** Settings of one section of a unit and its drop-ins (systemd.syntax(7)). */

import type { Source } from "../text/source.ts";
import type { Placed } from "./container.ts";
import type { DeploymentOptions } from "./deployment.ts";
import { readEnvFile } from "./env-file.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { logicalLines, restOf } from "./logical-lines.ts";
import { placeWords } from "./placed-words.ts";
import { shellWords } from "./shell-words.ts";

/** In the order they count; an empty one takes back what was said before. */
export type UnitSettings = ReadonlyMap<string, readonly Placed<string>[]>;

export function unitSettings(sources: readonly Source[], named: string): UnitSettings {
  const settings = new Map<string, Placed<string>[]>();
  for (const source of sources) {
    let section = "";
    for (const line of logicalLines(source, /^\s*[#;]/)) {
      section = /^\s*\[(.+)\]/.exec(line.value)?.[1] ?? section;
      const equals = line.value.indexOf("=");
      if (section !== named || equals === -1) continue;
      const key = line.value.slice(0, equals).trim();
      const value = restOf(line, equals + 1);
      const before = settings.get(key);
      if (before === undefined || value.value === "") settings.set(key, value.value === "" ? [] : [value]);
      else before.push(value);
    }
  }
  return settings;
}

/** Words of a line, each where it stands. */
export function wordsIn(sources: readonly Source[], line: Placed<string>): readonly Placed<string>[] {
  const source = sources.find(({ file }) => file === line.span.file);
  return source === undefined ? [] : placeWords(source, line);
}

/** Folders that systemd has letters for (systemd.unit(5), "Specifiers"), of a unit of the system. */
const SPECIFIERS: Readonly<Record<string, string>> = {
  ...{
    "%%": "%",
    "%E": "/etc",
    "%S": "/var/lib",
    "%C": "/var/cache",
    "%L": "/var/log",
    "%t": "/run",
    "%T": "/tmp",
  },
};

/** Words of a command, variables filled in: `$NAME` alone is as many words as its value has; what nobody knows is left out. */
export function expandedWords(
  words: readonly Placed<string>[],
  environment: readonly EnvironmentVariable[],
): readonly Placed<string>[] {
  const values = new Map(environment.map(({ name, value }) => [name, value]));
  return words.flatMap(({ value: written, span }) => {
    const value = written.replace(/%[%ESCLtT]/g, (letter) => SPECIFIERS[letter] ?? letter);
    const [, whole] = /^\$(?:\{)?([A-Za-z_]\w*)\}?$/.exec(value) ?? [];
    if (whole !== undefined)
      return shellWords(values.get(whole) ?? "").map((word) => ({ value: word, span }));
    return [
      {
        value: value.replace(/\$\{([A-Za-z_]\w*)\}/g, (text, name: string) => values.get(name) ?? text),
        span,
      },
    ];
  });
}

/** `Environment=A=1 "B=2 3"`, and the files of `EnvironmentFile=`, which win. */
export function unitEnvironment(
  sources: readonly Source[],
  settings: UnitSettings,
  fileAt: DeploymentOptions["fileAt"],
): readonly EnvironmentVariable[] {
  const own = (settings.get("Environment") ?? []).flatMap((line) =>
    wordsIn(sources, line).flatMap(({ value, span }) => {
      const equals = value.indexOf("=");
      return equals < 1 ? [] : [{ name: value.slice(0, equals), value: value.slice(equals + 1), span }];
    }),
  );
  const files = (settings.get("EnvironmentFile") ?? []).flatMap(({ value }) => {
    const file = fileAt?.(value.replace(/^-/, ""));
    return file === undefined ? [] : readEnvFile(file, "systemd");
  });
  const names = new Set(files.map(({ name }) => name));
  return [...own.filter(({ name }) => !names.has(name)), ...files];
}

/** Drop-ins of a unit lie in a folder named after it, and count in the order of their names. */
export function dropIns(file: string, { fileAt, namesIn }: DeploymentOptions): readonly Source[] {
  const folder = `${file.slice(file.lastIndexOf("/") + 1)}.d`;
  const names = (namesIn?.(folder) ?? []).filter((name) => name.endsWith(".conf")).toSorted();
  return names.flatMap((name) => fileAt?.(`${folder}/${name}`) ?? []);
}
