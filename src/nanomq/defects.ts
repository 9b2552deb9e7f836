/** Defects that no conf keeps off: whoever reaches a listener can trigger them (rows of releases/defects.toml). */
import { openCounts, openDefects } from "../generated/open-defects.ts";
import { isInRanks, type Ranks } from "./ranks.ts";
import type { NanomqVersion } from "./version.ts";

export interface OpenDefect {
  /** Its CVE where it has one, else its id here. */
  readonly name: string;
  /** True where a public record tells of it. */
  readonly isAdvisory: boolean;
  readonly ranks: Ranks;
  /** Releases in between that do not have it. */
  readonly except: readonly Ranks[];
}

/** Those that a release has. */
export function openDefectsOf({ rank }: Pick<NanomqVersion, "rank">): readonly OpenDefect[] {
  return openDefects.filter(
    ({ ranks, except }) => isInRanks(rank, ranks) && !except.some((hole) => isInRanks(rank, hole)),
  );
}

/** The nearest later release with the fewest of them; the same release where none has fewer. */
export function soundestAfter(version: NanomqVersion): string {
  let best = version.text;
  let fewest = openDefectsOf(version).length;
  for (const [release, rank, count] of openCounts)
    if (rank > version.rank && count < fewest) [best, fewest] = [release, count];
  return best;
}
