import type { Language, LocalText } from "../../lint/language.ts";

/** Help of `nanotune suppress`. */
export const suppressOptionWords = {
  summary: {
    en: "write comments that silence what lint finds, with a reason",
    zh: "写入带理由的注释，抑制 lint 发现的问题",
  },
  reason: { en: "why it is right as it is; stands in the comment", zh: "为何这样是对的；写在注释中" },
  until: { en: "last day that it holds", zh: "抑制有效的最后一天" },
  wholeFile: {
    en: "once for the whole file, in place of line by line",
    zh: "对整个文件只写一次，而不是逐行",
  },
  diff: { en: "print the comments as a patch and write nothing", zh: "以补丁形式输出注释，不写文件" },
} as const satisfies Readonly<Record<string, LocalText>>;

interface SuppressWords {
  readonly needsReason: string;
  readonly badReason: string;
  readonly needsFile: string;
  readonly nothing: string;
  readonly written: (count: number, file: string) => string;
  readonly would: (count: number, file: string) => string;
  readonly cannot: (place: string, rule: string) => string;
}

const en: SuppressWords = {
  needsReason:
    'Say why: --reason "the lab has no clients". It stands in the comment for whoever reads it next.',
  badReason: "--reason is one line of text.",
  needsFile: "Comments are written to files: standard input has none.",
  nothing: "Nothing is found that could be silenced.",
  written: (count, file) => `${file}: ${count} ${count === 1 ? "finding is" : "findings are"} silenced`,
  would: (count, file) =>
    `${file}: ${count} ${count === 1 ? "finding would be" : "findings would be"} silenced`,
  cannot: (place, rule) => `${place}: no comment silences ${rule} there; a baseline or nanotune.toml can`,
};

const zh: SuppressWords = {
  needsReason: '请说明理由：--reason "实验室没有客户端"。它会写在注释中，供后来的人阅读。',
  badReason: "--reason 是一行文字。",
  needsFile: "注释要写入文件：标准输入没有文件。",
  nothing: "没有可以抑制的问题。",
  written: (count, file) => `${file}：已抑制 ${count} 个问题`,
  would: (count, file) => `${file}：将抑制 ${count} 个问题`,
  cannot: (place, rule) => `${place}：那里没有注释能抑制 ${rule}；可用基线或 nanotune.toml`,
};

export const suppressWords: Readonly<Record<Language, SuppressWords>> = { en, zh };
