/** A NanoMQ release; `rank` orders releases as NanoMQ's tags do: 0.24.9 < 0.24.10. */
export interface NanomqVersion {
  readonly text: string;
  readonly rank: number;
}

/** Versions a behaviour holds for, both ends inclusive; no `until` means "still so". */
export interface VersionSpan {
  readonly since: string;
  readonly until?: string | undefined;
}

// A numeric suffix is a build after the release (0.25.2-2); a word is a build of that release (0.24.1-beta),
// and both were measured to behave like the release they name.
const SHAPE = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?:-(\d{1,3})|-[A-Za-z][\w.]*)?$/;

function readVersion(text: string): NanomqVersion | undefined {
  const parts = SHAPE.exec(text);
  if (parts === null) return undefined;
  const [major, minor, patch, build] = parts.slice(1).map((part) => Number(part ?? 0));
  return { text, rank: (((major ?? 0) * 1000 + (minor ?? 0)) * 1000 + (patch ?? 0)) * 1000 + (build ?? 0) };
}

/** There are some dozens; a file may name any. */
const MOST_REMEMBERED = 1000;
const known = new Map<string, NanomqVersion>();

/**
 * Reads "0.24.14", "v0.21", "0.25.2-2"; undefined where the text is no version. The same text gives the same object: much
 * is worked out once for a release.
 */
export function parseVersion(text: string): NanomqVersion | undefined {
  const version = known.get(text) ?? readVersion(text);
  if (version !== undefined && known.size < MOST_REMEMBERED) known.set(text, version);
  return version;
}

function rankOf(text: string): number {
  const version = parseVersion(text);
  if (version === undefined) throw new RangeError(`not a NanoMQ version: ${text}`);
  return version.rank;
}

/** True from release `since` on, that one included. */
export function isSince(version: NanomqVersion, since: string): boolean {
  return version.rank >= rankOf(since);
}

/** True up to release `until`, the builds after it included (0.25.2 covers 0.25.2-2). */
export function isUntil(version: NanomqVersion, until: string): boolean {
  return version.rank < rankOf(until) + 1000;
}

/** True inside the span, both ends included. */
export function isWithin(version: NanomqVersion, { since, until }: VersionSpan): boolean {
  return isSince(version, since) && (until === undefined || isUntil(version, until));
}
