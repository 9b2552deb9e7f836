import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Span } from "../source.ts";
import { hasLeaf, type Path, put, type Section } from "./conf-tree.ts";
import type { Conversion } from "./convert.ts";
import type { LostReason, LostSetting, MigrationNote, NoteCode } from "./migration.ts";

/** A setting as the old file has it. */
export interface OldSetting {
  readonly key: string;
  readonly value: string;
  /** 1-based. */
  readonly line: number;
  readonly keySpan: Span;
}

/** A setting with the comments above it. */
export interface Entry<S extends OldSetting = OldSetting> {
  readonly setting: S;
  readonly comments: readonly string[];
}

/** A migration under way. */
export interface Draft {
  readonly nanomq: NanomqVersion;
  readonly root: Section;
  readonly notes: MigrationNote[];
  readonly lost: LostSetting[];
}

export function lose(draft: Pick<Draft, "lost">, setting: OldSetting, reason: LostReason, detail = ""): void {
  const { line, key, keySpan } = setting;
  draft.lost.push({ line, key, span: keySpan, reason, detail });
}

export function note(
  draft: Pick<Draft, "notes">,
  code: NoteCode,
  setting: OldSetting | undefined,
  used = "",
): void {
  draft.notes.push({
    code,
    used,
    line: setting?.line ?? 0,
    key: setting?.key ?? "",
    span: setting?.keySpan,
  });
}

/** Writes a value as it is to stand there. */
export function putText({ root }: Pick<Draft, "root">, path: Path, text: string): void {
  put(root, path, { kind: "leaf", text, comments: [] });
}

/** The same, where nothing is written yet. */
export function fill(draft: Pick<Draft, "root">, path: Path, text: string): void {
  if (!hasLeaf(draft.root, path)) putText(draft, path, text);
}

/** Converts one entry and writes it at `path`, or says why not. */
export function carry(draft: Draft, entry: Entry, path: Path, as: Conversion): void {
  const converted = as(entry.setting.value, draft.nanomq);
  switch (converted.kind) {
    case "value":
      put(draft.root, path, { kind: "leaf", text: converted.text, comments: entry.comments });
      if (converted.note !== undefined) note(draft, converted.note, entry.setting, converted.used);
      return;
    case "lost":
      lose(draft, entry.setting, converted.reason);
      return;
    case "default": {
      const line = `# ${entry.setting.key} = ${entry.setting.value} (as without the line)`;
      put(draft.root, path, { kind: "remark", comments: [...entry.comments, line] });
      return;
    }
  }
}

/** In the order of the old file. */
export function byLine<T extends { readonly line: number }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => a.line - b.line);
}
