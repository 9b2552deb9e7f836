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

const headOf = (key: string) => key.split(".", 1)[0] ?? key;

interface Tables {
  readonly literal: ReadonlyMap<string, Destination>;
  /** Rows with NAME or N by their first segment, which is none of both. */
  readonly patterns: ReadonlyMap<string, readonly MappingRow[]>;
}

function makeTables(): Tables {
  const literal = new Map<string, Destination>();
  const patterns = new Map<string, MappingRow[]>();
  for (const row of mapping) {
    const head = headOf(row.old);
    if (!isPattern(row.old)) literal.set(row.old, row.destination);
    else if (!patterns.get(head)?.push(row)) patterns.set(head, [row]);
  }
  return { literal, patterns };
}

/** Most confs ask for no key at all, and hardly any for a pattern: tables and patterns are made when asked for. */
let tables: Tables | undefined;
const compiled = new Map<string, readonly Compiled[]>();

function patternsFor(key: string, { patterns }: Tables): readonly Compiled[] {
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
  tables ??= makeTables();
  const exact = tables.literal.get(key);
  if (exact !== undefined) return { destination: exact, pattern: key, name: "", number: 0 };
  for (const { pattern, shape, destination } of patternsFor(key, tables)) {
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

/** The same as the key table spells it: `bridges.mqtt.*.forwards[].retain`. */
export function destinationPattern(to: string): string {
  return to.replace(/\.(?:N|\d+)(?=\.|$)/g, "[]").replace(/\.(?:NAME|\w+_N)(?=\.|$)/g, ".*");
}
