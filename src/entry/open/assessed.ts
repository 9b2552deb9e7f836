// What was opened, or linted, against every release: for `releases` and for the page of a report.
import { type Assessment, assess } from "../../advise/release/assess.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import { readsKnownConf } from "../../nanomq/behaviour.ts";
import { publishedReleases } from "../../nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../nanomq/version.ts";
import { defectRules, foundIn, type Seen } from "./seen.ts";

/**
 * Every published release between two ranks, and that of today in its place; oldest first. Of those before the oldest whose
 * conf is known nothing is said: half a truth is none.
 */
export function releasesWith(
  today: NanomqVersion,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): readonly NanomqVersion[] {
  const known = publishedReleases.flatMap((name) => parseVersion(name) ?? []).filter(readsKnownConf);
  const asked = known.filter(({ rank }) => rank >= from && rank <= to);
  const isThere = asked.length === 0 || asked.some(({ rank }) => rank === today.rank);
  return isThere ? asked : [...asked, today].toSorted((one, other) => one.rank - other.rank);
}

/** Each release against the same start; each is computed once. */
export function assessReleases(
  releases: readonly NanomqVersion[],
  today: Seen,
  at: (version: NanomqVersion) => Seen,
  rules: readonly Rule[] | undefined,
  { clients }: Pick<Facts, "clients">,
): readonly Assessment[] {
  const now = today.run.start.version;
  return releases.map((version) => {
    const seen = version.rank === now.rank ? today : at(version);
    const defects = foundIn(seen.input, defectRules);
    const all = foundIn(seen.input, rules);
    const hidden = defects.filter(({ rule }) => !all.some((one) => one.rule === rule));
    return assess({ run: seen.run, found: all, defects: [...all, ...hidden] }, today.run, clients);
  });
}
