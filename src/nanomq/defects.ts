/** Defects that no conf keeps off: whoever reaches a listener can trigger them (rows of releases/defects.toml). */
import { openDefects } from "../generated/open-defects.ts";
import { releases } from "./releases.ts";
import { isWithin, type NanomqVersion, parseVersion, type VersionSpan } from "./version.ts";

export interface OpenDefect extends VersionSpan {
  /** Its CVE where it has one, else its id here. */
  readonly name: string;
  /** True where a public record tells of it. */
  readonly isAdvisory: boolean;
  /** Releases in between that do not have it. */
  readonly except?: readonly string[];
}

/** Those that a release has. */
export function openDefectsOf(version: NanomqVersion): readonly OpenDefect[] {
  return openDefects.filter(
    ({ except = [], ...span }) =>
      isWithin(version, span) && !except.some((tag) => isWithin(version, { since: tag, until: tag })),
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
