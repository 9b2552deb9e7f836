import type { Language } from "../../lint/language.ts";

/** Sentences of `nanotune explain RULE nanomq.conf`. */
export interface ExplainFindingWords {
  readonly silenced: string;
  readonly byHand: string;
  readonly reportsNothing: (rule: string, file: string) => string;
  readonly off: (rule: string) => string;
  readonly preset: (preset: string, presets: string) => string;
  readonly otherRelease: (nanomq: string, versions: string) => string;
  readonly facts: (facts: string) => string;
  readonly keepalive: string;
  readonly hostFiles: string;
  readonly replaced: (rules: string) => string;
  readonly nothingFound: string;
  readonly nothingFoundFor: (setting: string) => string;
}

const en: ExplainFindingWords = {
  silenced: "silenced by a `# nanotune-ignore` comment: lint does not report it",
  byHand: "to be typed by hand: nanotune does not write it",
  reportsNothing: (rule, file) => `${rule} reports nothing about ${file}.`,
  off: (rule) => `nanotune.toml switches it off: "${rule}" = "off" in [rules].`,
  preset: (preset, presets) =>
    `The preset ${preset} does not have it, only ${presets}. Set preset in nanotune.toml, or give the rule a severity in [rules].`,
  otherRelease: (nanomq, versions) => `The conf is for NanoMQ ${nanomq}; the rule is about ${versions}.`,
  facts: (facts) => `It needs facts that nobody gave: ${facts} in nanotune.toml.`,
  keepalive: "`--keepalive 5s` names one class of clients.",
  hostFiles: "It looks at the files the conf names, and only `--check-files` does.",
  replaced: (rules) => `${rules} says more about the same place, and stands in for it.`,
  nothingFound: "It looked, and what it reports is not there.",
  nothingFoundFor: (setting) => `It looked, and what it reports is not there: ${setting}.`,
};

const zh: ExplainFindingWords = {
  silenced: "已被 `# nanotune-ignore` 注释抑制：lint 不报告它",
  byHand: "需手工修改：nanotune 不会写入",
  reportsNothing: (rule, file) => `${rule} 对 ${file} 没有报告。`,
  off: (rule) => `nanotune.toml 关闭了它：[rules] 中的 "${rule}" = "off"。`,
  preset: (preset, presets) =>
    `预设 ${preset} 不含此规则，只有 ${presets} 包含。请在 nanotune.toml 中设置 preset，或在 [rules] 中给它一个级别。`,
  otherRelease: (nanomq, versions) => `配置针对 NanoMQ ${nanomq}；该规则针对 ${versions}。`,
  facts: (facts) => `缺少它需要的事实：nanotune.toml 中的 ${facts}。`,
  keepalive: "`--keepalive 5s` 可给出一类客户端。",
  hostFiles: "它检查配置引用的文件，只有加上 `--check-files` 才会检查。",
  replaced: (rules) => `${rules} 对同一处说得更多，代替了它。`,
  nothingFound: "它检查过了，没有要报告的内容。",
  nothingFoundFor: (setting) => `它检查过了，没有要报告的内容：${setting}。`,
};

export const explainFindingWords: Readonly<Record<Language, ExplainFindingWords>> = { en, zh };
