import type { Finding } from "./finding.ts";

function placeText({ span, key }: Finding): string {
  return `${span.file}:${span.start}:${span.end}:${key ?? ""}`;
}

/** Where it begins: what starts at one place is about one thing. */
function beginning({ span }: Finding): string {
  return `${span.file}:${span.start}`;
}

/** What holds for any setting gives way to a rule that knows this one. */
function isGeneric({ rule, key }: Finding): boolean {
  return rule.startsWith("schema/") && key !== undefined;
}

/**
 * True where a rule that tells the whole of a section, a list or an element tells this of it: the elements of its lists.
 * `whole` is a section that the key lies in.
 */
function isTold(whole: string, key: string): boolean {
  return /\.\d+$/.test(whole) || /^\.(?:\w+\.)?\d+(?:\.|$)/.test(key.slice(whole.length));
}

/** A defect of the release is another fact than what a value comes to. */
function explains(finding: Finding): boolean {
  return !isGeneric(finding) && !/^(defects|version)\//.test(finding.rule);
}

function isSyntax({ rule }: Pick<Finding, "rule">): boolean {
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

/** True the first time: two containers that read one conf find the same in it, with the same words at the same place. */
export function newOnes(): (finding: Finding) => boolean {
  const said = new Set<string>();
  return (finding) => {
    const before = said.size;
    said.add(`${finding.rule}@${placeText(finding)} ${JSON.stringify(finding.args)}`);
    return said.size > before;
  };
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

const INCOMPLETE = "schema/incomplete";

/** True where the loader dies of what stands there, or the text is wrong. */
function kills({ rule, severity, args }: Finding): boolean {
  return severity === "error" && (args["fatal"] === true || isSyntax({ rule }));
}

/** True where the start ends at a setting, so that nobody sees what it would come to. */
function ends({ rule }: Finding): boolean {
  return rule === "start/does-not-start";
}

/** True of what stands where something else is read, so that all below it is read by nobody. */
function isNothing(finding: Finding): boolean {
  return finding.rule === "schema/wrong-type" || kills(finding);
}

/** Which findings tell what another one tells better, by the settings they are about. */
class Causes {
  readonly #covered = new Set<string>();
  readonly #deadly = new Set<string>();
  readonly #nothing = new Set<string>();
  /** Sections below which an error is told. */
  readonly #above = new Set<string>();
  /** What is told about, missing companions apart. */
  readonly #told = new Set<string>();

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      const key = nameOf(finding.key);
      for (const covered of finding.covers ?? []) this.#covered.add(nameOf(covered));
      if (kills(finding)) for (const one of [key, ...sectionsOf(key)]) this.#deadly.add(one);
      if (isNothing(finding)) this.#nothing.add(key);
      if (finding.rule !== INCOMPLETE) this.#told.add(key);
      if (finding.severity === "error" && explains(finding))
        for (const section of sectionsOf(key)) this.#above.add(section);
    }
  }

  /** True where what is missing stands there, and what is wrong with it is told. */
  #isToldOf({ args }: Finding, key: string): boolean {
    const missing = nameOf(String(args["missing"] ?? ""));
    return this.#told.has(missing) || this.#told.has(`${key}.${missing}`);
  }

  /** True where the finding is told by another one. */
  has(finding: Finding): boolean {
    const key = nameOf(finding.key);
    const sections = sectionsOf(key);
    const yields = isGeneric(finding) || finding.givesWay === true;
    if (yields && [key, ...sections].some((one) => this.#covered.has(one))) return true;
    if (isGeneric(finding) && sections.some((one) => this.#nothing.has(one))) return true;
    // What a section of another type lacks says more than its type.
    if (finding.rule === "schema/wrong-type" && this.#above.has(key)) return true;
    if (finding.rule === INCOMPLETE && this.#isToldOf(finding, key)) return true;
    return finding.covers?.some((one) => this.#deadly.has(nameOf(one))) === true;
  }
}

/** A key, whichever way elements are counted in it (`rules[0].permit`, `rules.0.permit`), and whatever its letters. */
function nameOf(key = ""): string {
  const name = key.toLowerCase();
  return name.includes("[") ? name.replaceAll(/\[(\d+)\]/g, ".$1") : name;
}

/** The sections that a key lies in, innermost first. */
function sectionsOf(key: string): readonly string[] {
  const sections: string[] = [];
  for (let at = key.lastIndexOf("."); at > 0; at = key.lastIndexOf(".", at - 1))
    sections.push(key.slice(0, at));
  return sections;
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
  /** By rule and key of the whole: a look up the sections of a key finds it, however many there are. */
  const wholes = new Set<string>();
  for (const finding of findings) {
    for (const rule of replacedBy(finding.rule)) {
      replaced.add(`${rule}@${placeText(finding)}`);
      if (finding.key !== undefined) wholes.add(`${rule}@${nameOf(finding.key)}`);
    }
  }
  const isCovered = ({ rule, key }: Finding): boolean => {
    const name = nameOf(key);
    return sectionsOf(name).some((whole) => wholes.has(`${rule}@${whole}`) && isTold(whole, name));
  };
  const unread = new Set(
    findings
      .filter(isUnread)
      .flatMap(({ span: { file, start, end } }) => [`${file}:${start}`, `${file}:${end}`]),
  );
  const fatal = findings.filter(
    (finding) => finding.severity === "error" && finding.givesWay !== true && explains(finding),
  );
  const [fatalKeys, fatalPlaces] = [new Set(fatal.map(({ key }) => key)), new Set(fatal.map(beginning))];
  const yields = (finding: Finding): boolean =>
    finding.givesWay === true && (fatalKeys.has(finding.key) || fatalPlaces.has(beginning(finding)));
  const ended = new Set(findings.filter((one) => ends(one) && !yields(one)).map(({ key }) => nameOf(key)));
  const speaks = (finding: Finding) => explains(finding) && !yields(finding);
  const explained = new Set(findings.filter(speaks).map(({ key }) => nameOf(key)));
  const causes = new Causes(findings);
  const groups = new Map<string, Finding[]>();
  const lacking = new Set<string>();
  const isKnown = staysKnown(findings);
  for (const finding of findings) {
    if (!isKnown(finding)) continue;
    if (isGeneric(finding) && explained.has(nameOf(finding.key))) continue;
    if (!isSyntax(finding) && unread.has(beginning(finding))) continue;
    if (yields(finding) || causes.has(finding)) continue;
    if (finding.severity !== "error" && explains(finding) && ended.has(nameOf(finding.key))) continue;
    const name = `${finding.rule}@${placeText(finding)}`;
    if (replaced.has(name) || isCovered(finding)) continue;
    // What has no effect without one and the same thing is said once.
    const lacked = finding.rule === INCOMPLETE ? String(finding.args["missing"]) : "";
    if (lacked.includes(".") && lacking.has(lacked)) continue;
    lacking.add(lacked);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [joinClients(first, others)] : []));
}
