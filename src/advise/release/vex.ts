// What each public advisory means for this deployment: the facts of a VEX document, in no format.
import { type Defect, defectsOf } from "../../nanomq/known-defects.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Outcome } from "../../start/run.ts";
import { defectsMet, type Found } from "./assess.ts";

/** "unknown": the conf includes a file that nobody here can see, and what would trigger it may stand there. */
export type VexStatus = "affected" | "not-affected" | "unknown";

export interface VexStatement {
  readonly defect: Defect;
  /** Of the public record: its CVE where it has one. */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly status: VexStatus;
}

export interface VexInput {
  readonly version: NanomqVersion;
  readonly outcome: Outcome;
  readonly found: readonly Found[];
}

/** Every advisory that the release has, each with what it means here; in the order of the table. */
export function vexOf({ version, outcome, found }: VexInput): readonly VexStatement[] {
  const met = new Set(defectsMet(version, found));
  const otherwise = outcome === "depends" ? "unknown" : "not-affected";
  return defectsOf(version).flatMap((defect): readonly VexStatement[] => {
    const [name, ...aliases] = defect.advisories ?? [];
    if (name === undefined) return [];
    return [{ defect, name, aliases, status: met.has(defect) ? "affected" : otherwise }];
  });
}
