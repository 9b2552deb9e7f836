/** Every defect, advisory and change of behaviour that is known, by release (rows of releases/defects.toml). */
import { defectRows } from "../generated/defects.ts";
import { isWithin, type NanomqVersion, type VersionSpan } from "./version.ts";

interface Words {
  readonly en: string;
  readonly zh: string;
}

/** A citation, or what was seen, in English and Chinese. */
export type Cited = string | { readonly ref: string; readonly zh: string };

export interface Defect extends VersionSpan {
  readonly id: string;
  /** The rule that reports it; absent where neither conf nor nanotune.toml can tell. */
  readonly rule?: string | undefined;
  readonly kind: "defect" | "advisory" | "behaviour-change";
  readonly consequence: string;
  readonly severity: "critical" | "serious" | "moderate" | "minor";
  readonly certainty: "verified-in-source" | "verified-live" | "advisory" | "reporter";
  /** Releases in between that do not have it. */
  readonly except?: readonly string[] | undefined;
  /** The release to go to. */
  readonly cure?: string | undefined;
  /** What mends it: a line of the conf, the clients, or nothing but another release. */
  readonly mend?: "conf" | "client" | "upgrade" | undefined;
  readonly areas: readonly string[];
  readonly advisories?: readonly string[] | undefined;
  /** Whoever reaches a listener triggers it. */
  readonly anyone?: true | undefined;
  /** Worth a word when somebody upgrades. */
  readonly inUpgrade?: boolean | undefined;
  readonly evidence?: readonly Cited[] | undefined;
  readonly say: Words;
  readonly remedy?: Words | undefined;
  /** Of an advisory: what a conf lacks that does not trigger it. */
  readonly unmet?: Words | undefined;
}

/** Those that a release has. */
export function defectsOf(version: NanomqVersion): readonly Defect[] {
  return defectRows.filter(
    ({ except = [], ...span }) =>
      isWithin(version, span) && !except.some((tag) => isWithin(version, { since: tag, until: tag })),
  );
}

/** True where it costs messages, safety or the broker itself; what a release rightly does otherwise is none. */
export function isSerious({ kind, severity }: Defect): boolean {
  return kind !== "behaviour-change" && (severity === "critical" || severity === "serious");
}

/** True where a line of the conf, or of the clients, keeps it off. */
export function isAvoidable({ mend }: Defect): boolean {
  return mend === "conf" || mend === "client";
}
