/** Defects that no conf keeps off: whoever reaches a listener can trigger them (rows of releases/defects.toml). */
import { openDefects } from "../generated/open-defects.ts";
import { releases } from "./releases.ts";
import { type NanomqVersion, parseVersion } from "./version.ts";

/** Ranks of releases, from the first on and below the second; null: up to today's. */
type Ranks = readonly [from: number, below: number | null];

export interface OpenDefect {
  /** Its CVE where it has one, else its id here. */
  readonly name: string;
  /** True where a public record tells of it. */
  readonly isAdvisory: boolean;
  readonly ranks: Ranks;
  /** Releases in between that do not have it. */
  readonly except: readonly Ranks[];
}

function isIn(rank: number, [from, below]: Ranks): boolean {
  return rank >= from && (below === null || rank < below);
}

/** Those that a release has. */
export function openDefectsOf({ rank }: Pick<NanomqVersion, "rank">): readonly OpenDefect[] {
  return openDefects.filter(
    ({ ranks, except }) => isIn(rank, ranks) && !except.some((hole) => isIn(rank, hole)),
  );
}

/** The nearest later release with the fewest of them; the same release where none has fewer. */
export function soundestAfter(version: NanomqVersion): NanomqVersion {
  let best = version;
  let fewest = openDefectsOf(version).length;
  if (fewest === 0) return version;
  for (const release of releases) {
    const later = parseVersion(release);
    if (later === undefined || later.rank <= version.rank) continue;
    const open = openDefectsOf(later).length;
    if (open < fewest) [best, fewest] = [later, open];
  }
  return best;
}
