// A row of releases/defects.toml as the rule that reports it: one row, no code.
import type { EvidenceRef, Severity } from "../../../src/lint/finding/finding.ts";
import type { LocalText } from "../../../src/lint/language.ts";
import type { RuleFile } from "../../../src/lint/rules/rule-file.ts";
import { defectWord } from "../../../src/report/release/defect-words.ts";
import type { DefectRow } from "./tables.ts";

/** The id of the finding of a row. */
export function ruleIdOf({ rule, name }: DefectRow): string {
  return rule ?? `defects/${name}`;
}

/** True where a conf, a deployment or its clients can tell that a row bites, and no rule says so already. */
export function isReported({ when, clients, told_by }: DefectRow): boolean {
  return told_by === undefined && (when !== undefined || clients !== undefined);
}

/** The release that a row advises to go to. */
export function cureOf({ upgrade_to, fixed_in }: DefectRow): string | undefined {
  return upgrade_to ?? fixed_in;
}

/**
 * How sure it is shows: a reporter's word alone is no error. Errors are advisories, what a line of the conf mends, and
 * what keeps the broker from running; elsewhere the release is at fault and not the conf. What is moderate, and nothing but
 * another release mends, is worth knowing and no more: everyday confs meet several.
 */
function severityOf({ tell, kind, consequence, severity, certainty, mend }: DefectRow): Severity {
  if (tell !== undefined) return tell;
  if (kind === "behaviour-change" || severity === "minor") return "info";
  if (severity === "moderate" && kind === "defect" && mend === "upgrade") return "info";
  if (severity === "moderate" || certainty === "reporter") return "warning";
  const stops = consequence === "no-start" || (consequence === "crash" && severity === "critical");
  return stops || kind === "advisory" || mend === "conf" ? "error" : "warning";
}

/** A bridge that is switched off meets nothing, where its release reads the switch. */
const BRIDGE_IS_ON = "!(has(bridge.conf.enable) && bridge.conf.enable == false)";

/** Client classes narrow a condition down where they are told; alone they are all there is to know. */
function conditionOf(row: DefectRow): string | undefined {
  const { clients } = row;
  const isOfBridge = row.for === "bridge in bridges" && row.when !== undefined;
  const when = isOfBridge ? `(${row.when}) && ${BRIDGE_IS_ON}` : row.when;
  if (clients === undefined) return when;
  const some = `clients.exists(client, ${clients})`;
  return when === undefined ? some : `(${when}) && (count(clients) == 0.0 || ${some})`;
}

function messageOf(row: DefectRow): LocalText {
  const { say, do: doing } = row;
  const hasCure = cureOf(row) !== undefined;
  const en = [
    `NanoMQ {version}: ${say.en}.`,
    doing && (hasCure ? `${doing.en}, or upgrade to {upgrade_to} or later` : doing.en),
    doing === undefined && hasCure && "Upgrade to {upgrade_to} or later",
  ];
  const zh = [
    `NanoMQ {version}：${say.zh}。`,
    doing && (hasCure ? `${doing.zh}，或升级到 {upgrade_to} 或更高版本` : doing.zh),
    doing === undefined && hasCure && "请升级到 {upgrade_to} 或更高版本",
  ];
  return {
    en: en.filter(Boolean).join(" ").replace(/\.$/, ""),
    zh: zh.filter(Boolean).join("").replace(/。$/, ""),
  };
}

/** How the entry is known. */
function whyOf(row: DefectRow): LocalText {
  const { id, say, certainty, since, until, except = [], how, measured } = row;
  const list = (seen: readonly string[] = []) => seen.map((one) => `\n- ${one}`).join("");
  const gaps = except.join(", ");
  const [first = "", ...rest] = say.en;
  const en = `${first.toUpperCase()}${rest.join("")}. ${id}, ${defectWord(certainty, "en")}: since ${since}${until === undefined ? "" : ` until ${until}`}${gaps && `, not in ${gaps}`}.`;
  const zh = `${say.zh}。${id}，${defectWord(certainty, "zh")}：自 ${since}${until === undefined ? "" : ` 至 ${until}`}${gaps && `，不含 ${gaps}`}。`;
  return {
    en: `${en}\n${how.en}.${list(measured?.en)}`,
    zh: `${zh}\n${how.zh}。${list(measured?.zh)}`,
  };
}

function evidenceOf({ advisories = [], evidence = [] }: DefectRow): readonly EvidenceRef[] {
  const cves = advisories.map((ref) => ({ kind: ref.startsWith("CVE") ? "cve" : "doc", ref }) as const);
  const others = evidence.map((cited): EvidenceRef => {
    const one = typeof cited === "string" ? { ref: cited } : cited;
    if (/^nanomq\/\w+#\d+/i.test(one.ref)) return { kind: "issue", ...one };
    return { kind: /@[0-9a-f]{7}/.test(one.ref) ? "source" : "measurement", ...one };
  });
  return [...cves, ...others];
}

/** The rule of a reported row. */
export function ruleFileOf(row: DefectRow): RuleFile {
  const { consequence, advisories = [], catalogue = [], replaces = [], target } = row;
  const when = conditionOf(row);
  const cure = cureOf(row);
  const isSecurity = consequence === "security" || consequence === "crash" || advisories.length > 0;
  return {
    id: ruleIdOf(row),
    severity: severityOf(row),
    ...(row.for === undefined ? {} : { for: row.for }),
    ...(when === undefined ? {} : { when }),
    ...(target === undefined ? {} : { target }),
    args: {
      version: "version",
      defect: `'${row.id}'`,
      ...(cure === undefined ? {} : { upgrade_to: `'${cure}'` }),
    },
    presets: isSecurity ? ["recommended", "security"] : ["recommended"],
    replaces,
    catalogue,
    message: messageOf(row),
    why: whyOf(row),
    evidence: evidenceOf(row),
    no_example: "releases/defects.toml has one, which is tried on releases with and without it",
  };
}
