import type { LocalText } from "../../lint/language.ts";

/** What options of `lint` are, in help. */
export const lintOptionWords = {
  formats: {
    en: "form of the output; NAME=FILE writes it to a file; may stand several times",
    zh: "输出格式；NAME=FILE 写入文件；可多次给出",
  },
  outputFile: {
    en: "file for the output in place of standard output",
    zh: "把输出写入此文件，而不是标准输出",
  },
  maxWarnings: { en: "exit code 1 with more warnings than that", zh: "警告多于此数时退出码为 1" },
  select: {
    en: "ask these rules alone, by id or area, whatever the preset",
    zh: "只运行这些规则（规则名或领域名），不论预设",
  },
  ignore: { en: "leave these rules out, by id or area", zh: "不运行这些规则（规则名或领域名）" },
  statistics: {
    en: "how often each rule reports, in place of the findings",
    zh: "只列出每条规则报告的次数，不列出各个问题",
  },
  changed: {
    en: "only what Git sees a change behind, a conf's includes and nanotune.toml too; =REF: since it branched off",
    zh: "只检查 Git 中有改动的配置（包括其引用的文件和 nanotune.toml）；=REF 表示自分叉以来",
  },
  staged: {
    en: "only what is staged behind, as it is staged",
    zh: "只检查有暂存改动的配置，以暂存的内容为准",
  },
  watch: { en: "lint again after every change, until Ctrl-C", zh: "每次改动后重新检查，直到按 Ctrl-C" },
  cache: {
    en: "take what is unchanged from the last run (.nanotunecache, or --cache-location)",
    zh: "未改动的配置沿用上次的结果（.nanotunecache，或 --cache-location）",
  },
  cacheLocation: { en: "file of the cache", zh: "缓存文件" },
} as const satisfies Readonly<Record<string, LocalText>>;
