/**
 * Rewrites an old key=value file as HOCON for one NanoMQ version: each setting at its new place with the comments that
 * stood above it, sections in the order of NanoMQ's sample, what was off as comments, what cannot be carried over
 * listed with its line and reason.
 */

import { firstWith, has } from "../../nanomq/behaviour.ts";
import { keySince } from "../../nanomq/key-since.ts";
import { isSince, type NanomqVersion } from "../../nanomq/version.ts";
import { createSection, makeSection, printConf } from "../migrate/conf-tree.ts";
import { confKey } from "../migrate/convert.ts";
import { byLine, carry, lose, note } from "../migrate/draft.ts";
import type { LostSetting, Migration } from "../migrate/migration.ts";
import type { Source } from "../source.ts";
import { completeSections } from "./complete.ts";
import type { LegacyDraft, LegacyEntry } from "./draft.ts";
import { joinAccounts, joinAwsServers, joinDatabases, joinOldTopics, joinWebhookEvents } from "./joined.ts";
import { type LegacyLine, type LegacySetting, readLegacy } from "./legacy-file.ts";
import type { SettingDestination } from "./mapping.ts";
import { destinationPath, destinationPattern, type Match, matchKey } from "./match.ts";
import { applySwitches } from "./switches.ts";

/** The oldest release that reads what is written here. */
const oldestLayout = firstWith("migration-layout");

interface Collected {
  readonly entries: ReadonlyMap<string, LegacyEntry>;
  readonly overridden: readonly LegacySetting[];
  readonly junk: readonly LostSetting[];
  readonly header: readonly string[];
  readonly footer: readonly string[];
}

/** Comments at the top of the file, up to its first empty line or setting. */
function headerOf(lines: readonly LegacyLine[]): readonly string[] {
  const end = lines.findIndex((line) => line.kind !== "comment");
  const isHeader = end > 0 && lines[end]?.kind === "blank";
  return isHeader ? lines.slice(0, end).flatMap((line) => (line.kind === "comment" ? [line.text] : [])) : [];
}

function collect(lines: readonly LegacyLine[]): Collected {
  const header = headerOf(lines);
  const entries = new Map<string, LegacyEntry>();
  const overridden: LegacySetting[] = [];
  const junk: LostSetting[] = [];
  let comments: string[] = [];
  for (const line of lines.slice(header.length)) {
    if (line.kind === "comment") comments.push(line.text);
    if (line.kind === "junk") {
      junk.push({ line: line.line, key: line.text, span: line.span, reason: "unreadable-line", detail: "" });
    }
    if (line.kind !== "setting") continue;
    const earlier = entries.get(line.key);
    if (earlier !== undefined) overridden.push(earlier.setting);
    entries.set(line.key, { setting: line, comments: [...(earlier?.comments ?? []), ...comments] });
    comments = [];
  }
  return { entries, overridden, junk, header, footer: comments };
}

/** Quotes do not always keep a dot in a key from making sections. */
function isWritable(segment: string | number, nanomq: NanomqVersion): boolean {
  if (typeof segment === "number") return true;
  return confKey(segment) !== undefined && (!segment.includes(".") || has(nanomq, "quotes-protect-dots"));
}

function carrySetting(draft: LegacyDraft, entry: LegacyEntry, match: Match, to: SettingDestination): void {
  const path = destinationPath(to.to, match);
  const { setting } = entry;
  const since = keySince(destinationPattern(to.to));
  if (since !== undefined && !isSince(draft.nanomq, since)) {
    lose(draft, setting, "not-in-version", since);
  } else if (!path.every((segment) => isWritable(segment, draft.nanomq))) {
    lose(draft, setting, "unreadable-key");
  } else {
    if (path[0] === "gateway") note(draft, "gateway-file", setting);
    carry(draft, entry, path, to.as);
  }
}

function assign(draft: LegacyDraft, entry: LegacyEntry): void {
  const match = matchKey(entry.setting.key);
  switch (match?.destination.kind) {
    case undefined:
      lose(draft, entry.setting, "unknown-key");
      break;
    case "none":
      lose(draft, entry.setting, match.destination.reason);
      break;
    case "setting":
      carrySetting(draft, entry, match, match.destination);
      break;
    case "switch":
      // Its comments belong to the section.
      if (entry.comments.length > 0) {
        makeSection(draft.root, destinationPath(match.destination.of, match)).comments.push(
          ...entry.comments,
        );
      }
      break;
    case "joined":
      break;
  }
}

/** The old parser looks for entry 1, then 2, …, in file order, and stops at the first that does not follow. */
function noteSequences(draft: LegacyDraft): void {
  const lists = new Map<string, { next: number; current: number }>();
  for (const { setting } of draft.entries.values()) {
    const [, list, digits] =
      /^(acl\.rule|auth|.*\.(?:forwards|subscription))\.([1-9]\d{0,5})(?:\.|$)/.exec(setting.key) ?? [];
    if (list === undefined || digits === undefined) continue;
    const number = Number(digits);
    const state = lists.get(list) ?? { next: 1, current: 0 };
    if (number === state.next) lists.set(list, { next: number + 1, current: number });
    else if (number !== state.current) note(draft, "out-of-sequence", setting, String(state.next));
  }
}

/** What was not carried over, each with its comments and its reason, for the end of the new file. */
function lostComments(
  lines: readonly LegacyLine[],
  lost: readonly LostSetting[],
  entries: ReadonlyMap<string, LegacyEntry>,
): readonly string[] {
  const items = lost.flatMap((item) => {
    const line = lines[item.line - 1];
    const written = line?.kind === "setting" ? `${line.key} = ${line.value}` : item.key;
    const entry = entries.get(item.key);
    const why = item.detail === "" ? item.reason : `${item.reason}: ${item.detail}`;
    return [
      ...(entry?.setting === line ? (entry?.comments ?? []) : []),
      `# line ${item.line}: ${written} (${why})`,
    ];
  });
  return items.length === 0 ? [] : ["# Not carried over from the old file:", ...items];
}

/** @param target.nanomq the version the new file is for; before 0.20.0 the layout of 0.20.0 is written, with a note. */
export function migrate(source: Source, target: { readonly nanomq: NanomqVersion }): Migration {
  const lines = readLegacy(source);
  const collected = collect(lines);
  const tooOld = !has(target.nanomq, "migration-layout");
  const draft: LegacyDraft = {
    nanomq: tooOld ? oldestLayout : target.nanomq,
    entries: collected.entries,
    root: createSection(),
    notes: [],
    lost: [...collected.junk],
  };
  if (tooOld) note(draft, "target-layout", undefined, oldestLayout.text);
  for (const setting of collected.overridden) lose(draft, setting, "overridden");
  for (const entry of draft.entries.values()) assign(draft, entry);
  joinAccounts(draft);
  joinWebhookEvents(draft);
  joinAwsServers(draft);
  joinOldTopics(draft);
  joinDatabases(draft);
  applySwitches(draft);
  completeSections(draft);
  noteSequences(draft);
  const lost = byLine(draft.lost);
  const footer = [...lostComments(lines, lost, draft.entries), ...collected.footer];
  return { text: printConf(draft.root, collected.header, footer), notes: byLine(draft.notes), lost };
}
