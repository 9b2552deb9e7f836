// One step between two releases: what it breaks for this conf and what it mends, by what lint finds on both sides.
import { type Defect, defectsOf } from "../../nanomq/known-defects.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { defectsMet, type Found } from "./assess.ts";

/** What is found on both sides of a step; `key` tells two findings of one rule apart. */
export interface Side<F> {
  readonly version: NanomqVersion;
  readonly found: readonly F[];
}

export interface ReleaseStep<F> {
  /** Findings of the later release alone. */
  readonly comes: readonly F[];
  readonly goes: readonly F[];
  /** Defects and changes of behaviour that this conf meets there and not here. */
  readonly breaks: readonly Defect[];
  readonly mends: readonly Defect[];
  /** What begins there, and neither conf nor nanotune.toml can tell whether it concerns anybody. */
  readonly untold: readonly Defect[];
}

interface Placed extends Found {
  readonly key?: string | undefined;
}

function without<F extends Placed>(some: readonly F[], others: readonly F[]): readonly F[] {
  const known = new Set(others.map(({ rule, key = "" }) => `${rule} ${key}`));
  return some.filter(({ rule, key = "", severity }) => severity !== "info" && !known.has(`${rule} ${key}`));
}

/** Rows that no rule tells, among those that somebody who upgrades should hear of. */
function isUntold({ rule, anyone, inUpgrade }: Defect): boolean {
  return rule === undefined && anyone !== true && inUpgrade === true;
}

export function stepBetween<F extends Placed>(from: Side<F>, to: Side<F>): ReleaseStep<F> {
  const [was, is] = [defectsMet(from.version, from.found), defectsMet(to.version, to.found)];
  const here = new Set(defectsOf(from.version));
  return {
    comes: without(to.found, from.found),
    goes: without(from.found, to.found),
    breaks: is.filter((defect) => !was.includes(defect)),
    mends: was.filter((defect) => !is.includes(defect)),
    untold: defectsOf(to.version).filter((defect) => !here.has(defect) && isUntold(defect)),
  };
}
