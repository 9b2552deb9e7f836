import { isSince, isUntil, isWithin, type NanomqVersion } from "../../nanomq/version.ts";
import type { VersionRange } from "./rule.ts";

/** True where a rule of this range speaks of a release. */
export function appliesTo(
  { since, until, before, except = [] }: VersionRange,
  version: NanomqVersion,
): boolean {
  if (since !== undefined && !isSince(version, since)) return false;
  if (except.some((tag) => isWithin(version, { since: tag, until: tag }))) return false;
  if (before !== undefined && isSince(version, before)) return false;
  return until === undefined || isUntil(version, until);
}
