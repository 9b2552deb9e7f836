// Findings in files with the same text differ in the name of their file alone, and share their facts: what is drawn of one
// holds for all.
import type { FindingArgs, Reported } from "../../lint/finding/finding.ts";
import type { Report } from "./reporter.ts";

/** What was made of a finding, and which one. */
export interface Drawn {
  readonly text: string;
  readonly finding: Reported;
}

function areTwins(one: Reported, other: Reported, { sources }: Report): boolean {
  const bytes = sources.get(one.span.file)?.bytes;
  const isSameText = bytes !== undefined && bytes === sources.get(other.span.file)?.bytes;
  const isSamePlace = one.span.start === other.span.start && one.span.end === other.span.end;
  const isSameSize = one.fixes.length === other.fixes.length && one.related.length === other.related.length;
  return isSameText && isSamePlace && isSameSize;
}

/** Findings kept: a fleet's confs have a few texts. */
const MOST_KEPT = 500;

/** Draws each finding of a report, one of several twins once. */
export function drawnOnce(report: Report, draw: (finding: Reported) => string): (finding: Reported) => Drawn {
  const known = new Map<FindingArgs, Drawn>();
  return (finding) => {
    const drawn = known.get(finding.args);
    if (drawn !== undefined && areTwins(drawn.finding, finding, report)) return drawn;
    const made = { text: draw(finding), finding };
    if (known.size >= MOST_KEPT) known.clear();
    known.set(finding.args, made);
    return made;
  };
}
