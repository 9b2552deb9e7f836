import type { Finding } from "./finding.ts";

function placeText({ span, key }: Finding): string {
  return `${span.file}:${span.start}:${span.end}:${key ?? ""}`;
}

/** What holds for any setting gives way to a rule that knows this one. */
function isGeneric({ rule, key }: Finding): boolean {
  return rule.startsWith("schema/") && key !== undefined;
}

/** What a section has no effect without: what is wrong with that says more. */
function lackedBy({ rule, key, args }: Finding): string | undefined {
  return rule === "schema/incomplete" ? `${key}.${String(args["missing"])}` : undefined;
}

/** A defect of the release is another fact than what a value comes to. */
function explains(finding: Finding): boolean {
  return !isGeneric(finding) && !finding.rule.startsWith("defects/");
}

function isSyntax({ rule }: Finding): boolean {
  return rule.startsWith("syntax/");
}

/** Where the text itself is wrong, what it would come to is not said as well. */
function isUnread(finding: Finding): boolean {
  return isSyntax(finding) && finding.severity === "error" && finding.span.start > 0;
}

/** Faults after which nobody knows what the rest belongs to; of an excess brace not even what stands before it. */
const OPEN_ENDS = new Set(["syntax/unclosed", "syntax/unterminated-string"]);
const EXCESS = "syntax/unmatched-closing";

/** True for what a reader knows of a file whose braces do not match: its syntax, and what stands before the first open end. */
function staysKnown(findings: readonly Finding[]): (finding: Finding) => boolean {
  const faults = findings.filter(({ severity }) => severity === "error");
  if (faults.some(({ rule }) => rule === EXCESS)) return isSyntax;
  const open = faults.find(({ rule }) => OPEN_ENDS.has(rule));
  if (open === undefined) return () => true;
  return (finding) => {
    const { file, start, end } = finding.span;
    return isSyntax(finding) || (file === open.span.file && end > 0 && start < open.span.start);
  };
}

/** The same words at the same place once: two containers that read one conf find the same in it. */
export function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  const said = new Map<string, Finding>();
  for (const finding of findings) {
    const name = `${finding.rule}@${placeText(finding)} ${JSON.stringify(finding.args)}`;
    if (!said.has(name)) said.set(name, finding);
  }
  return [...said.values()];
}

/** One rule at one place speaks once: the first finding stays, and names every client class it holds for. */
function joinClients(first: Finding, others: readonly Finding[]): Finding {
  const names = [first, ...others].flatMap(({ args }) =>
    args["client"] === undefined ? [] : [args["client"]],
  );
  return names.length < 2
    ? first
    : { ...first, args: { ...first.args, client: [...new Set(names)].join(", ") } };
}

/**
 * One fact, one finding: repeats of a rule at the same place are joined, and a finding is dropped where a rule that
 * says more about the same setting reported too (`replacedBy` gives the rules a rule says more than).
 */
export function mergeFindings(
  findings: readonly Finding[],
  replacedBy: (rule: string) => readonly string[],
): readonly Finding[] {
  const replaced = new Set<string>();
  const covers: { readonly rule: string; readonly start: string }[] = [];
  for (const finding of findings) {
    for (const rule of replacedBy(finding.rule)) {
      replaced.add(`${rule}@${placeText(finding)}`);
      if (finding.key !== undefined) covers.push({ rule, start: `${finding.key}.` });
    }
  }
  // Of a section that one rule tells the whole of, the elements of its lists.
  const isCovered = ({ rule, key = "" }: Finding): boolean =>
    covers.some(
      (cover) =>
        cover.rule === rule && key.startsWith(cover.start) && /^\w+\[/.test(key.slice(cover.start.length)),
    );
  const unread = new Set(findings.filter(isUnread).map(({ span }) => `${span.file}:${span.start}`));
  const fatal = findings.filter(
    (finding) => finding.severity === "error" && finding.givesWay !== true && explains(finding),
  );
  const yields = ({ key, span, givesWay }: Finding): boolean =>
    givesWay === true &&
    fatal.some(
      (other) => other.key === key || (other.span.start === span.start && other.span.file === span.file),
    );
  const speaks = (finding: Finding) => explains(finding) && !yields(finding);
  const explained = new Set(findings.filter(speaks).map(({ key }) => key));
  const groups = new Map<string, Finding[]>();
  const isKnown = staysKnown(findings);
  for (const finding of findings) {
    if (!isKnown(finding)) continue;
    if (isGeneric(finding) && (explained.has(finding.key) || explained.has(lackedBy(finding)))) continue;
    if (!isSyntax(finding) && unread.has(`${finding.span.file}:${finding.span.start}`)) continue;
    if (yields(finding)) continue;
    const name = `${finding.rule}@${placeText(finding)}`;
    if (replaced.has(name) || isCovered(finding)) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [joinClients(first, others)] : []));
}
