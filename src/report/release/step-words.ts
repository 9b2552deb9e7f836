import type { Language } from "../../lint/language.ts";

export interface StepWords {
  readonly breaks: (release: string) => string;
  readonly mends: (release: string) => string;
  readonly before: string;
  readonly after: string;
  readonly untold: (release: string) => string;
  readonly severity: Readonly<Record<string, string>>;
  readonly colon: string;
}

const en: StepWords = {
  breaks: (release) => `what NanoMQ ${release} breaks for this conf`,
  mends: (release) => `what NanoMQ ${release} mends for this conf`,
  before: "to type before the step",
  after: "to type after it, since the release of today does not know it",
  untold: (release) => `what begins with NanoMQ ${release}, and no conf can tell whether you meet it`,
  severity: {},
  colon: ": ",
};

const zh: StepWords = {
  breaks: (release) => `NanoMQ ${release} 会给此配置带来的问题`,
  mends: (release) => `NanoMQ ${release} 为此配置解决的问题`,
  before: "升级之前应写",
  after: "升级之后应写（当前版本不认识它）",
  untold: (release) => `自 NanoMQ ${release} 开始，而配置无法判断是否会遇到的`,
  severity: {
    critical: "致命",
    error: "错误",
    serious: "严重",
    warning: "警告",
    moderate: "中等",
    minor: "轻微",
  },
  colon: "：",
};

export const stepWords: Readonly<Record<Language, StepWords>> = { en, zh };
