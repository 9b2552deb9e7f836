// Every sentence of the pages that is not a report's, in both languages.
import type { Language } from "../src/lint/language.ts";

export interface SiteWords {
  readonly nav: Readonly<Record<"playground" | "answers" | "docs", string>>;
  readonly pages: string;
  readonly otherLanguage: string;
  readonly theme: Readonly<Record<"label" | "auto" | "light" | "dark", string>>;
  readonly skip: string;
  readonly play: PlayWords;
  readonly live: LiveWords;
  readonly answers: AnswerWords;
  readonly docs: DocWords;
  /** Of the editor itself, by its own English. */
  readonly phrases: Readonly<Record<string, string>>;
}

interface PlayWords {
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

interface LiveWords {
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
  readonly conf: string;
  readonly back: string;
}

interface DocWords {
  readonly title: string;
  readonly index: string;
  readonly rules: string;
  readonly rulesHint: string;
}

const en: SiteWords = {
  nav: { playground: "Playground", answers: "Releases and outages", docs: "Documentation" },
  pages: "Pages",
  otherLanguage: "中文",
  theme: { label: "Appearance", auto: "Auto", light: "Light", dark: "Dark" },
  skip: "To the content",
  play: {
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
      empty: "Empty: all defaults",
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
  },
  live: {
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
  },
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
    conf: "The conf",
    back: "Change it in the playground",
  },
  docs: {
    title: "nanotune: documentation",
    index: "Documentation",
    rules: "Rules",
    rulesHint: "What each rule reports, why, and how it is known.",
  },
  phrases: {},
};

const zh: SiteWords = {
  nav: { playground: "试验场", answers: "版本与断线", docs: "文档" },
  pages: "页面",
  otherLanguage: "English",
  theme: { label: "外观", auto: "自动", light: "浅色", dark: "深色" },
  skip: "跳到正文",
  play: {
    title: "nanotune：NanoMQ 如何理解您的配置",
    heading: "NanoMQ 如何理解您的配置",
    lead: "输入或粘贴 nanomq.conf。它会按您运行的版本的方式读取并检查，其定时器在下方由真实的 broker 模型运行。任何内容都不会离开此页面。",
    editor: "nanomq.conf",
    release: "NanoMQ",
    example: "示例",
    examples: {
      choose: "示例…",
      gateway: "带传感器的网关",
      open: "敞开的大门",
      bridge: "连接工厂的桥接",
      empty: "空：全部默认值",
    },
    fixAll: "应用所有安全的修改",
    share: "分享",
    sharedLink: "此页面内容的链接（不含密码）",
    copied: "已复制。链接本身包含配置（不含密码），没有任何服务器保存它。",
    notCopied: "请复制链接：它本身包含配置（不含密码），没有任何服务器保存它。",
    clients: "谁会连接",
    clientsHint: "配置无法说明这一点。填写之后，时间窗口、可行范围和时间规则才是您自己的。",
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
    changes: "会改变 broker 的行为",
    byHand: (text) => `请输入：${text}`,
    why: "原因与依据",
    checked: (findings) => `${findings} 个问题`,
    timing: "沉默的客户端何时被发现？",
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
      `Keepalive ${keepalive} × ${multiplier} = ${limit}：客户端可以沉默这么久。`,
    whyTicks: (retry) =>
      `NanoMQ 没有为此单独计时。它每 ${retry} 只在该连接的重发定时器触发时检查一次，而且计数的是触发次数。`,
    whyCount: (tick, counted, limit) =>
      `最后一个报文之后的第 ${tick} 次触发首次计到 ${counted}，超过 ${limit}：连接被关闭。`,
    whyWindow: (window) => `最后一个报文可能落在两次触发之间的任何时刻，因此客户端在 ${window}之后被发现。`,
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
  },
  live: {
    heading: "运行中的 broker",
    lead: "六个客户端围绕 nanotune 的 NanoMQ 模型运行，该模型以真实 broker 的记录为准。请拔掉网线观察。",
    run: "运行",
    pause: "暂停",
    step: "+1 秒",
    again: "从头开始",
    speed: "速度",
    clock: (time) => `broker 时间 ${time}`,
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
      tick: "定时触发，高度为已计的沉默时间",
      limit: "上限：keepalive × multiplier",
      window: "模型预计发现的时间",
      kick: "踢出",
      will: "遗嘱已发布",
    },
    lanes: "各客户端随时间的变化",
  },
  answers: {
    title: "nanotune：版本与断线",
    heading: "用哪个版本？上行断开会怎样？",
    lead: "用您的配置对照 NanoMQ 的每个版本：能否启动、已知有哪些问题、会有什么变化。",
    releases: "版本",
    upgrade: "升级一步",
    upgradeTo: "到",
    outage: "桥接断线",
    outageLead: "上行断开一段时间：什么会保留，什么会丢失。",
    length: "断开时长（分钟）",
    every: "消息间隔（秒）",
    payload: "载荷（字节）",
    noBridge: "此配置没有 MQTT 桥接。",
    conf: "配置",
    back: "在试验场中修改",
  },
  docs: { title: "nanotune：文档", index: "文档", rules: "规则", rulesHint: "每条规则报告什么、原因和依据。" },
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
