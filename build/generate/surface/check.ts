// What a schema of a schema cannot say of a key: people are told of it in both languages, and its releases exist.

import { rankOf } from "../releases/check.ts";
import type { ReleaseRow } from "../releases/tables.ts";
import { isJson, type Json, places } from "./walk.ts";

const RELEASE = /^\d+\.\d+(?:\.\d+)?$/;

/** Releases that annotations name: as a value of `since` or `until`, or as the one from which a fact holds. */
function namedIn(facts: unknown): readonly string[] {
  if (Array.isArray(facts)) return facts.flatMap(namedIn);
  if (!isJson(facts)) return [];
  return Object.entries(facts).flatMap(([name, value]) => {
    if (RELEASE.test(name)) return [name, ...namedIn(value)];
    return (name === "since" || name === "until") && typeof value === "string" ? [value] : namedIn(value);
  });
}

/** @throws Error naming every key that lacks words, and every release that is none */
export function checkKeys(schema: Json, releases: readonly ReleaseRow[]): void {
  const known = new Set(releases.map(({ name }) => rankOf(name)));
  const faults = places(schema).flatMap(({ path, schema: { description, "x-nanomq": notes } }) => {
    const zh = isJson(notes) ? notes["zh"] : undefined;
    const words = { description, zh };
    const unsaid = Object.entries(words).filter(([, text]) => typeof text !== "string" || text === "");
    const strange = namedIn(notes).filter((release) => !known.has(rankOf(release)));
    return [
      ...unsaid.map(([name]) => `${path} has no ${name}`),
      ...strange.map((release) => `${path} names ${release}, which is no release of releases/releases.toml`),
    ];
  });
  if (faults.length > 0) throw new Error(`schemas/nanomq.schema.json:\n  ${faults.join("\n  ")}`);
}
