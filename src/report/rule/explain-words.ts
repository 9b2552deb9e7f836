import type { Language } from "../../lint/language.ts";

/** What of `lint --fix` writes a fix. */
type Safety = "safe" | "unsafe";

export interface ExplainWords {
  readonly severity: Readonly<Record<"error" | "warning" | "info", string>>;
  readonly kinds: Readonly<Record<"measurement" | "issue" | "doc" | "spec" | "cve" | "source", string>>;
  /** Between terms, and behind a name. */
  readonly semicolon: string;
  readonly comma: string;
  readonly colon: string;
  readonly why: string;
  readonly fix: string;
  readonly params: string;
  readonly examples: string;
  readonly evidence: string;
  readonly clean: string;
  readonly found: (lines: string) => string;
  readonly presets: (names: string) => string;
  /** Bounds as releases; `until` is the last one it applies to, `before` the first it does not. */
  readonly versions: (since: string, until: string, before: string) => string;
  readonly needs: (facts: string) => string;
  readonly remove: (keys: string) => string;
  readonly safety: Readonly<Record<Safety, string>>;
  readonly file: (name: string) => string;
  readonly index: string;
  readonly indexIntro: (rules: number) => string;
  readonly rule: string;
  readonly severityTitle: string;
}

const en: ExplainWords = {
  severity: { error: "error", warning: "warning", info: "info" },
  kinds: {
    measurement: "measured",
    issue: "issue",
    doc: "documentation",
    spec: "specification",
    cve: "advisory",
    source: "source",
  },
  semicolon: "; ",
  comma: ", ",
  colon: ": ",
  why: "Why",
  fix: "Fix",
  params: "Parameters",
  examples: "Examples",
  evidence: "Evidence",
  clean: "nothing to report",
  found: (lines) => `reported on line ${lines}`,
  presets: (names) => `preset ${names}`,
  versions: (since, until, before) => {
    if (since !== "" && until !== "") return `NanoMQ ${since} to ${until}`;
    if (since !== "" && before !== "") return `NanoMQ from ${since}, before ${before}`;
    if (since !== "") return `NanoMQ from ${since} on`;
    return until === "" ? `NanoMQ before ${before}` : `NanoMQ up to ${until}`;
  },
  needs: (facts) => `needs ${facts} in nanotune.toml`,
  remove: (keys) => `remove ${keys}`,
  safety: {
    safe: "keeps what NanoMQ does otherwise: `nanotune lint --fix` writes it",
    unsafe: "changes what NanoMQ does: only `nanotune lint --fix --unsafe-fixes` writes it",
  },
  file: (name) => `file ${name}`,
  index: "Rules",
  indexIntro: (rules) =>
    `${rules} rules, by area. \`nanotune explain <rule>\` shows a page in the terminal, \`nanotune explain <rule> nanomq.conf\` what the rule says about your conf.`,
  rule: "rule",
  severityTitle: "severity",
};

const zh: ExplainWords = {
  severity: { error: "错误", warning: "警告", info: "提示" },
  kinds: { measurement: "实测", issue: "问题单", doc: "文档", spec: "规范", cve: "安全公告", source: "源码" },
  semicolon: "；",
  comma: "，",
  colon: "：",
  why: "原因",
  fix: "修改",
  params: "参数",
  examples: "示例",
  evidence: "依据",
  clean: "没有问题",
  found: (lines) => `报告于第 ${lines} 行`,
  presets: (names) => `预设 ${names}`,
  versions: (since, until, before) => {
    if (since !== "" && until !== "") return `NanoMQ ${since} 至 ${until}`;
    if (since !== "" && before !== "") return `NanoMQ ${since} 起，${before} 之前`;
    if (since !== "") return `NanoMQ ${since} 起`;
    return until === "" ? `NanoMQ ${before} 之前` : `NanoMQ ${until} 及更早`;
  },
  needs: (facts) => `需要 nanotune.toml 中的 ${facts}`,
  remove: (keys) => `删除 ${keys}`,
  safety: {
    safe: "不改变 NanoMQ 的其他行为：`nanotune lint --fix` 即可写入",
    unsafe: "会改变 NanoMQ 的行为：只有 `nanotune lint --fix --unsafe-fixes` 才写入",
  },
  file: (name) => `文件 ${name}`,
  index: "规则",
  indexIntro: (rules) =>
    `共 ${rules} 条规则，按领域排列。\`nanotune explain <规则>\` 在终端显示一页，\`nanotune explain <规则> nanomq.conf\` 说明该规则对您的配置的结论。`,
  rule: "规则",
  severityTitle: "级别",
};

export const explainWords: Readonly<Record<Language, ExplainWords>> = { en, zh };
