// What a value of a class that a key does not take comes to: by the model, and by the recordings.
import { parseVersion } from "../../src/nanomq/version.ts";
import { keyAt } from "../../src/start/keys.ts";
import { type StartResult, startOf } from "../../src/start/read-start.ts";
import { run } from "../../src/start/run.ts";
import type { NodeEffect } from "../../src/start/setting.ts";
import { RECORDED_FEATURES, type StartupRow, startupRows } from "./startup-rows.ts";

/** What is written, by class. */
const samples: ReadonlyMap<string, string> = new Map([
  ["number", "7"],
  ["text", '"seven"'],
  ["switch", "true"],
  ["null", "null"],
  ["list", '["seven"]'],
  ["section", '{ seven = "seven" }'],
]);

export type ValueClass = "number" | "text" | "switch" | "null" | "list" | "section" | "absent";

const classOfKind: Readonly<Record<string, ValueClass>> = {
  number: "number",
  string: "text",
  boolean: "switch",
  null: "null",
  array: "list",
  object: "section",
};

/** Classes that a reader takes. */
const taken: Readonly<Record<string, readonly ValueClass[]>> = {
  number: ["number"],
  choice: ["number"],
  size: ["number", "text"],
  flag: ["switch"],
  section: ["section"],
  list: ["list"],
  "text-list": ["list"],
  "word-list": ["list"],
};

export const valueClasses: readonly ValueClass[] = [
  "number",
  "text",
  "switch",
  "null",
  "list",
  "section",
  "absent",
];

/** Numbers whose size may be the trouble; all fit into 32 bits, and the last one times eight is more than a host has. */
export const extremeNumbers: readonly string[] = ["1", "65536", "268435456", "2684354561"];

export function isTaken(pattern: string, one: ValueClass): boolean {
  return (taken[keyAt(pattern)?.reader ?? ""] ?? ["text"]).includes(one);
}

function runOf(text: string, files: StartupRow["files"], release: string): ReturnType<typeof run> {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  return run({ version, conf: { text, file: "n.conf", files }, features: RECORDED_FEATURES });
}

/** The place of a key in a conf. */
export interface Spot {
  readonly row: StartupRow;
  readonly effect: NodeEffect;
}

/** Rows of which nothing is to be said on any release: what to change one value of. */
const sound = startupRows.filter(({ results }) =>
  Object.values(results).every(
    ({ outcome, kinds = [] }) => outcome === "runs" && kinds.every((kind) => kind === "ok"),
  ),
);

/** Keys of the recorded confs, with the first place where each holds what it takes and the broker runs. */
export function spotsOf(release: string, patterns: ReadonlySet<string>): ReadonlyMap<string, Spot> {
  const spots = new Map<string, Spot>();
  for (const row of [...sound, ...startupRows]) {
    if (spots.size === patterns.size) break;
    const { outcome, loaded } = runOf(row.conf, row.files, release);
    if (outcome !== "runs") continue;
    for (const effect of loaded.effects) {
      const { pattern, node, span } = effect;
      const kind = classOfKind[node?.kind ?? ""];
      if (pattern === undefined || !patterns.has(pattern) || spots.has(pattern)) continue;
      if (kind !== undefined && isTaken(pattern, kind) && span.file === "n.conf")
        spots.set(pattern, { row, effect });
    }
  }
  return spots;
}

export type ValueOutcome = "runs" | "exits" | "crashes" | "dies-later" | "never-ready" | "memory";

function startOfText(text: string, { files }: StartupRow, release: string): StartResult {
  return startOf(runOf(text, files, release));
}

/** The conf with another value in that place; a section may stand there without `=`. */
function changed({ row, effect }: Spot, value: string | undefined): string {
  const { span, keySpan } = effect;
  const behind = row.conf.slice(span.end);
  if (value === undefined) return `${row.conf.slice(0, keySpan.start)}zz = 7${behind}`;
  const before = row.conf.slice(0, span.start);
  return `${before}${/[=:]\s*$/.test(before) ? "" : "= "}${value}${behind}`;
}

/** What the model makes of the conf with another value in that place; undefined where the conf dies of something else. */
export function modelOutcome(spot: Spot, value: string, release: string): ValueOutcome | undefined {
  const before = startOfText(spot.row.conf, spot.row, release);
  if (before.outcome !== "runs") return undefined;
  const text = value === "absent" ? undefined : (samples.get(value) ?? value);
  const { outcome, conditions, lacks, later } = startOfText(changed(spot, text), spot.row, release);
  if (outcome !== "runs") return outcome;
  if (later.length > before.later.length) return "dies-later";
  if (lacks.some(({ reason }) => reason === "never-ready")) return "never-ready";
  return conditions.some(({ kind }) => kind === "memory") ? "memory" : "runs";
}

/** The key and class of a recorded value that its key does not take; of another row undefined. */
export function wrongValueOf(
  row: StartupRow,
): { readonly pattern: string; readonly value: ValueClass } | undefined {
  const pattern = row.key.replace(/ (\(.*\)|alone)$/, "");
  if (keyAt(pattern) === undefined) return undefined;
  const { loaded, reading } = runOf(row.conf, row.files, "0.24.14");
  // Nothing in brackets is wrong everywhere: the text ends there.
  if (reading.tree !== reading.intended) return undefined;
  const node = loaded.effects.find((one) => one.pattern === pattern)?.node;
  if (node === undefined) return row.class === "absent" ? { pattern, value: "absent" } : undefined;
  const value = classOfKind[node.kind];
  return value === undefined || isTaken(pattern, value) ? undefined : { pattern, value };
}
