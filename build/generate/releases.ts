// What is known of NanoMQ release by release: releases/*.toml -> src/generated/releases.ts, behaviours.ts and others.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isInRanks } from "../../src/nanomq/ranks.ts";
import { checkTables, rankOf, ranksOf } from "./releases/check.ts";
import { cureOf, isReported, ruleIdOf } from "./releases/defect-rules.ts";
import { type MeasuredTable, readTables, type Tables } from "./releases/tables.ts";
import { keptSettings } from "./surface/table.ts";
import { isJson, places } from "./surface/walk.ts";

const header = (table: string) =>
  `// Made by build/generate/releases.ts from releases/${table}.toml; do not edit.\n`;

function releasesText({ releases }: Tables): string {
  const told = releases.release.filter(({ known }) => known !== "named");
  const rows = told.map(({ name, known = "measured", reports = "" }) => [name, known, reports]);
  const doubts = told.flatMap(({ name, doubt }) => (doubt === undefined ? [] : [[name, doubt]]));
  return `${header("releases")}
/** What of a release was not to be had, and what stands for it. */
export const releaseDoubts: Readonly<Record<string, { readonly en: string; readonly zh: string }>> =
  ${JSON.stringify(Object.fromEntries(doubts))};

/** Name, what is known of it, and what its broker says its version is; oldest first. */
export const releaseRows: readonly (readonly [name: string, known: "measured" | "assumed", reports: string])[] =
  ${JSON.stringify(rows)};
`;
}

function notesText({ releases }: Tables): string {
  const notes = releases.release.flatMap(({ name, note = [] }) =>
    note.map(({ keys, gone = [], en, zh }) => ({ since: name, keys: [...keys, ...gone], text: { en, zh } })),
  );
  return `${header("releases")}import type { ReleaseNote } from "../nanomq/notes.ts";

export const releaseNotes: readonly ReleaseNote[] = ${JSON.stringify(notes)};
`;
}

function imagesText({ images }: Tables): string {
  return `${header("images")}import type { ImageRow } from "../nanomq/image.ts";

export const imageRows: readonly ImageRow[] = ${JSON.stringify(images.image)};
`;
}

/** Apart from the images: only who opens a deployment needs them. */
function imageConfText({ images }: Tables): string {
  return `${header("images")}import type { ImageSetting } from "../nanomq/image-conf.ts";

/** Folders that every image has. */
export const imageFolders: readonly string[] = ${JSON.stringify(images.folders)};

export const imageSettings: readonly ImageSetting[] = ${JSON.stringify(images.setting)};
`;
}

function behavioursText({ behaviour }: Tables): string {
  const facts = Object.entries(behaviour.facts).map(([name, { what, spans }]) => {
    return `  /** ${what} */\n  ${JSON.stringify(name)}: ${JSON.stringify(spans.map(ranksOf))},\n`;
  });
  const measured = (table: MeasuredTable) =>
    Object.entries(table).map(([name, { values }]) => `  ${name}: ${JSON.stringify(values)},\n`);
  return `${header("behaviour")}
/** Where each holds: ranks of releases, from the first on and below the second. */
export const behaviourRanks = {\n${facts.join("")}} as const;

export const timingTable = {\n${measured(behaviour.timing).join("")}} as const;

export const bridgeTable = {\n${measured(behaviour.bridge).join("")}} as const;
`;
}

/** Apart from the behaviours: only who looks at an outage needs them. */
function stallsText({ behaviour }: Tables): string {
  const rows = behaviour.stall.map(({ since, counts_threads: countsThreads, seen }) => {
    const stalls = seen.map(({ per_thread: perThread, median_ms: medianMs, worst_ms: worstMs }) => {
      return { perThread, medianMs, worstMs };
    });
    return { since, countsThreads, stalls };
  });
  return `${header("behaviour")}import type { BridgeStall } from "../nanomq/bridge-stalls.ts";

/** From one release on; \`countsThreads\` is false where more task threads changed nothing. */
export const stallRows: readonly {
  readonly since: string;
  readonly countsThreads: boolean;
  readonly stalls: readonly BridgeStall[];
}[] = ${JSON.stringify(rows)};
`;
}

function endpointsText({ api }: Tables): string {
  return `${header("api")}import type { Endpoint } from "../nanomq/api/endpoints.ts";

/** With the releases that list it. */
export const endpointRows: readonly (Endpoint & { readonly since?: string; readonly until?: string })[] = ${JSON.stringify(api.endpoint)};
`;
}

function startText({ start }: Tables): string {
  const bare = <T extends { readonly evidence?: string }>(rows: readonly T[]) =>
    rows.map(({ evidence: _evidence, ...row }) => row);
  return `${header("start")}import type { StartOption, Variable } from "../nanomq/start.ts";

export const variables: readonly Variable[] = ${JSON.stringify(bare(start.variable))};

export const startOptions: readonly StartOption[] = ${JSON.stringify(bare(start.option))};

/** How an address of \`--url\` begins, and the listener it is for. */
export const urlSchemes: readonly {
  readonly prefix: string;
  readonly listener: "tcp" | "ssl" | "ws" | "wss";
}[] = ${JSON.stringify(start.scheme)};
`;
}

/** What whoever reaches a listener can trigger, apart from what only annoys. */
function openDefectsText({ defects, releases }: Tables): string {
  const rows = defects.defect.filter(
    ({ anyone, severity }) => anyone === true && (severity === "critical" || severity === "serious"),
  );
  const open = rows.map(({ id, since, until, except = [], advisories = [] }) => {
    const name = advisories.find((advisory) => advisory.startsWith("CVE")) ?? id;
    const holes = except.map((tag) => ranksOf({ since: tag, until: tag }));
    return {
      name,
      isAdvisory: advisories.length > 0,
      ranks: ranksOf({ since, ...(until === undefined ? {} : { until }) }),
      except: holes,
    };
  });
  const counts = releases.release.flatMap(({ name, known = "measured" }) => {
    const rank = rankOf(name);
    const has = ({ ranks, except }: (typeof open)[number]) =>
      isInRanks(rank, ranks) && !except.some((hole) => isInRanks(rank, hole));
    return known === "measured" ? [[name, rank, open.filter(has).length]] : [];
  });
  return `${header("defects")}import type { OpenDefect } from "../nanomq/defects.ts";

export const openDefects: readonly OpenDefect[] = ${JSON.stringify(open)};

/** How many of them a release has, oldest first. */
export const openCounts: readonly (readonly [release: string, rank: number, count: number])[] =
  ${JSON.stringify(counts)};
`;
}

/** Every row, as commands ask for it; what only the docs say stays in the table. */
function defectsText({ defects }: Tables): string {
  const rows = defects.defect.map((row) => {
    const { id, kind, consequence, severity, certainty, since, until, except, mend, areas } = row;
    const { advisories, anyone, say, do: remedy, unmet, upgrade_note: inUpgrade, evidence } = row;
    const rule = row.told_by ?? (isReported(row) ? ruleIdOf(row) : undefined);
    const words = { say, remedy, unmet };
    return {
      ...{ id, rule, kind, consequence, severity, certainty, since, until, except, cure: cureOf(row), mend },
      ...{ areas, advisories, anyone, inUpgrade, evidence, ...words },
    };
  });
  return `${header("defects")}import type { Defect } from "../nanomq/known-defects.ts";

/** Day up to which the sources were read. */
export const defectsRead = ${JSON.stringify(defects.read)};

export const defectRows: readonly Defect[] = ${JSON.stringify(rows)};
`;
}

/** The key table's own release, and the paths of every key, section, and setting that is no key. */
function surfaceOf(schema: unknown): { readonly checked: unknown; readonly settings: ReadonlySet<string> } {
  if (!isJson(schema) || !isJson(schema["x-nanomq"]))
    throw new Error("schemas/nanomq.schema.json has no annotations");
  const keys = places(schema).map(({ path }) => path);
  const kept = keptSettings(schema).map(({ path }) => path);
  return { checked: schema["x-nanomq"]["checked"], settings: new Set([...keys, ...kept]) };
}

/** @param root folder of the project */
export async function generate(root: string): Promise<Readonly<Record<string, string>>> {
  const schema: unknown = JSON.parse(await readFile(join(root, "schemas", "nanomq.schema.json"), "utf8"));
  const tables = await readTables(root);
  const { checked, settings } = surfaceOf(schema);
  checkTables(tables, settings, checked);
  return {
    "releases.ts": releasesText(tables),
    "release-notes.ts": notesText(tables),
    "images.ts": imagesText(tables),
    "image-settings.ts": imageConfText(tables),
    "behaviours.ts": behavioursText(tables),
    "bridge-stalls.ts": stallsText(tables),
    "endpoints.ts": endpointsText(tables),
    "start.ts": startText(tables),
    "open-defects.ts": openDefectsText(tables),
    "defects.ts": defectsText(tables),
  };
}
