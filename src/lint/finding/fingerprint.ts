import type { Placed } from "./order.ts";

/**
 * What a finding is known by: rule, file, setting ("" where there is none) and how many of the same came before it,
 * from 1. Never a line, so that edits elsewhere do not bring old findings back.
 */
export interface Identity {
  readonly rule: string;
  readonly file: string;
  readonly key: string;
  readonly occurrence: number;
}

export function fingerprint({ rule, file, key, occurrence }: Identity): string {
  return `${rule}|${file}|${key}|${occurrence}`;
}

/** Identities in the order of `findings`. */
export function identities(findings: readonly Placed[]): readonly Identity[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, span: { file }, key = "" }) => {
    const name = `${rule}|${file}|${key}`;
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    return { rule, file, key, occurrence };
  });
}

/** Fingerprints in the order of `findings`. */
export function fingerprints(findings: readonly Placed[]): readonly string[] {
  return identities(findings).map(fingerprint);
}
