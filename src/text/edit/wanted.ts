import type { TextEdit } from "../edit.ts";

/** Names from the root down; a name of the user's may hold dots, and an element of a list is named by its index. */
export type Path = readonly string[];

/** What a conf shall come to say, whatever bytes that takes. */
export interface Wanted {
  /** Settings and the text of their values. */
  readonly set: readonly (readonly [path: Path, text: string])[];
  readonly remove: readonly Path[];
  /** Keys under a wrong name or in a wrong section: the value goes along. */
  readonly move: readonly (readonly [from: Path, to: Path])[];
  /** Slips of the text itself, which are no settings: a stray comma. */
  readonly mend: readonly TextEdit[];
}

export const nothingWanted: Wanted = { set: [], remove: [], move: [], mend: [] };
