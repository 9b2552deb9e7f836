import type { Language } from "../../lint/language.ts";

/** Sentences about users' rule packs and `rules test`. */
export interface PackWords {
  readonly noFile: (pattern: string) => string;
  readonly collision: (id: string, other: string) => string;
  readonly builtIn: string;
  readonly noExample: string;
  readonly neverMatches: string;
  readonly expensive: string;
  readonly badFacts: string;
  readonly badVersion: string;
  readonly noDeployment: string;
  readonly reports: (lines: string, expected: string) => string;
  readonly none: string;
  readonly example: (number: number) => string;
  readonly tested: (rules: number, examples: number, failed: number) => string;
  readonly action: (word: string) => string;
}

const en: PackWords = {
  noFile: (pattern) =>
    `${pattern}: no rule file there. Write it like "policy/*.toml", from the folder of nanotune.toml.`,
  collision: (id, other) =>
    `id: ${id} is the id of a rule already (${other}); give it an area of your own, such as acme/`,
  builtIn: "built in",
  noExample: "a rule of a pack needs examples: one that reports, one that is clean",
  neverMatches: "the rule reports on none of its examples",
  expensive:
    "the condition is too expensive: it took more than a million steps on one conf (go through fewer lists)",
  badFacts: "its facts are not what nanotune.toml may hold",
  badVersion: "its nanomq is no version",
  noDeployment: "its deployment is no compose file or manifest with NanoMQ in it",
  reports: (lines, expected) => `reports on line ${lines}, expected ${expected}`,
  none: "none",
  example: (number) => `example ${number}`,
  tested: (rules, examples, failed) => `${rules} rule(s), ${examples} example(s), ${failed} failed`,
  action: (word) => `rules: there is no ${word}. Type: nanotune rules, or nanotune rules test policy/*.toml`,
};

const zh: PackWords = {
  noFile: (pattern) =>
    `${pattern}：那里没有规则文件。写法如 "policy/*.toml"，相对于 nanotune.toml 所在目录。`,
  collision: (id, other) => `id：${id} 已是另一条规则的 id（${other}）；请使用自己的前缀，例如 acme/`,
  builtIn: "内置",
  noExample: "规则包中的规则需要示例：一个会报告的，一个没有问题的",
  neverMatches: "该规则对它的任何示例都不报告",
  expensive: "条件开销过大：对一份配置超过一百万步（请减少遍历的列表）",
  badFacts: "其 facts 不符合 nanotune.toml 的写法",
  badVersion: "其 nanomq 不是版本号",
  noDeployment: "其 deployment 不是含有 NanoMQ 的 compose 文件或清单",
  reports: (lines, expected) => `在第 ${lines} 行报告，预期为 ${expected}`,
  none: "无",
  example: (number) => `示例 ${number}`,
  tested: (rules, examples, failed) => `${rules} 条规则，${examples} 个示例，${failed} 个失败`,
  action: (word) => `rules：没有 ${word}。请输入：nanotune rules，或 nanotune rules test policy/*.toml`,
};

export const packWords: Readonly<Record<Language, PackWords>> = { en, zh };
