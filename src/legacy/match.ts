/** Finds the row of the mapping an old key belongs to. */

import { type Destination, type MappingRow, mapping } from "./mapping.ts";

export interface Match {
  readonly destination: Destination;
  /** The row's own words for the key, NAME and N included. */
  readonly pattern: string;
  readonly name: string;
  readonly number: number;
}

interface Compiled {
  readonly pattern: string;
  readonly shape: RegExp;
  readonly destination: Destination;
}

function compile(pattern: string): RegExp {
  const shape = pattern
    .split(".")
    .map((segment, at, all) => {
      if (segment === "N") return "(?<number>[1-9]\\d{0,5})";
      if (segment !== "NAME") return segment.replaceAll("+", "\\+");
      return at === all.length - 1 ? "(?<name>.+)" : "(?<name>[^.]+)";
    })
    .join("\\.");
  return new RegExp(`^${shape}$`);
}

function isPattern(old: string): boolean {
  return old.split(".").some((segment) => segment === "N" || segment === "NAME");
}

const literal: ReadonlyMap<string, Destination> = new Map(
  mapping.filter((row) => !isPattern(row.old)).map((row) => [row.old, row.destination]),
);

const headOf = (key: string) => key.split(".", 1)[0] ?? key;

/** Rows with NAME or N by their first segment, which is none of both. */
const patterns = new Map<string, readonly MappingRow[]>();
for (const row of mapping) {
  const head = headOf(row.old);
  if (isPattern(row.old)) patterns.set(head, [...(patterns.get(head) ?? []), row]);
}

/** Most confs ask for no pattern at all, so none is compiled before. */
const compiled = new Map<string, readonly Compiled[]>();

function patternsFor(key: string): readonly Compiled[] {
  const head = headOf(key);
  const known = compiled.get(head);
  if (known !== undefined) return known;
  const made = (patterns.get(head) ?? []).map(({ old, destination }) => {
    return { pattern: old, shape: compile(old), destination };
  });
  // Heads that no row has would fill the table.
  if (made.length > 0) compiled.set(head, made);
  return made;
}

export function matchKey(key: string): Match | undefined {
  const exact = literal.get(key);
  if (exact !== undefined) return { destination: exact, pattern: key, name: "", number: 0 };
  for (const { pattern, shape, destination } of patternsFor(key)) {
    const groups = shape.exec(key)?.groups;
    if (groups !== undefined) {
      return { destination, pattern, name: groups["name"] ?? "", number: Number(groups["number"] ?? 0) };
    }
  }
  return undefined;
}

/** The path of a destination with its NAME and N filled in; NAME may hold dots, a number is a list entry. */
export function destinationPath(to: string, match: Match): readonly (string | number)[] {
  return to.split(".").map((segment) => {
    if (segment === "NAME") return match.name;
    if (segment === "N") return match.number;
    return /^\d+$/.test(segment) ? Number(segment) : segment.replace(/_N$/, `_${match.number}`);
  });
}
