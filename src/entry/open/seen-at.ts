// What was opened, as a broker of one release sees it.
import type { Facts } from "../../facts/facts.ts";
import { buildOf } from "../../lint/lint-conf.ts";
import { featuresOf, type ImageVariant } from "../../nanomq/image.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { run } from "../../start/run.ts";
import type { Opened } from "./open.ts";
import type { Seen } from "./seen.ts";

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
