// What a piece of evidence is called, and where it can be read: issues, commits, tags and advisories of public repositories.
import type { EvidenceRef } from "../../lint/finding/finding.ts";
import type { Language } from "../../lint/language.ts";

const repositories: Readonly<Record<string, string>> = {
  nanomq: "nanomq/nanomq",
  nanonng: "nanomq/NanoNNG",
};

const ISSUE = /^([\w.-]+\/[\w.-]+)#(\d+)/;
const PULL = /^(nanomq|NanoNNG) PR (\d+)/i;
const COMMIT = /^(?:nanomq\/)?(nanomq|NanoNNG)@([0-9a-f]{7,40})\b/i;
const CVE = /^CVE-\d{4}-\d+$/;
const GHSA = /^GHSA(?:-[a-z0-9]{4}){3}$/;

/** As a reader of the language has it. */
export function refText({ ref, zh = ref }: Omit<EvidenceRef, "kind">, language: Language): string {
  return language === "zh" ? zh : ref;
}

/** Undefined for what is no public page: a measurement, a note. */
export function evidenceUrl(ref: string): string | undefined {
  const [, owner, issue] = ISSUE.exec(ref) ?? [];
  if (owner !== undefined) return `https://github.com/${owner}/issues/${issue}`;
  const [, pulled = "", pull] = PULL.exec(ref) ?? [];
  if (pull !== undefined) return `https://github.com/${repositories[pulled.toLowerCase()]}/pull/${pull}`;
  const [, committed = "", commit] = COMMIT.exec(ref) ?? [];
  if (commit !== undefined)
    return `https://github.com/${repositories[committed.toLowerCase()]}/commit/${commit}`;
  if (CVE.test(ref)) return `https://nvd.nist.gov/vuln/detail/${ref}`;
  return GHSA.test(ref) ? `https://github.com/advisories/${ref}` : undefined;
}

/** The tag of a release. */
export function releaseUrl(release: string): string {
  return `https://github.com/nanomq/nanomq/releases/tag/${release}`;
}
