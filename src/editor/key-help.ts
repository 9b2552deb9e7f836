// What a key is for, in Markdown: for hover and for completion.

import type { SurfaceKey } from "../generated/surface.ts";
import { surfaceWords } from "../generated/surface-words.ts";
import { knowsVariable, startOptions, variables } from "../nanomq/start.ts";
import { editorWords } from "../report/editor/words.ts";
import { isRead, keyAt } from "../start/keys.ts";
import { defaultText, wordsOf } from "./key-values.ts";
import type { View } from "./view.ts";

/** Variables and options that make the same setting. */
function giversOf(path: string, { run }: View): readonly string[] {
  const { version } = run.start;
  const named = variables.filter((row) => row.setting === path && knowsVariable(row, version));
  const options = startOptions.filter(({ setting }) => setting === path);
  return [...named.map(({ name }) => name), ...options.map(({ long }) => long)];
}

function releasesLine(key: SurfaceKey, { run, language }: View): string {
  const words = editorWords[language];
  const { since, until, renamedTo } = key;
  const { version } = run.start;
  const span =
    since === null ? words.noRelease : until === undefined ? words.since(since) : words.until(since, until);
  if (isRead(key, version)) return span;
  const renamed = renamedTo === undefined ? "" : `; ${words.renamed(`\`${renamedTo}\``)}`;
  return `${span}; **${words.notHere(version.text)}**${renamed}`;
}

/** What the table says about a key: default, unit, values, releases, and what it needs. */
function factLines(key: SurfaceKey, view: View): readonly string[] {
  const words = editorWords[view.language];
  const usual = defaultText(key, view.run.start.version);
  const values = wordsOf(key);
  const givers = giversOf(key.path, view);
  return [
    ...(usual === undefined ? [] : [words.byDefault(`\`${usual}\``)]),
    ...(key.unit === undefined || key.unit === "count" ? [] : [words.unit(key.unit)]),
    ...(values.length === 0 ? [] : [words.values(values.map((value) => `\`${value}\``).join(", "))]),
    releasesLine(key, view),
    ...(givers.length === 0 ? [] : [words.givenBy(givers.map((name) => `\`${name}\``).join(", "))]),
    ...(key.build === undefined ? [] : [words.needsBuild(key.build.join(", "))]),
    ...(key.needs === undefined ? [] : [words.needsKey(`\`${key.needs}\``)]),
    ...(key.inert === true ? [words.inert] : []),
  ];
}

/** What a key or section is for, and what is known about it; undefined for a place without a key or words. */
export function keyHelp(pattern: string, view: View): string | undefined {
  const key = keyAt(pattern);
  const purpose = surfaceWords[pattern]?.[view.language];
  const facts = key === undefined ? [] : factLines(key, view).map((line) => `- ${line}`);
  const parts = [
    ...(purpose === undefined ? [] : [purpose]),
    ...(facts.length === 0 ? [] : [facts.join("\n")]),
  ];
  return parts.length === 0 ? undefined : parts.join("\n\n");
}
