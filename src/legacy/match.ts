/** Finds the row of the mapping an old key belongs to. */

import { type Destination, mapping } from "./mapping.ts";

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

const patterns: readonly Compiled[] = mapping
  .filter((row) => isPattern(row.old))
  .map((row) => ({ pattern: row.old, shape: compile(row.old), destination: row.destination }));

export function matchKey(key: string): Match | undefined {
  const exact = literal.get(key);
  if (exact !== undefined) return { destination: exact, pattern: key, name: "", number: 0 };
  for (const { pattern, shape, destination } of patterns) {
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
