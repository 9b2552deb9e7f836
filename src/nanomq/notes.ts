import { releaseNotes } from "../generated/release-notes.ts";
import { type NanomqVersion, parseVersion } from "./version.ts";

/** What a release changed, apart from keys, defaults and timing, which are compared themselves. */
export interface ReleaseNote {
  readonly since: string;
  /** Keys and sections it is about (`*` stands for a chosen name); none where it is about the broker itself. */
  readonly keys: readonly string[];
  readonly text: { readonly en: string; readonly zh: string };
}

const ranked: readonly (readonly [number, ReleaseNote])[] = releaseNotes.map((note) => [
  parseVersion(note.since)?.rank ?? 0,
  note,
]);

/** Notes of the releases after the older version up to the newer one, oldest first. */
export function notesBetween(one: NanomqVersion, other: NanomqVersion): readonly ReleaseNote[] {
  const [from, to] = one.rank < other.rank ? [one, other] : [other, one];
  return ranked.flatMap(([rank, note]) => (rank > from.rank && rank <= to.rank ? [note] : []));
}
