import { releaseRows } from "../generated/releases.ts";
import { releases } from "./releases.ts";
import { isWithin, type NanomqVersion } from "./version.ts";

/** What `GET /api/v4/brokers` and `nanomq --version` say, by release: some say the number of another. */
const reports: ReadonlyMap<string, string> = new Map(
  releaseRows.map(([name, , reported]) => [name, reported]),
);

/** What a broker of this release says its version is; a release without a tag of its own says its own number. */
export function reportedVersion(release: string): string {
  return reports.get(release) ?? release;
}

/** The releases that say this, newest first; a build number nobody knows falls back to the release. */
export function releasesReporting(reported: string): readonly string[] {
  const exact = releases.filter((release) => reports.get(release) === reported);
  if (exact.length > 0) return exact.toReversed();
  const release = reported.replace(/-.*$/, "");
  return releases.filter((known) => known === release || `${known}.0` === release);
}

/** True where a broker that says this can be of that release. */
export function canBe(reported: string, version: NanomqVersion): boolean {
  return releasesReporting(reported).some((release) => isWithin(version, { since: release, until: release }));
}
