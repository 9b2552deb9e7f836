// The conf that lies on the desk, read and checked: everything the page shows of it comes from here.
import type { View } from "../../src/editor/view.ts";
import { type Facts, noFacts } from "../../src/facts/facts.ts";
import type { Reported, Severity } from "../../src/lint/finding/finding.ts";
import { compareFindings } from "../../src/lint/finding/order.ts";
import type { Linted } from "../../src/lint/fix/contract.ts";
import { reported } from "../../src/lint/fix/reported.ts";
import type { Language } from "../../src/lint/language.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { newestRelease, resolveVersion } from "../../src/nanomq/releases.ts";
import type { NanomqVersion } from "../../src/nanomq/version.ts";
import { createSource, type Source } from "../../src/text/source.ts";
import { type ClientRow, CONF, type Shared } from "./shared.ts";

export interface Desk {
  readonly linted: Linted;
  readonly view: View;
  readonly source: Source;
  /** The gravest first, within that in the order of the text. */
  readonly findings: readonly Reported[];
}

export function factsOf(clients: readonly ClientRow[]): Facts {
  return {
    ...noFacts,
    clients: clients.map(({ name, keepaliveS, count, keepsSession }) => ({
      name,
      count,
      keepaliveMs: keepaliveS * 1000,
      ...(keepsSession && { clean_start: false }),
    })),
  };
}

/** @throws RangeError for a text that is no release */
export function versionOf(nanomq: string): NanomqVersion {
  const resolved = resolveVersion(nanomq) ?? resolveVersion(newestRelease);
  if (resolved === undefined) throw new RangeError(nanomq);
  return resolved.version;
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** @param today day that decides which suppressions have expired, as 2026-08-01 */
export function deskOf({ conf, nanomq, clients }: Shared, language: Language, today: string): Desk {
  const facts = factsOf(clients);
  const version = versionOf(nanomq);
  // A page sees no more of the broker's files than it was given.
  const input = { conf: { text: conf, isSeen: () => false }, version, facts, today };
  const lint = lintConf(input);
  const linted = { input, lint };
  return {
    linted,
    view: { run: lint.run, facts, language },
    source: lint.sources.get(CONF) ?? createSource(CONF, conf),
    findings: reported(linted).toSorted(
      (a, b) => ranks[a.severity] - ranks[b.severity] || compareFindings(a, b),
    ),
  };
}
