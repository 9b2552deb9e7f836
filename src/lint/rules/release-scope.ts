// What conditions see of the release: what is known to be open in it, and how it behaves. Worked out when a condition asks.
import { behaviourRanks } from "../../generated/behaviours.ts";
import { type BehaviourName, firstWith, has } from "../../nanomq/behaviour.ts";
import { openDefectsOf, soundestAfter } from "../../nanomq/defects.ts";
import { newestRelease } from "../../nanomq/releases.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { onceFor } from "../once.ts";
import type { Scope, Value } from "./cel/value.ts";

const facts = Object.keys(behaviourRanks).filter((name): name is BehaviourName => name in behaviourRanks);

/** Each fact of releases/behaviour.toml under the name that conditions have for it: `task_threads_unread`. */
function ofFacts<V>(value: (fact: BehaviourName) => V): Readonly<Record<string, V>> {
  return Object.fromEntries(facts.map((name) => [name.replaceAll("-", "_"), value(name)]));
}

/** A record of one type for every fact, for the checker of conditions. */
export const factTypes = <T>(type: T): Readonly<Record<string, T>> => ofFacts(() => type);

export const releaseScope = onceFor((version: NanomqVersion): Scope => {
  const named = (isAdvisory: boolean): readonly Value[] =>
    openDefectsOf(version).flatMap((defect) => (defect.isAdvisory === isAdvisory ? [defect.name] : []));
  let behaves: Scope | undefined;
  let first: Scope | undefined;
  return {
    advisories: named(true),
    defects: named(false),
    soundest: soundestAfter(version),
    newest: newestRelease,
    get behaves(): Scope {
      behaves ??= ofFacts((fact) => has(version, fact));
      return behaves;
    },
    get first(): Scope {
      first ??= ofFacts((fact) => firstWith(fact).text);
      return first;
    },
  };
});
