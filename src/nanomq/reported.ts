import { releases } from "./releases.ts";
import { isWithin, type NanomqVersion } from "./version.ts";

/*
 * What `GET /api/v4/brokers` and `nanomq --version` say, by release: nanomq/include/version.h of each tag. Some tags kept
 * the number of the one before, or had that of the next already.
 */
const reports: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "0.18.2=0.18.0-1 0.19.0=0.18.0-1 0.19.1=0.19.1-1 0.19.5=0.19.5-2 0.20.0=0.20.0-1 0.20.5=0.20.5-2 0.20.6=0.20.6-3",
    "0.20.8=0.20.8-4 0.21=0.21.0-0 0.21.1=0.21.1-3 0.21.2=0.21.1-3 0.21.5=0.21.5-5 0.21.6=0.21.6-6 0.21.7=0.21.8-7",
    "0.21.8=0.21.8-8 0.21.9=0.21.9-10 0.21.10=0.21.10-12 0.21.11=0.21.9-10 0.22.0=0.22.0-0 0.22.1=0.22.1-3",
    "0.22.2=0.22.2-4 0.22.3=0.22.2-4 0.22.4=0.22.2-4 0.22.5=0.22.2-4 0.22.6=0.22.6-7 0.22.7=0.22.7-8 0.22.8=0.22.8-14",
    "0.22.10=0.22.10-15 0.23.0=0.23.0-1 0.23.1=0.23.1-2 0.23.2=0.23.2-2 0.23.3=0.23.3-3 0.23.4=0.23.4-5",
    "0.23.5=0.23.5-6 0.23.6=0.23.6-7 0.23.7=0.23.7-9 0.23.8=0.23.8-12 0.23.9=0.23.9-13 0.23.10=0.23.10-14",
    "0.24.0=0.24.0-0 0.24.1=0.24.1-2 0.24.2=0.24.2-4 0.24.3=0.24.3-5 0.24.4=0.24.4-7 0.24.5=0.24.5-8 0.24.6=0.24.6-9",
    "0.24.7=0.24.7-10 0.24.8=0.24.8-12 0.24.9=0.24.9-13 0.24.10=0.24.10-14 0.24.11=0.24.10-14 0.24.12=0.24.12-1",
    "0.24.13=0.24.13-2 0.24.14=0.24.14-3 0.25.1=0.25.1-1 0.25.2=0.25.2-2 0.25.3=0.25.4-5 0.25.6=0.25.6-8",
  ]
    .flatMap((line) => line.split(" "))
    .map((pair) => pair.split("=")),
);

/** What a broker of this release says its version is; a release without a tag of its own says its own number. */
export function reportedVersion(release: string): string {
  return reports[release] ?? release;
}

/** The releases that say this, newest first; a build number nobody knows falls back to the release. */
export function releasesReporting(reported: string): readonly string[] {
  const exact = releases.filter((release) => reports[release] === reported);
  if (exact.length > 0) return exact.toReversed();
  const release = reported.replace(/-.*$/, "");
  return releases.filter((known) => known === release || `${known}.0` === release);
}

/** True where a broker that says this can be of that release. */
export function canBe(reported: string, version: NanomqVersion): boolean {
  return releasesReporting(reported).some((release) => isWithin(version, { since: release, until: release }));
}
