import type { Language } from "./language.ts";

interface ExplainWords {
  readonly severity: Readonly<Record<"error" | "warning" | "info", string>>;
  readonly kinds: Readonly<Record<"measurement" | "issue" | "doc" | "spec" | "cve" | "source", string>>;
  readonly why: string;
  readonly params: string;
  readonly examples: string;
  readonly evidence: string;
  readonly clean: string;
  readonly found: (lines: string) => string;
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
  why: "Why",
  params: "Parameters",
  examples: "Examples",
  evidence: "Evidence",
  clean: "nothing to report",
  found: (lines) => `reported on line ${lines}`,
};

const zh: ExplainWords = {
  severity: { error: "错误", warning: "警告", info: "提示" },
  kinds: { measurement: "实测", issue: "问题单", doc: "文档", spec: "规范", cve: "安全公告", source: "源码" },
  why: "原因",
  params: "参数",
  examples: "示例",
  evidence: "依据",
  clean: "没有问题",
  found: (lines) => `报告于第 ${lines} 行`,
};

export const explainWords: Readonly<Record<Language, ExplainWords>> = { en, zh };
