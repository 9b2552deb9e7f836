// Sentences of the running broker.
import type { Language } from "../../src/lint/language.ts";

export interface LiveWords {
  readonly heading: string;
  readonly lead: string;
  readonly run: string;
  readonly pause: string;
  readonly step: string;
  readonly again: string;
  readonly speed: string;
  readonly clock: (time: string) => string;
  readonly all: string;
  readonly deed: Readonly<Record<"silence" | "cable" | "hang-up" | "back", string>>;
  readonly deedFor: (deed: string, client: string) => string;
  readonly link: Readonly<Record<"waiting" | "on" | "silent" | "cut" | "off", string>>;
  readonly api: Readonly<Record<"connected" | "disconnected" | "gone", string>>;
  readonly listed: (connected: number, disconnected: number) => string;
  readonly log: string;
  readonly key: Readonly<Record<"ping" | "tick" | "limit" | "window" | "kick" | "will", string>>;
  readonly lanes: string;
}

const en: LiveWords = {
  heading: "The broker, running",
  lead: "Six clients around nanotune's model of NanoMQ, the one that is held to recordings of real brokers. Pull a cable and watch.",
  run: "Run",
  pause: "Pause",
  step: "+1 s",
  again: "From the start",
  speed: "Speed",
  clock: (time) => `broker time ${time}`,
  all: "Pull every cable",
  deed: { silence: "Hang", cable: "Pull cable", "hang-up": "Kill", back: "Come back" },
  deedFor: (deed, client) => `${deed}: ${client}`,
  link: { waiting: "not yet connected", on: "alive", silent: "hangs", cut: "cable out", off: "killed" },
  api: { connected: "connected", disconnected: "disconnected", gone: "not listed" },
  listed: (connected, disconnected) =>
    `HTTP API: ${connected} connected${disconnected === 0 ? "" : `, ${disconnected} disconnected`}`,
  log: "What happened",
  key: {
    ping: "packet of the client",
    tick: "tick, as high as the silence it counted",
    limit: "limit: keepalive × multiplier",
    window: "when the model says it will be noticed",
    kick: "kicked",
    will: "will published",
  },
  lanes: "Clients over time",
};

const zh: LiveWords = {
  heading: "运行中的代理",
  lead: "六个客户端围绕 nanotune 的 NanoMQ 模型运行，该模型以真实代理的记录为准。请拔掉网线观察。",
  run: "运行",
  pause: "暂停",
  step: "+1 秒",
  again: "从头开始",
  speed: "速度",
  clock: (time) => `代理时间 ${time}`,
  all: "拔掉所有网线",
  deed: { silence: "挂起", cable: "拔网线", "hang-up": "杀死", back: "恢复" },
  deedFor: (deed, client) => `${deed}：${client}`,
  link: { waiting: "尚未连接", on: "正常", silent: "挂起", cut: "网线已拔", off: "已杀死" },
  api: { connected: "connected", disconnected: "disconnected", gone: "不再列出" },
  listed: (connected, disconnected) =>
    `HTTP API：${connected} 个 connected${disconnected === 0 ? "" : `，${disconnected} 个 disconnected`}`,
  log: "发生了什么",
  key: {
    ping: "客户端的报文",
    tick: "节拍，高度为已计的静默时间",
    limit: "上限：keepalive × multiplier",
    window: "模型预计发现的时间",
    kick: "踢出",
    will: "遗嘱已发布",
  },
  lanes: "各客户端随时间的变化",
};

export const liveWords: Readonly<Record<Language, LiveWords>> = { en, zh };
