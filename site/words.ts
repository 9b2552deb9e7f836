// Sentences of the pages that are no report's; those of the playground and of its broker stand beside them.
import type { Language } from "../src/lint/language.ts";

export interface SiteWords {
  readonly nav: Readonly<Record<"playground" | "answers" | "docs", string>>;
  readonly pages: string;
  readonly otherLanguage: string;
  readonly theme: Readonly<Record<"label" | "auto" | "light" | "dark", string>>;
  readonly skip: string;
  readonly noScript: string;
  readonly answers: AnswerWords;
  readonly docs: DocWords;
  /** Of the editor itself, by its own English. */
  readonly phrases: Readonly<Record<string, string>>;
}

interface AnswerWords {
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly releases: string;
  readonly upgrade: string;
  readonly upgradeTo: string;
  readonly outage: string;
  readonly outageLead: string;
  readonly length: string;
  readonly every: string;
  readonly payload: string;
  readonly noBridge: string;
  readonly cut: string;
  readonly about: (lines: number, findings: string) => string;
  readonly back: string;
}

interface DocWords {
  readonly title: string;
  readonly index: string;
  readonly rules: string;
  /** Below an example. */
  readonly open: string;
}

const en: SiteWords = {
  nav: { playground: "Playground", answers: "Releases and outages", docs: "Documentation" },
  pages: "Pages",
  otherLanguage: "中文",
  theme: { label: "Appearance", auto: "Auto", light: "Light", dark: "Dark" },
  skip: "To the content",
  noScript:
    "This page works by its own script, which asks nothing of anybody. Let it run, or read the documentation.",
  answers: {
    title: "nanotune: releases and outages",
    heading: "Which release, and what if the uplink is gone?",
    lead: "Every release of NanoMQ against your conf: where it starts, what is known to bite there, what would change.",
    releases: "Releases",
    upgrade: "One step",
    upgradeTo: "To",
    outage: "Outages of a bridge",
    outageLead: "The uplink is away for a while: what is kept, what is lost.",
    length: "Away for, min",
    every: "A message every, s",
    payload: "Payload, bytes",
    noBridge: "This conf has no MQTT bridge.",
    cut: "How it goes",
    about: (lines, findings) => `${lines} lines, ${findings}.`,
    back: "Change it in the playground",
  },
  docs: {
    title: "nanotune: documentation",
    index: "Documentation",
    rules: "Rules",
    open: "Open in the playground",
  },
  phrases: {},
};

const zh: SiteWords = {
  nav: { playground: "试验场", answers: "版本与断线", docs: "文档" },
  pages: "页面",
  otherLanguage: "English",
  theme: { label: "外观", auto: "自动", light: "浅色", dark: "深色" },
  skip: "跳到正文",
  noScript: "此页面依靠自身的脚本工作，脚本不向任何地方发出请求。请允许它运行，或阅读文档。",
  answers: {
    title: "nanotune：版本与断线",
    heading: "用哪个版本？上游断开会怎样？",
    lead: "用您的配置对照 NanoMQ 的每个版本：能否启动、已知有哪些问题、会有什么变化。",
    releases: "版本",
    upgrade: "升级一步",
    upgradeTo: "到",
    outage: "桥接断线",
    outageLead: "上游断开一段时间：什么会保留，什么会丢失。",
    length: "断开时长（分钟）",
    every: "消息间隔（秒）",
    payload: "载荷（字节）",
    noBridge: "此配置没有 MQTT 桥接。",
    cut: "断开方式",
    about: (lines, findings) => `${lines} 行，${findings}。`,
    back: "在试验场中修改",
  },
  docs: { title: "nanotune：文档", index: "文档", rules: "规则", open: "在试验场中打开" },
  phrases: {
    Diagnostics: "问题",
    "No diagnostics": "没有问题",
    Completions: "补全",
    close: "关闭",
    "Control character": "控制字符",
    "Selection deleted": "已删除所选内容",
  },
};

export const siteWords: Readonly<Record<Language, SiteWords>> = { en, zh };
