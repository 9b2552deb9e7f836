// The findings that are known and accepted for now: a JSON file beside the confs, sorted, one finding a line.
import { fingerprint, type Identity } from "./fingerprint.ts";

const VERSION = 1;

export type BaselineResult =
  | { readonly ok: true; readonly entries: readonly Identity[] }
  | { readonly ok: false; readonly why: "foreign" | "newer" }
  | { readonly ok: false; readonly why: "entry"; readonly number: number };

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readEntry(value: unknown): Identity | undefined {
  if (!isRecord(value)) return undefined;
  const { rule, file, key, occurrence } = value;
  const counted = typeof occurrence === "number" && Number.isSafeInteger(occurrence) && occurrence > 0;
  if (typeof rule !== "string" || typeof file !== "string" || typeof key !== "string") return undefined;
  return counted ? { rule, file, key, occurrence } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads what {@link printBaseline} wrote; `number` of a wrong entry counts from 1. */
export function parseBaseline(text: string): BaselineResult {
  const data = parsed(text);
  if (!isRecord(data)) return { ok: false, why: "foreign" };
  const { nanotune_baseline: version, findings } = data;
  if (typeof version !== "number" || !Array.isArray(findings)) return { ok: false, why: "foreign" };
  if (version !== VERSION) return { ok: false, why: "newer" };
  const entries: Identity[] = [];
  for (const [at, value] of findings.entries()) {
    const entry = readEntry(value);
    if (entry === undefined) return { ok: false, why: "entry", number: at + 1 };
    entries.push(entry);
  }
  return { ok: true, entries };
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function compareEntries(left: Identity, right: Identity): number {
  return (
    compareText(left.file, right.file) ||
    compareText(left.rule, right.rule) ||
    compareText(left.key, right.key) ||
    left.occurrence - right.occurrence
  );
}

/** The same findings in any order make the same bytes. */
export function printBaseline(entries: readonly Identity[]): string {
  const unique = [...new Map(entries.map((entry) => [fingerprint(entry), entry])).values()];
  const rows = unique.toSorted(compareEntries).map(({ file, rule, key, occurrence }) => {
    return `    ${JSON.stringify({ file, rule, key, occurrence })}`;
  });
  const list = rows.length === 0 ? "[]" : `[\n${rows.join(",\n")}\n  ]`;
  return `{\n  "nanotune_baseline": ${VERSION},\n  "findings": ${list}\n}\n`;
}
