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

/** Rules that speak of other releases: looked through once, whatever is advised. */
function rulesElsewhere({ version, rules }: Advised): readonly Rule[] {
  return rules.filter(({ severity, versions }) => severity !== "info" && !appliesTo(versions, version));
}

/** Findings that advise a release, each with the rules that it brings: `args.brings`, empty where none is known. */
export function withWhatComes(findings: readonly Finding[], advised: Advised): readonly Finding[] {
  const known = new Map<string, string>();
  let elsewhere: readonly Rule[] | undefined;
  const broughtBy = (later: NanomqVersion): string => {
    elsewhere ??= rulesElsewhere(advised);
    const brought = elsewhere.filter((rule) => appliesTo(rule.versions, later) && advised.reports(rule));
    return brought.map(({ id }) => id).join(", ");
  };
  return findings.map((finding) => {
    const later = adviceOf(finding);
    if (later === undefined || later.rank <= advised.version.rank) return finding;
    const brings = known.get(later.text) ?? broughtBy(later);
    known.set(later.text, brings);
    return { ...finding, args: { ...finding.args, brings } };
  });
}
