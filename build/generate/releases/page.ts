// docs/defects.md: every row of releases/defects.toml, by release and one by one.
import type { Language } from "../../../src/lint/language.ts";
import type { Cited } from "../../../src/nanomq/known-defects.ts";
import { defectWord } from "../../../src/report/release/defect-words.ts";
import { evidenceUrl, refText, releaseUrl } from "../../../src/report/rule/evidence.ts";
import { rankOf } from "./check.ts";
import { cureOf, isReported, ruleIdOf } from "./defect-rules.ts";
import type { DefectRow, Tables } from "./tables.ts";

const words = {
  en: {
    title: "Defects of NanoMQ by release",
    other: "[中文](defects.zh-CN.md)",
    intro:
      "What a conf, a deployment or its clients can meet. A finding of lint has the id in front of the row; rows without one cannot be told from conf and nanotune.toml. The last column says how a row is known.",
    byRelease: "By release",
    release: "Release",
    has: "has",
    begin: "begin here",
    gone: "gone from here",
    byArea: "By area",
    area: "Area",
    entries: "entries",
    all: "All of them",
    head: ["", "What happens", "Consequence", "Releases", "Areas", "How it is known"],
    since: (from: string, to: string) =>
      to === "" ? `since ${from}` : from === to ? from : `${from} to ${to}`,
    but: (tags: string) => `, not ${tags}`,
    go: (release: string) => `; go to ${release}`,
  },
  zh: {
    title: "NanoMQ 各版本的缺陷",
    other: "[English](defects.md)",
    intro:
      "配置、部署或其客户端可能遇到的问题。lint 的问题以行首的 id 标识；没有 id 的行无法从配置和 nanotune.toml 判断。最后一列说明其依据。",
    byRelease: "按版本",
    release: "版本",
    has: "存在",
    begin: "自此出现",
    gone: "自此消失",
    byArea: "按领域",
    area: "领域",
    entries: "条目",
    all: "全部",
    head: ["", "现象", "后果", "版本", "领域", "依据"],
    since: (from: string, to: string) => (to === "" ? `自 ${from}` : from === to ? from : `${from} 至 ${to}`),
    but: (tags: string) => `，不含 ${tags}`,
    go: (release: string) => `；请升级到 ${release}`,
  },
} as const;

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", " ");
}

function has({ since, until, except = [] }: DefectRow, release: string): boolean {
  const rank = rankOf(release);
  return rank >= rankOf(since) && (until === undefined || rank <= rankOf(until)) && !except.includes(release);
}

/** Each leads to its row. */
function idsOf(rows: readonly DefectRow[]): string {
  return rows.map(({ id }) => `[${id.slice("NQD-".length)}](#${id.toLowerCase()})`).join(" ");
}

function areaRows({ defects }: Tables, language: Language): readonly string[] {
  const areas = [...new Set(defects.defect.flatMap((row) => row.areas))].toSorted();
  return areas.map(
    (area) =>
      `| ${defectWord(area, language)} | ${idsOf(defects.defect.filter((row) => row.areas.includes(area)))} |`,
  );
}

/** What is known by: issues, commits and advisories as links. */
function knownBy(refs: readonly Cited[], language: Language): string {
  return refs
    .map((cited) => {
      const one = typeof cited === "string" ? { ref: cited } : cited;
      const url = evidenceUrl(one.ref);
      const text = cell(refText(one, language));
      return url === undefined ? text : `[${text}](${url})`;
    })
    .join("; ");
}

function releaseRows({ releases, defects }: Tables): readonly string[] {
  const shown = releases.release.filter(({ known }) => known !== "named").map(({ name }) => name);
  return shown.map((release, at) => {
    const before = shown[at - 1];
    const now = defects.defect.filter((row) => has(row, release));
    const then = before === undefined ? now : defects.defect.filter((row) => has(row, before));
    const begun = now.filter((row) => !then.includes(row));
    const gone = then.filter((row) => !now.includes(row));
    return `| [${release}](${releaseUrl(release)}) | ${now.length} | ${idsOf(begun)} | ${idsOf(gone)} |`;
  });
}

function defectRow(row: DefectRow, language: Language): string {
  const { since, but, go } = words[language];
  const {
    id,
    kind,
    consequence,
    severity,
    certainty,
    except = [],
    areas,
    advisories = [],
    evidence = [],
  } = row;
  const cure = cureOf(row);
  const span = `${since(row.since, row.until ?? "")}${except.length > 0 ? but(except.join(", ")) : ""}${cure === undefined ? "" : go(cure)}`;
  const rule = row.told_by ?? (isReported(row) ? ruleIdOf(row) : undefined);
  const [, ruleName] = /^defects\/(.*)$/.exec(rule ?? "") ?? [];
  const ofRule = ruleName === undefined ? "" : `<a id="${ruleName}"></a>`;
  const anchor = `<a id="${id.toLowerCase()}"></a>${ofRule}${id}`;
  const name = rule === undefined ? anchor : `${anchor} \`${rule}\``;
  const doing = row.do === undefined ? "" : language === "en" ? ` ${row.do.en}.` : `${row.do.zh}。`;
  const what = language === "en" ? `${row.say.en}.${doing}` : `${row.say.zh}。${doing}`;
  const named = (names: readonly string[]) => names.map((one) => defectWord(one, language));
  const grade = named([kind, consequence, severity]).join(", ");
  const told = [what, grade, span, named(areas).join(language === "en" ? " " : "、")].map(cell);
  const known = [
    defectWord(certainty, language),
    ...(advisories.length + evidence.length > 0 ? [knownBy([...advisories, ...evidence], language)] : []),
  ];
  return `| ${[name, ...told, known.join("; ")].join(" | ")} |`;
}

export function defectsPage(tables: Tables, language: Language): string {
  const {
    title,
    other,
    intro,
    byRelease,
    release,
    has: open,
    begin,
    gone,
    all,
    head,
    ...by
  } = words[language];
  const head1 = `| ${release} | ${open} | ${begin} | ${gone} |\n| --- | ---: | --- | --- |`;
  const headOfAreas = `| ${by.area} | ${by.entries} |\n| --- | --- |`;
  const head2 = `| ${head.join(" | ")} |\n| ${head.map(() => "---").join(" | ")} |`;
  const rows = tables.defects.defect.map((row) => defectRow(row, language));
  return `# ${title}\n\n${other}\n\n${intro}\n\n## ${byRelease}\n\n${head1}\n${releaseRows(tables).join("\n")}\n\n## ${by.byArea}\n\n${headOfAreas}\n${areaRows(tables, language).join("\n")}\n\n## ${all}\n\n${head2}\n${rows.join("\n")}\n`;
}
