// One release against one conf: what becomes of the broker there, and which of its known defects this conf meets.
import { type Defect, defectsOf, isAvoidable, isSerious } from "../../nanomq/known-defects.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { inForce, isAsWritten, type Outcome, type Run } from "../../start/run.ts";
import { timerOfSettings } from "../../start/timer.ts";
import { type DetectionReplay, detectionReplay } from "../../timing/detection.ts";
import { compareRuns, type Upgrade, type UpgradeInput } from "../compare/upgrade.ts";

/** What lint says of the conf on this release, as far as it counts here. */
export interface Found {
  readonly rule: string;
  readonly severity: "error" | "warning" | "info";
}

export interface Assessment {
  readonly version: NanomqVersion;
  readonly outcome: Outcome;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** When a silent client is noticed; of the first class that is told, or of keepalive 60 s. */
  readonly detection: DetectionReplay;
  /** Known defects, advisories and changes of behaviour that this conf, deployment and these clients meet. */
  readonly met: readonly Defect[];
  /** Against the release of today. */
  readonly changes: number;
}

export interface Assessed {
  readonly run: Run;
  readonly found: readonly Found[];
  /** What the rules say that defects are known by, those too that a finding at the same place stands for. */
  readonly defects: readonly Found[];
}

/** Where nobody told which clients there are: what most libraries send. */
const USUAL_KEEPALIVE_MS = 60_000;

/** Rows whose rule reports this conf, and those that whoever reaches a listener can trigger. */
export function defectsMet(version: NanomqVersion, found: readonly Found[]): readonly Defect[] {
  const rules = new Set(found.map(({ rule }) => rule));
  return defectsOf(version).filter(
    ({ rule, anyone }) => anyone === true || (rule !== undefined && rules.has(rule)),
  );
}

function changesOf({ settings, written, behaviours, notes }: Upgrade): number {
  const set = settings.filter((change) => change.set);
  const concerned = behaviours.filter(({ concerns }) => concerns);
  return set.length + written.length + concerned.length + notes.length;
}

/** @param today what the same conf comes to on the release in use */
export function assess(
  { run, found, defects }: Assessed,
  today: Run,
  clients: UpgradeInput["clients"],
): Assessment {
  const { version } = run.start;
  const count = (severity: Found["severity"]) => found.filter((one) => one.severity === severity).length;
  const told = clients.find(({ keepaliveMs = 0 }) => keepaliveMs > 0);
  const timed = { name: told?.name ?? "", keepaliveMs: told?.keepaliveMs ?? USUAL_KEEPALIVE_MS };
  const isToday = today.start.version.rank === version.rank;
  return {
    version,
    outcome: run.outcome,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("info"),
    detection: detectionReplay(timerOfSettings(inForce(run)), version, timed),
    met: defectsMet(version, defects),
    changes: isToday ? 0 : changesOf(compareRuns(today, run, clients)),
  };
}

/** What weighs in a choice; fewer is better, the first that differs decides. */
export interface Weights {
  /** 1 where the broker does not run with the whole conf. */
  readonly fails: number;
  /** Crashes, open doors and lost messages that no line of the conf keeps off. */
  readonly critical: number;
  readonly serious: number;
  readonly advisories: number;
  /** Serious ones that a line of the conf, or of the clients, keeps off. */
  readonly avoidable: number;
  readonly errors: number;
}

export function advisoriesOf({ met }: Pick<Assessment, "met">): readonly string[] {
  return met.flatMap(({ advisories = [] }) => advisories.slice(0, 1));
}

export function weightsOf(assessment: Assessment): Weights {
  const grave = assessment.met.filter(isSerious);
  const bound = grave.filter((defect) => !isAvoidable(defect));
  const critical = bound.filter(({ severity }) => severity === "critical").length;
  return {
    fails: isAsWritten(assessment.outcome) ? 0 : 1,
    critical,
    serious: bound.length - critical,
    advisories: advisoriesOf(assessment).length,
    avoidable: grave.length - bound.length,
    errors: assessment.errors,
  };
}
