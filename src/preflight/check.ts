/** `skipped` always says why. */
export type CheckStatus = "pass" | "warn" | "fail" | "skipped";

/** What a check looks at, in the order of the report. */
export const checkAreas = [
  "conf",
  "files",
  "storage",
  "listeners",
  "limits",
  "memory",
  "cpu",
  "binary",
  "service",
  "network",
  "broker",
] as const;

export type CheckArea = (typeof checkAreas)[number];

/** Facts that fill the {names} of a sentence; quantities are texts with their unit. */
export type CheckArgs = Readonly<Record<string, string | number>>;

/**
 * What one check of the host came to: facts only. `code` names its sentence in `report/preflight/words.ts`.
 * A new area is a function from what was observed to such checks.
 */
export interface Check<Code extends string = string> {
  readonly area: CheckArea;
  readonly code: Code;
  readonly status: CheckStatus;
  /** What it is about: a setting, an address, a path. */
  readonly subject: string;
  readonly args: CheckArgs;
}
