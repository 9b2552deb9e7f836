import type { Language } from "../../lint/language.ts";

export interface PageWords {
  readonly title: string;
  readonly nav: Readonly<Record<"verdict" | "findings" | "map" | "settings" | "releases", string>>;
  readonly theme: Readonly<Record<"auto" | "light" | "dark", string>>;
  readonly languages: string;
  readonly themes: string;
  readonly filter: string;
  readonly severities: Readonly<Record<"error" | "warning" | "info", string>>;
  readonly none: string;
  readonly why: string;
  readonly timeline: string;
  readonly choose: string;
  readonly mapIntro: (client: string, keepalive: string) => string;
  readonly mapAssumed: string;
  readonly inForce: string;
  readonly recommended: string;
  readonly nearest: string;
  readonly proposal: (changes: string) => string;
  readonly met: string;
  readonly infeasible: string;
  readonly setting: string;
  readonly value: string;
  readonly origin: string;
  readonly withDefaults: string;
  readonly reason: string;
  readonly moreBrokers: (shown: number, all: number) => string;
  readonly read: (files: string) => string;
}

const en: PageWords = {
  title: "nanotune report",
  nav: {
    verdict: "Verdict",
    findings: "Findings",
    map: "What is possible",
    settings: "Settings",
    releases: "Releases",
  },
  theme: { auto: "Auto", light: "Light", dark: "Dark" },
  languages: "Language",
  themes: "Appearance",
  filter: "Show",
  severities: { error: "Errors", warning: "Warnings", info: "Infos" },
  none: "Nothing to report.",
  why: "Why, and how it is known",
  timeline: "Event by event",
  choose: "Point at a field, or walk with the arrow keys; a click keeps it.",
  mapIntro: (client, keepalive) =>
    `retry_interval across, keepalive_multiplier down; for ${client === "" ? "a client" : client} with keepalive ${keepalive}.`,
  mapAssumed: "Nobody named clients: nanotune.toml or --keepalive makes this your own.",
  inForce: "in force",
  recommended: "recommended",
  nearest: "nearest safe step",
  proposal: (changes) => `To type: ${changes}`,
  met: "What is asked for holds with the settings in force.",
  infeasible: "No settings of the timer hold what is asked for.",
  setting: "Setting",
  value: "Value in effect",
  origin: "Set by",
  withDefaults: "Defaults too",
  reason: "Why it has no effect",
  moreBrokers: (shown, all) =>
    `Settings, map and releases are shown for the first ${shown} of ${all} brokers.`,
  read: (files) => `reads ${files}`,
};

const zh: PageWords = {
  title: "nanotune 报告",
  nav: { verdict: "结论", findings: "问题", map: "可行范围", settings: "设置", releases: "版本" },
  theme: { auto: "自动", light: "浅色", dark: "深色" },
  languages: "语言",
  themes: "外观",
  filter: "显示",
  severities: { error: "错误", warning: "警告", info: "提示" },
  none: "没有问题。",
  why: "原因与依据",
  timeline: "逐个事件",
  choose: "指向某一格，或用方向键移动；点击可固定。",
  mapIntro: (client, keepalive) =>
    `横向为 retry_interval，纵向为 keepalive_multiplier；针对 keepalive ${keepalive} 的${client === "" ? "客户端" : `客户端 ${client}`}。`,
  mapAssumed: "没有给出客户端：用 nanotune.toml 或 --keepalive 换成您自己的。",
  inForce: "当前",
  recommended: "推荐",
  nearest: "最近的安全版本",
  proposal: (changes) => `写成：${changes}`,
  met: "当前设置已满足要求。",
  infeasible: "定时器的任何设置都无法满足要求。",
  setting: "设置",
  value: "生效值",
  origin: "来源",
  withDefaults: "也显示默认值",
  reason: "为何无效",
  moreBrokers: (shown, all) => `仅对 ${all} 个代理中的前 ${shown} 个显示设置、可行范围和版本。`,
  read: (files) => `读取 ${files}`,
};

export const pageWords: Readonly<Record<Language, PageWords>> = { en, zh };
