// What a lint of many files comes to, as plain data: it may come from another thread.
import type { Reported } from "../../lint/finding/finding.ts";
import type { Refused } from "../../lint/fix/fix-conf.ts";
import type { Started } from "../../report/finding/started.ts";
import type { PageBroker } from "../../report/html/broker.ts";
import type { Source } from "../../text/source.ts";

export interface LintedFiles {
  readonly findings: Reported[];
  readonly sources: Map<string, Source>;
  readonly started: Started[];
  /** Rules that looked at one of the files. */
  readonly ran: Set<string>;
  /** Facts that may change a finding. */
  readonly needed: Set<string>;
  readonly notes: Set<string>;
  nanomq: string | undefined;
  /** What to say of files that could not be linted, and of those that nanotune itself failed at. */
  readonly errors: Set<string>;
  readonly faults: Set<string>;
  /** A file of each project that has rules of its own. */
  readonly withPacks: Set<string>;
  /** Findings that vanished. */
  fixed: number;
  readonly refused: Refused[];
  /** The first few, where a page is asked for. */
  readonly brokers: PageBroker[];
}

export function nothingLinted(): LintedFiles {
  return {
    findings: [],
    sources: new Map(),
    started: [],
    ran: new Set(),
    needed: new Set(),
    notes: new Set(),
    nanomq: undefined,
    errors: new Set(),
    faults: new Set(),
    withPacks: new Set(),
    fixed: 0,
    refused: [],
    brokers: [],
  };
}
