// Sentences of the playground.
import type { Language } from "../../src/lint/language.ts";

export interface PlayWords {
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly editor: string;
  readonly release: string;
  readonly example: string;
  readonly examples: Readonly<Record<"choose" | "gateway" | "open" | "bridge" | "empty", string>>;
  readonly fixAll: string;
  readonly share: string;
  readonly sharedLink: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly clients: string;
  readonly clientsHint: string;
  readonly client: Readonly<
    Record<"name" | "keepalive" | "count" | "keeps" | "add" | "remove" | "unnamed", string>
  >;
  readonly findings: string;
  readonly clean: string;
  readonly line: (line: number) => string;
  readonly goTo: (line: number) => string;
  readonly apply: string;
  readonly changes: string;
  readonly byHand: (text: string) => string;
  readonly why: string;
  readonly checked: (findings: number) => string;
  readonly timing: string;
  readonly timingLead: string;
  readonly slider: Readonly<Record<"client" | "retry" | "multiplier" | "keepalive", string>>;
  readonly chosen: string;
  readonly writeTimer: string;
  readonly cannotWrite: string;
  readonly reset: string;
  readonly inConf: string;
  readonly noticed: (window: string) => string;
  readonly never: string;
  readonly whyHeading: string;
  readonly whyLimit: (keepalive: string, multiplier: string, limit: string) => string;
  readonly whyTicks: (retry: string) => string;
  readonly whyCount: (tick: number, counted: string, limit: string) => string;
  readonly whyWindow: (window: string) => string;
  readonly whyNever: string;
  readonly whyAtOnce: string;
  readonly map: string;
  readonly tuneLead: string;
  readonly goal: Readonly<
    Record<"detect" | "mqtt" | "early" | "drain" | "redeliver" | "cpu" | "setClients", string>
  >;
  readonly use: string;
  readonly settings: string;
  readonly start: string;
  readonly startLead: string;
}

const en: PlayWords = {
  title: "nanotune: what NanoMQ makes of your conf",
  heading: "What NanoMQ makes of your conf",
  lead: "Type or paste a nanomq.conf. It is read as the release you run reads it, checked, and its timer runs below on the real model of the broker. Nothing leaves this page.",
  editor: "nanomq.conf",
  release: "NanoMQ",
  example: "Example",
  examples: {
    choose: "Examples…",
    gateway: "Gateway with sensors",
    open: "An open door",
    bridge: "Bridge to a plant",
    empty: "An empty file",
  },
  fixAll: "Make all safe fixes",
  share: "Share",
  sharedLink: "Link to what is on this page, without passwords",
  copied: "Copied. The link holds the conf itself, without passwords; no server has it.",
  notCopied: "Copy the link: it holds the conf itself, without passwords; no server has it.",
  clients: "Who connects",
  clientsHint: "A conf cannot tell. With it, windows, map and rules about timing are yours.",
  client: {
    name: "Name",
    keepalive: "Keepalive, s",
    count: "How many",
    keeps: "Keeps its session",
    add: "Add clients",
    remove: "Remove",
    unnamed: "clients",
  },
  findings: "Findings",
  clean: "Nothing to report: this conf does what it says.",
  line: (line) => `line ${line}`,
  goTo: (line) => `Go to line ${line}`,
  apply: "Fix",
  changes: "changes what the broker does",
  byHand: (text) => `To type: ${text}`,
  why: "Why, and how it is known",
  checked: (findings) => (findings === 1 ? "1 finding" : `${findings} findings`),
  timing: "When is a silent client noticed?",
  timingLead:
    "Three numbers decide: the keepalive of the client, and two settings of NanoMQ. Move them; the conf stays as it is until you write them into it.",
  slider: {
    client: "Clients",
    retry: "retry_interval",
    multiplier: "keepalive_multiplier",
    keepalive: "keepalive of the client",
  },
  chosen: "as set here",
  writeTimer: "Write into the conf",
  cannotWrite: "This conf cannot carry it: mend its errors first.",
  reset: "Back to the conf",
  inConf: "what the conf says",
  noticed: (window) => `${window} after its last packet`,
  never: "never",
  whyHeading: "Why so late",
  whyLimit: (keepalive, multiplier, limit) =>
    `Keepalive ${keepalive} × ${multiplier} = ${limit}: so long may a client be silent.`,
  whyTicks: (retry) =>
    `NanoMQ has no clock for that. It looks once in ${retry}, when the retry timer of the connection ticks, and what it counts are ticks.`,
  whyCount: (tick, counted, limit) =>
    `Tick ${tick} after the last packet is the first that counts ${counted}, more than ${limit}: it closes the connection.`,
  whyWindow: (window) =>
    `The last packet falls anywhere between two ticks. So the client is noticed after ${window}.`,
  whyNever: "No tick ever counts more than that: a client that is gone stays listed as connected.",
  whyAtOnce: "A negative retry_interval closes every connection at once.",
  map: "What is possible",
  tuneLead: "Say what you need; settings that hold it are looked for, and drawn beside those that do not.",
  goal: {
    detect: "Notice a dead client within, s",
    mqtt: "Within MQTT's own limit, 1.5 × keepalive",
    early: "Clients too that die right after their CONNECT",
    drain: "Backlog delivered within, s",
    redeliver: "Message sent again within, s",
    cpu: "CPU for timers, cores at most",
    setClients: "The keepalive of clients may be changed",
  },
  use: "Write into the conf",
  settings: "Settings in effect",
  start: "How it starts",
  startLead: "From exec to the first client, as this release does it.",
};

const zh: PlayWords = {
  title: "nanotune：NanoMQ 如何理解您的配置",
  heading: "NanoMQ 如何理解您的配置",
  lead: "输入或粘贴 nanomq.conf。它会按您运行的版本的方式读取并检查，其定时器在下方由真实的代理模型运行。任何内容都不会离开此页面。",
  editor: "nanomq.conf",
  release: "NanoMQ",
  example: "示例",
  examples: {
    choose: "示例…",
    gateway: "带传感器的网关",
    open: "敞开的大门",
    bridge: "连接工厂的桥接",
    empty: "空文件",
  },
  fixAll: "应用所有安全的修改",
  share: "分享",
  sharedLink: "此页面内容的链接（不含密码）",
  copied: "已复制。链接本身包含配置（不含密码），没有任何服务器保存它。",
  notCopied: "请复制链接：它本身包含配置（不含密码），没有任何服务器保存它。",
  clients: "谁会连接",
  clientsHint: "配置无法说明这一点。填写之后，检测窗口、可行范围和时间规则才是您自己的。",
  client: {
    name: "名称",
    keepalive: "Keepalive（秒）",
    count: "数量",
    keeps: "保留会话",
    add: "添加客户端",
    remove: "删除",
    unnamed: "客户端",
  },
  findings: "问题",
  clean: "没有问题：此配置与其字面意思一致。",
  line: (line) => `第 ${line} 行`,
  goTo: (line) => `转到第 ${line} 行`,
  apply: "修改",
  changes: "会改变代理的行为",
  byHand: (text) => `请输入：${text}`,
  why: "原因与依据",
  checked: (findings) => `${findings} 个问题`,
  timing: "静默的客户端何时被发现？",
  timingLead:
    "由三个数字决定：客户端的 keepalive，以及 NanoMQ 的两个设置。请移动滑块；在您写入之前，配置保持不变。",
  slider: {
    client: "客户端",
    retry: "retry_interval",
    multiplier: "keepalive_multiplier",
    keepalive: "客户端的 keepalive",
  },
  chosen: "此处的设置",
  writeTimer: "写入配置",
  cannotWrite: "此配置无法写入：请先修正其中的错误。",
  reset: "恢复为配置的值",
  inConf: "配置中的值",
  noticed: (window) => `最后一个报文之后 ${window}`,
  never: "永不",
  whyHeading: "为何这么晚",
  whyLimit: (keepalive, multiplier, limit) =>
    `Keepalive ${keepalive} × ${multiplier} = ${limit}：客户端可以静默这么久。`,
  whyTicks: (retry) =>
    `NanoMQ 没有为此单独计时。它每 ${retry} 只在该连接的重发定时器的节拍上检查一次，而且计数的是节拍。`,
  whyCount: (tick, counted, limit) =>
    `最后一个报文之后的第 ${tick} 个节拍首次计到 ${counted}，超过 ${limit}：连接被关闭。`,
  whyWindow: (window) => `最后一个报文可能落在两个节拍之间的任何时刻，因此客户端在 ${window}之后被发现。`,
  whyNever: "计数永远不会超过它：已经消失的客户端会一直显示为已连接。",
  whyAtOnce: "负的 retry_interval 会立即关闭每个连接。",
  map: "可行范围",
  tuneLead: "说明您的需要；这里会寻找满足它的设置，并与不满足的一起画出。",
  goal: {
    detect: "多久之内发现失联客户端（秒）",
    mqtt: "在 MQTT 规定的上限 1.5 × keepalive 之内",
    early: "包括 CONNECT 之后立即失联的客户端",
    drain: "积压消息多久之内送完（秒）",
    redeliver: "消息多久之内重发（秒）",
    cpu: "定时器的 CPU 上限（核）",
    setClients: "可以修改客户端的 keepalive",
  },
  use: "写入配置",
  settings: "生效的设置",
  start: "如何启动",
  startLead: "从 exec 到第一个客户端，按此版本的过程。",
};

export const playWords: Readonly<Record<Language, PlayWords>> = { en, zh };
