// What was opened, as a broker of one release sees it, and what lint finds there: for commands that compare releases.
import type { Facts } from "../../facts/facts.ts";
import { defectRows } from "../../generated/defects.ts";
import { builtInRules } from "../../generated/rules.ts";
import type { Finding } from "../../lint/finding/finding.ts";
import { buildOf, type LintInput, lintConf } from "../../lint/lint-conf.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import { featuresOf, type ImageVariant } from "../../nanomq/image.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { type Run, run } from "../../start/run.ts";
import type { Opened } from "./open.ts";

export interface Seen {
  readonly run: Run;
  readonly input: LintInput;
}

/** The build of the image that is asked for, where one is. */
function asBuilt(facts: Facts, variant: ImageVariant | undefined, version: NanomqVersion): Facts {
  return variant === undefined ? facts : { ...facts, features: featuresOf(variant, version) };
}

/** @param variant published image whose build counts; undefined: what facts and deployment tell */
export function seenAt(
  version: NanomqVersion,
  { start, project, form }: Pick<Opened, "start" | "project" | "form">,
  variant?: ImageVariant,
): Seen {
  const facts = asBuilt(project.facts, variant, version);
  const own = start(version);
  const begun = variant === undefined ? own : { ...own, features: buildOf(facts) };
  const { environment, flags, features, conf = { text: "" } } = begun;
  const surroundings = { environment, flags, features };
  const deploymentIsChecked = form === "deployment";
  return { run: run(begun), input: { conf, version, facts, surroundings, deploymentIsChecked } };
}

/** All that lint finds: what somebody chose not to hear of bites all the same. */
export function foundIn(input: LintInput, rules: readonly Rule[] | undefined): readonly Finding[] {
  return lintConf({ ...input, rules, suppressions: false }).findings;
}

const told = new Set(defectRows.map(({ rule }) => rule));
/** The rules that defects are known by, alone: none is silenced by one that says more about the same place. */
export const defectRules: readonly Rule[] = builtInRules.filter(({ id }) => told.has(id));
