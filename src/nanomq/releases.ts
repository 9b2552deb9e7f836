import { releaseDoubts, releaseRows } from "../generated/releases.ts";
import { type NanomqVersion, parseVersion } from "./version.ts";

/** Releases whose behaviour was read or measured, oldest first (the tags of the NanoMQ repository). */
export const releases: readonly string[] = releaseRows.flatMap(([name, known]) =>
  known === "measured" ? [name] : [],
);

/** Those too for which their neighbours speak, oldest first. */
export const publishedReleases: readonly string[] = releaseRows.map(([name]) => name);

/** What of a release was not to be had, and what stands for it; undefined where nothing was missing. */
export function doubtOf(release: string): { readonly en: string; readonly zh: string } | undefined {
  return releaseDoubts[release];
}

export const oldestRelease = releases[0] ?? "";
export const newestRelease = releases.at(-1) ?? "";

/** How well the asked version is known: outside the known range the nearest known behaviour is used. */
export type VersionKnowledge = "known" | "newer-than-known" | "older-than-known";

export interface ResolvedVersion {
  /** The version whose behaviour is used. */
  readonly version: NanomqVersion;
  /** What was asked for, as text. */
  readonly asked: string;
  readonly knowledge: VersionKnowledge;
}

/** Resolves a version text; undefined where it is no version at all. */
export function resolveVersion(text: string): ResolvedVersion | undefined {
  const version = parseVersion(text);
  const oldest = parseVersion(oldestRelease);
  const newest = parseVersion(newestRelease);
  if (version === undefined || oldest === undefined || newest === undefined) return undefined;
  if (version.rank < oldest.rank) return { version: oldest, asked: text, knowledge: "older-than-known" };
  if (version.rank >= newest.rank + 1000)
    return { version: newest, asked: text, knowledge: "newer-than-known" };
  return { version, asked: text, knowledge: "known" };
}
