// Names of volumes and secrets, told apart where two places would have one.
import type { KeptFolder } from "../../deploy/plan/plan-files.ts";

/** Of what is all named after. */
export const APP = "nanomq";

function lastOf(place: string): string {
  return place.slice(place.lastIndexOf("/") + 1);
}

/** A name by each place: letters, digits and hyphens, as every store takes them. */
export function namesOf(
  places: readonly string[],
  wordOf: (place: string) => string = lastOf,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const place of places) {
    const word = wordOf(place)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-");
    const bare = `${APP}-${word.replaceAll(/^-|-$/g, "").slice(0, 40) || "files"}`;
    let name = bare;
    for (let count = 2; taken.has(name); count += 1) name = `${bare}-${count}`;
    taken.add(name);
    names.set(place, name);
  }
  return names;
}

/** By the place of each folder: `nanomq-log`, `nanomq-data`. */
export function folderNames(folders: readonly KeptFolder[]): ReadonlyMap<string, string> {
  const logs = new Set(folders.flatMap(({ at, holds }) => (holds === "log" ? [at] : [])));
  const wordOf = (at: string) => (logs.has(at) ? "log" : lastOf(at) === APP ? "data" : lastOf(at));
  return namesOf(
    folders.map(({ at }) => at),
    wordOf,
  );
}
