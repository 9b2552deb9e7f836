import type { Reported } from "../../lint/finding/finding.ts";
import type { FindingSummary } from "../../lint/finding/order.ts";
import type { Language } from "../../lint/language.ts";
import { type Position, positionAt, type Source, type Span } from "../../text/source.ts";
import type { PageBroker } from "../html/broker.ts";
import type { View } from "../output/view.ts";
import { withoutSecrets } from "../secrets/masked-finding.ts";
import { type RulePages, type Said, said } from "./said.ts";
import type { Started } from "./started.ts";

/** The findings of one run and all that is needed to word them. */
export interface Report {
  /** Version the confs were checked for; of several versions the first. */
  readonly nanomq: string;
  /** Sorted. */
  readonly findings: readonly Reported[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly pages: RulePages;
  /** What became of each broker; none where only findings are shown. */
  readonly started?: readonly Started[] | undefined;
  /** Of a page: more about brokers, the first few of them. */
  readonly brokers?: readonly PageBroker[] | undefined;
  /** What was found besides and is not to be shown (`--quiet`); absent: nothing. */
  readonly hidden?: FindingSummary | undefined;
  /** True: how often each rule reports, in place of the findings. */
  readonly asStatistics?: boolean | undefined;
  readonly pass?: Pass | undefined;
  /** Address of the page of a rule, where it is known where the pages are. */
  readonly pageAddress?: ((rule: string) => string | undefined) | undefined;
  readonly language: Language;
}

export interface Region {
  readonly start: Position;
  readonly end: Position;
}

const unknownPlace: Position = { line: 1, column: 1 };

export function regionOf({ file, start, end }: Span, { sources }: Pick<Report, "sources">): Region {
  const source = sources.get(file);
  if (source === undefined) return { start: unknownPlace, end: unknownPlace };
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

/** What reporters show: the findings, without the passwords, tokens and keys they stand at. */
export function shownFindings({ findings, sources }: Report): readonly Reported[] {
  return findings.map((finding) => withoutSecrets(finding, sources));
}

/** What reporters show, by file, in the order the files were read; a clean file has none. */
export function byFile(report: Report): ReadonlyMap<string, readonly Reported[]> {
  const groups = new Map<string, Reported[]>();
  for (const file of report.sources.keys()) groups.set(file, []);
  for (const finding of shownFindings(report)) {
    const group = groups.get(finding.span.file);
    if (group === undefined) groups.set(finding.span.file, [finding]);
    else group.push(finding);
  }
  return groups;
}

/** The words of a finding in the language of its report. */
export function saidOf(finding: Reported, { pages, language }: Report): Said {
  return said(finding, language, pages);
}

/** What the entry knows of a run. */
export interface Pass {
  /** Rules that looked. */
  readonly rules: number;
  /** How long it took; only for a terminal, since the same input gives the same bytes elsewhere. */
  readonly tookMs: number | undefined;
}

/** Data in, text out, in pieces; formats for machines look at no view. */
export type Reporter = (report: Report, view: View) => Iterable<string>;
