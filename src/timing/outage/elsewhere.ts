import { openDefectsOf } from "../../nanomq/defects.ts";
import { releases } from "../../nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../nanomq/version.ts";
import type { OutageQuestion } from "./closed-form.ts";
import { type OutageGoal, type Remedy, remedyOf } from "./remedy.ts";

export interface Elsewhere {
  readonly release: string;
  readonly remedy: Remedy;
}

/**
 * Another release in which the outage can be had as cheaply as `goal` says, and what to set there: of the later ones that
 * can, the one with the fewest defects that no setting keeps off, and where none can, the nearest earlier one.
 */
export function releaseThatCan(question: OutageQuestion, goal: OutageGoal): Elsewhere | undefined {
  for (const version of byMerit(question.version)) {
    const remedy = remedyOf({ ...question, version }, goal);
    if (remedy !== undefined) return { release: version.text, remedy };
  }
  return undefined;
}

function byMerit({ rank }: NanomqVersion): readonly NanomqVersion[] {
  const all = releases.flatMap((release) => parseVersion(release) ?? []);
  const defects = (version: NanomqVersion) => openDefectsOf(version).length;
  const later = all.filter((version) => version.rank > rank);
  const earlier = all.filter((version) => version.rank < rank);
  return [
    ...later.toSorted((a, b) => defects(a) - defects(b) || a.rank - b.rank),
    ...earlier.toSorted((a, b) => b.rank - a.rank),
  ];
}
