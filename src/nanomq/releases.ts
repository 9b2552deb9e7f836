import { type NanomqVersion, parseVersion } from "./version.ts";

/** Releases whose behaviour was read or measured, oldest first (the tags of the NanoMQ repository). */
export const releases: readonly string[] = [
  ..."0.18.2 0.19.0 0.19.1 0.19.5 0.20.0 0.20.5 0.20.6 0.20.8".split(" "),
  ..."0.21 0.21.1 0.21.2 0.21.5 0.21.6 0.21.7 0.21.8 0.21.9 0.21.10 0.21.11".split(" "),
  ..."0.22.0 0.22.1 0.22.2 0.22.3 0.22.4 0.22.5 0.22.6 0.22.7 0.22.8 0.22.10".split(" "),
  ..."0.23.0 0.23.1 0.23.2 0.23.3 0.23.4 0.23.5 0.23.6 0.23.7 0.23.8 0.23.9 0.23.10".split(" "),
  ..."0.24.0 0.24.1 0.24.2 0.24.3 0.24.4 0.24.5 0.24.6 0.24.7 0.24.8 0.24.9".split(" "),
  ..."0.24.10 0.24.11 0.24.12 0.24.13 0.24.14 0.25.1 0.25.2 0.25.3 0.25.6".split(" "),
];

export const oldestRelease = "0.18.2";
export const newestRelease = "0.25.6";

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
