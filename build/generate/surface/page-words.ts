// Words of docs/keys.md and docs/keys.zh-CN.md.
import type { Language } from "../../../src/lint/language.ts";

export interface PageWords {
  readonly head: string;
  readonly columns: readonly string[];
  readonly since: (release: string) => string;
  readonly between: (first: string, last: string) => string;
  readonly noRelease: string;
  /** Classes of values; a number stands for itself and all above. */
  readonly classes: Readonly<Record<string, string>>;
  readonly above: (number: string) => string;
  readonly ends: Readonly<Record<string, string>>;
  /** How a value is read, where the schema's own word is not the one to show. */
  readonly types: Readonly<Record<string, string>>;
  readonly noEffect: string;
  readonly effect: (effect: string) => string;
  readonly renamed: (name: string) => string;
  readonly build: (features: string) => string;
  readonly needs: (what: string) => string;
  readonly reloaded: string;
  readonly beware: (outcomes: readonly string[]) => string;
}

export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    head: `# Keys of nanomq.conf

[中文](keys.zh-CN.md)

Generated from \`schemas/nanomq.schema.json\`; do not edit. \`*\` stands for a name you choose, \`[]\` for every element of
a list. Numbers have to be above 0. Times are texts: a number and \`s\`, \`m\`, \`h\` (\`d\` since 0.24.13). Defaults are those
of the program, in the unit it stores; "(0.24.14)" behind a value means from that release on.
`,
    columns: ["key", "read as", "default", "releases", "meaning"],
    since: (release: string) => `${release} on`,
    between: (first: string, last: string) => `${first} to ${last}`,
    noRelease: "none of the main line",
    classes: {
      other: "a value of another type",
      absent: "leaving it out",
      list: "a list",
      section: "a section",
    },
    above: (number: string) => `${number} and above`,
    ends: {
      runs: "is passed over",
      crashes: "crashes the start",
      exits: "ends the start",
      "dies-later": "kills the broker later",
      "never-ready": "keeps every port shut",
      memory: "takes memory worth a word",
    },
    types: {},
    noEffect: "No effect.",
    effect: (effect: string) => `Effect: ${effect}.`,
    renamed: (name: string) => `Now \`${name}\`.`,
    build: (features: string) => `Build: ${features}.`,
    needs: (what: string) => `Needs ${what}.`,
    reloaded: "Can be reloaded.",
    beware: (outcomes: readonly string[]) => `Beware: ${outcomes.join("; ")}.`,
  },
  zh: {
    head: `# nanomq.conf 的键

[English](keys.md)

由 \`schemas/nanomq.schema.json\` 生成，请勿修改。\`*\` 代表自选的名称，\`[]\` 代表列表的每个元素。数字须大于 0。时间是文本：数字加
\`s\`、\`m\`、\`h\`（0.24.13 起还有 \`d\`）。默认值是程序的默认值，以其存储的单位表示；值后的“(0.24.14)”表示从该版本起。
`,
    columns: ["键", "读作", "默认值", "版本", "含义"],
    since: (release: string) => `${release} 起`,
    between: (first: string, last: string) => `${first} 至 ${last}`,
    noRelease: "主线版本均无",
    classes: { other: "其他类型的值", absent: "不写此键", list: "列表", section: "配置段" },
    above: (number: string) => `${number} 及以上`,
    ends: {
      runs: "被忽略",
      crashes: "使启动崩溃",
      exits: "使启动结束",
      "dies-later": "使代理之后崩溃",
      "never-ready": "使所有端口都不打开",
      memory: "占用大量内存",
    },
    types: {
      text: "文本",
      number: "数字",
      flag: "开关",
      section: "配置段",
      seconds: "秒数",
      "kept-seconds": "秒数",
      milliseconds: "毫秒数",
      "text-map": "文本映射",
      "text-list": "文本列表",
      list: "列表",
      word: "词",
      "word-list": "词的列表",
      address: "地址",
      choice: "选项",
      size: "大小",
      hex: "十六进制数",
    },
    noEffect: "不起作用。",
    effect: (effect: string) => `作用：${effect}。`,
    renamed: (name: string) => `现为 \`${name}\`。`,
    build: (features: string) => `构建须带有：${features}。`,
    needs: (what: string) => `须同时设置 ${what}。`,
    reloaded: "可由 reload 生效。",
    beware: (outcomes: readonly string[]) => `注意：${outcomes.join("；")}。`,
  },
};
