// What comes with a release that a finding advises to go to: nobody is sent from one trouble into another unheard.
import { type NanomqVersion, parseVersion } from "../../nanomq/version.ts";
import type { Finding } from "../finding/finding.ts";
import { appliesTo } from "./applies.ts";
import type { Rule } from "./rule.ts";

export interface Advised {
  readonly version: NanomqVersion;
  readonly rules: readonly Rule[];
  /** True where a rule would report this conf, whatever its releases. */
  readonly reports: (rule: Rule) => boolean;
}

/** The release that a finding advises to go to. */
function adviceOf({ args }: Finding): NanomqVersion | undefined {
  const release = args["upgrade_to"] ?? args["fixed_in"];
  return typeof release === "string" ? parseVersion(release) : undefined;
}

/** Rules that speak of the later release alone and would report there. */
function broughtBy(later: NanomqVersion, { version, rules, reports }: Advised): readonly string[] {
  return rules
    .filter(({ versions }) => appliesTo(versions, later) && !appliesTo(versions, version))
    .filter((rule) => rule.severity !== "info" && reports(rule))
    .map(({ id }) => id);
}

/** Findings that advise a release, each with the rules that it brings: `args.brings`, empty where none is known. */
export function withWhatComes(findings: readonly Finding[], advised: Advised): readonly Finding[] {
  const known = new Map<string, string>();
  return findings.map((finding) => {
    const later = adviceOf(finding);
    if (later === undefined || later.rank <= advised.version.rank) return finding;
    const brings = known.get(later.text) ?? broughtBy(later, advised).join(", ");
    known.set(later.text, brings);
    return { ...finding, args: { ...finding.args, brings } };
  });
}
