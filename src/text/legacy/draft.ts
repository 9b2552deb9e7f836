import type { Draft, Entry } from "../migrate/draft.ts";
import type { LegacySetting } from "./legacy-file.ts";

/** A setting of the old file that counts: the last of its key. */
export type LegacyEntry = Entry<LegacySetting>;

/** A migration of an old file under way. */
export interface LegacyDraft extends Draft {
  readonly entries: ReadonlyMap<string, LegacyEntry>;
}

export function oldValue(draft: LegacyDraft, key: string): string | undefined {
  return draft.entries.get(key)?.setting.value;
}
