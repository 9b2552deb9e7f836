// What comes with a release that a finding advises to go to: nobody is sent from one trouble into another unheard.
import { type NanomqVersion, parseVersion } from "../../nanomq/version.ts";
import type { Finding } from "../finding/finding.ts";
import { onceFor } from "../once.ts";
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

const coming = onceFor((_rules: readonly Rule[]) => new Map<string, readonly Rule[]>());

/** Rules that speak of a later release and not of this one. */
function rulesComingWith(later: NanomqVersion, { version, rules }: Advised): readonly Rule[] {
  const known = coming(rules);
  const name = `${version.text} ${later.text}`;
  const come =
    known.get(name) ??
    rules.filter(
      ({ severity, versions }) =>
        severity !== "info" && appliesTo(versions, later) && !appliesTo(versions, version),
    );
  known.set(name, come);
  return come;
}

/** So many rules are named; of the others the number is said. */
const NAMED_AT_MOST = 2;

interface Brought {
  /** The gravest first; "" where none is known. */
  readonly brings: string;
  /** How many it brings beside those. */
  readonly brings_more: number;
}

function summed(brought: readonly Rule[]): Brought {
  const grave = brought.filter(({ severity }) => severity === "error");
  const named = [...grave, ...brought.filter((rule) => !grave.includes(rule))].slice(0, NAMED_AT_MOST);
  return { brings: named.map(({ id }) => id).join(", "), brings_more: brought.length - named.length };
}

/** Findings that advise a release, each with what is known to come with it. */
export function withWhatComes(findings: readonly Finding[], advised: Advised): readonly Finding[] {
  const known = new Map<string, Brought>();
  const broughtBy = (later: NanomqVersion): Brought =>
    summed(rulesComingWith(later, advised).filter(advised.reports));
  return findings.map((finding) => {
    const later = adviceOf(finding);
    if (later === undefined || later.rank <= advised.version.rank) return finding;
    const brought = known.get(later.text) ?? broughtBy(later);
    known.set(later.text, brought);
    return { ...finding, args: { ...finding.args, ...brought } };
  });
}
