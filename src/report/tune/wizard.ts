import type { Language } from "../../lint/language.ts";
import { newestRelease } from "../../nanomq/releases.ts";

type Asked =
  | "profile"
  | "nanomq"
  | "keepalive"
  | "connections"
  | "network"
  | "detect-within"
  | "false-kicks-per-day"
  | "offline-messages"
  | "drain-within"
  | "cpu-share"
  | "set-clients";
type Problem = "version" | "keepalive" | "count" | "duration" | "duration-or-mqtt" | "number" | "share";
type Profile = "edge-gateway" | "vehicle" | "factory" | "finance" | "many-connections" | "bridge" | "other";

interface QuestionWords {
  readonly ask: string;
  /** Why the answer matters, and what may be typed. */
  readonly why: string;
}

interface ChoiceWords {
  readonly label: string;
  readonly hint: string;
}

/** Sentences of the wizard of `nanotune tune`. */
export interface WizardWords {
  readonly title: string;
  readonly keys: string;
  readonly conf: (file: string, version: string) => string;
  readonly inForce: (interval: string, multiplier: string) => string;
  readonly knownClients: (names: string) => string;
  readonly question: Readonly<Record<Asked, QuestionWords>>;
  readonly profile: Readonly<Record<Profile, ChoiceWords>>;
  /** What else such a place needs, beside the timer. */
  readonly beside: Readonly<Record<Profile, string>>;
  readonly network: (rtt: string, loss: string, outages: string) => string;
  readonly problem: Readonly<Record<Problem, string>>;
  readonly yes: string;
  readonly no: string;
  readonly proposed: (settings: string) => string;
  readonly nearest: (settings: string) => string;
  readonly preview: string;
  readonly previewMet: string;
  readonly previewInfeasible: string;
  readonly result: string;
  readonly candidates: string;
  readonly map: string;
  readonly change: string;
  readonly takesEffect: string;
  readonly besideTitle: string;
  readonly decide: string;
  readonly write: (file: string) => string;
  readonly writeNot: string;
  readonly goBack: string;
  readonly explore: string;
  readonly exploreWhy: string;
  readonly save: (file: string) => string;
  readonly saveWhy: string;
  readonly savedComment: string;
  readonly saved: (file: string, conf: string) => string;
  readonly left: string;
  readonly done: string;
}

const en: WizardWords = {
  title: "nanotune tune",
  keys: "Enter takes an answer, Esc goes back, Ctrl-C leaves. Nothing is written before you say so.",
  conf: (file, version) => `${file} for NanoMQ ${version}`,
  inForce: (interval, multiplier) =>
    `In force: retry_interval = ${interval}, keepalive_multiplier = ${multiplier}`,
  knownClients: (names) => `Clients are known: ${names}`,
  question: {
    profile: {
      ask: "What is it like where this broker runs?",
      why: "Only sets the defaults of the questions that follow.",
    },
    nanomq: {
      ask: "Which NanoMQ version?",
      why: "Releases differ: some count the multiplier 1000 times, and queued messages leave at other speeds.",
    },
    keepalive: {
      ask: "Which keepalive do your clients send?",
      why: "NanoMQ counts the silence of a client against the keepalive of its CONNECT, not against anything in the conf. Several: 5s, 60s",
    },
    connections: {
      ask: "How many clients are connected at once?",
      why: "NanoMQ runs one timer for each connection, so a short retry_interval costs more the more there are.",
    },
    network: {
      ask: "Over which network do they come?",
      why: "Late packets make a live client look dead. That is played 400 000 pings long to find how often.",
    },
    "detect-within": {
      ask: "A dead client is noticed at the latest after …?",
      why: 'Until then its will is not sent and it shows as online. A time such as 8s, or "mqtt" for MQTT\'s own 1.5 x keepalive.',
    },
    "false-kicks-per-day": {
      ask: "How often may a live client be kicked, per client and day?",
      why: 'Faster detection costs live clients on a bad network: this is the other end of the trade. A number such as 0.1, or "any".',
    },
    "offline-messages": {
      ask: "How many QoS 1 and 2 messages wait for a client that is away?",
      why: "They leave one per retry_interval once it is back, and the queue holds only so many. 0 where nothing is kept for them.",
    },
    "drain-within": {
      ask: "They are all delivered within …?",
      why: 'A time after the reconnect, such as 2m, or "any".',
    },
    "cpu-share": {
      ask: "How much of one core may timers take?",
      why: 'With this many connections they weigh. A share such as 0.2, or "any".',
    },
    "set-clients": {
      ask: "May the clients' keepalive be changed too?",
      why: "It lives in every client, and a fleet is dearer to change than a file. Sometimes nothing else helps.",
    },
  },
  profile: {
    "edge-gateway": { label: "Edge gateway", hint: "under 50 clients, wired, little memory" },
    vehicle: { label: "Vehicles, mobile", hint: "radio gaps, long keepalives" },
    factory: { label: "Factory floor", hint: "wired; a stop signal waits for detection" },
    finance: { label: "Finance, real time", hint: "seconds count, good network" },
    "many-connections": { label: "10 000 connections", hint: "one timer each" },
    bridge: { label: "Bridge to a cloud", hint: "few clients, much data" },
    other: { label: "Something else", hint: "plain defaults" },
  },
  beside: {
    "edge-gateway":
      "max_mqueue_len of 256 to 2048 by memory; log rotation with units; flush databases rarely, for the flash's sake.",
    vehicle:
      "A session expiry longer than the longest dead zone; bridges with a fixed client id and a disk cache. Tight detection kicks vehicles in every tunnel.",
    factory:
      "A user for each group of machines, allow_anonymous = false, no_match = deny with an ACL: a will is only as good as who may send it.",
    finance:
      "Heartbeats of the application and QoS 1. TCP keepalive cannot be had from NanoMQ: set it in the clients or in a TCP proxy in front.",
    "many-connections":
      "An open-file limit above connections + 200; jitter on reconnect; queue length x clients x message size has to fit into memory.",
    bridge:
      "max_send_queue_len from 512 on, max_parallel_processes 4, a client id of its own for each device, mqtt-tls with CA and name, no loop between forwards and subscription.",
    other: "Run `nanotune lint` on the conf: the timer is one thing among many.",
  },
  network: (rtt, loss, outages) => `${rtt} ms round trip, ${loss} % resent, ${outages} outages an hour`,
  problem: {
    version: `That is no version. Write for example ${newestRelease}`,
    keepalive: "Whole seconds with their unit, up to 65535s: 5s, or 5s, 60s",
    count: "A whole number, for example 100",
    duration: "A time with its unit: 30s, 2m",
    "duration-or-mqtt": 'A time with its unit such as 8s, or "mqtt"',
    number: 'A number such as 0.1, or "any"',
    share: 'A share above 0 and up to 1, such as 0.2, or "any"',
  },
  yes: "Yes",
  no: "No",
  proposed: (settings) => `proposed: ${settings}`,
  nearest: (settings) => `nearest: ${settings}`,
  preview: "How long a dead client goes unnoticed",
  previewMet: "Today's settings hold that",
  previewInfeasible: "No settings hold that; this is what comes nearest",
  result: "Result",
  candidates: "Candidates",
  map: "What is possible",
  change: "Change of the conf",
  takesEffect: "How it takes effect",
  besideTitle: "Beside the timer",
  decide: "What now?",
  write: (file) => `Write it to ${file}`,
  writeNot: "Write nothing",
  goBack: "Back to the questions",
  explore: "Walk the map of what is possible",
  exploreWhy: "Arrow keys move; Enter takes these settings, Esc goes back.",
  save: (file) => `Save your answers as ${file}?`,
  saveWhy:
    "CI can then hold the objective from now on, lint reports where it breaks, and no question is asked twice.",
  savedComment:
    "Answers to `nanotune tune`. lint reads this file beside the conf and reports what no longer holds.",
  saved: (file, conf) =>
    `${file} is written. In CI, 0 as long as it holds: nanotune tune ${conf} --answers ${file}`,
  left: "Left. Nothing is written.",
  done: "Done.",
};

const zh: WizardWords = {
  title: "nanotune tune",
  keys: "回车确认，Esc 返回上一题，Ctrl-C 退出。未经确认不会写入任何内容。",
  conf: (file, version) => `${file}，NanoMQ ${version}`,
  inForce: (interval, multiplier) =>
    `当前：retry_interval = ${interval}，keepalive_multiplier = ${multiplier}`,
  knownClients: (names) => `已知客户端：${names}`,
  question: {
    profile: { ask: "这个代理运行在什么场景？", why: "只决定后面各题的默认答案。" },
    nanomq: {
      ask: "NanoMQ 是哪个版本？",
      why: "各版本行为不同：有的版本 multiplier 按 1000 倍计算，离线消息的补发速度也不同。",
    },
    keepalive: {
      ask: "客户端发送的 keepalive 是多少？",
      why: "NanoMQ 用客户端 CONNECT 中的 keepalive 判断静默，而不是配置文件中的值。多个值：5s, 60s",
    },
    connections: {
      ask: "同时在线的客户端有多少？",
      why: "NanoMQ 为每个连接运行一个定时器，连接越多，较短的 retry_interval 开销越大。",
    },
    network: {
      ask: "客户端经由什么网络接入？",
      why: "迟到的报文会让在线客户端看似失联。模拟 400 000 次 ping 得出误踢频率。",
    },
    "detect-within": {
      ask: "最晚多久必须发现失联的客户端？",
      why: '在此之前遗嘱不会发布，客户端仍显示在线。填写时间（如 8s），或 "mqtt" 表示 MQTT 规定的 1.5 倍 keepalive。',
    },
    "false-kicks-per-day": {
      ask: "每个客户端每天最多允许误踢几次？",
      why: '网络差时，发现得越快，误踢在线客户端越多：两者需要权衡。填写数字（如 0.1），或 "any" 表示不限。',
    },
    "offline-messages": {
      ask: "每个离线客户端会积压多少条 QoS 1、2 消息？",
      why: "客户端重连后每个 retry_interval 只补发一条，队列容量也有限。不保留则填 0。",
    },
    "drain-within": { ask: "积压消息须在多久内补发完？", why: '重连后的时间（如 2m），或 "any" 表示不限。' },
    "cpu-share": {
      ask: "定时器最多占用单核的多少？",
      why: '连接数多时开销明显。填写比例（如 0.2），或 "any" 表示不限。',
    },
    "set-clients": {
      ask: "是否也可以修改客户端的 keepalive？",
      why: "它在每个客户端里，修改整个设备群比修改一个文件代价大。但有时别无他法。",
    },
  },
  profile: {
    "edge-gateway": { label: "边缘网关", hint: "少于 50 个客户端，有线，内存小" },
    vehicle: { label: "车辆、移动网络", hint: "信号中断，keepalive 较长" },
    factory: { label: "工厂车间", hint: "有线；停机信号取决于失联发现" },
    finance: { label: "金融、实时", hint: "以秒计，网络良好" },
    "many-connections": { label: "一万个连接", hint: "每个连接一个定时器" },
    bridge: { label: "桥接到云端", hint: "客户端少，数据量大" },
    other: { label: "其他", hint: "通用默认值" },
  },
  beside: {
    "edge-gateway": "按内存把 max_mqueue_len 设为 256 到 2048；日志轮转要写单位；数据库少刷盘，保护闪存。",
    vehicle:
      "会话过期时间要长于最长的无信号区；桥接使用固定的客户端 ID 与磁盘缓存。检测过紧会在每个隧道误踢车辆。",
    factory:
      "每组机器用独立用户，allow_anonymous = false，ACL 设 no_match = deny：遗嘱是否可信取决于谁能发送。",
    finance: "使用应用层心跳与 QoS 1。NanoMQ 无法启用 TCP keepalive：请在客户端或前置的 TCP 反向代理中设置。",
    "many-connections":
      "文件描述符上限要高于连接数 + 200；重连加抖动；队列长度 x 客户端数 x 消息大小要能放进内存。",
    bridge:
      "max_send_queue_len 不少于 512，max_parallel_processes 为 4，每台设备独立客户端 ID，mqtt-tls 配 CA 与域名，转发与订阅不要成环。",
    other: "对配置运行 `nanotune lint`：定时器只是众多问题之一。",
  },
  network: (rtt, loss, outages) => `往返 ${rtt} ms，重传 ${loss} %，每小时中断 ${outages} 次`,
  problem: {
    version: `不是版本号。例如 ${newestRelease}`,
    keepalive: "整数秒加单位，最大 65535s：5s，或 5s, 60s",
    count: "请填写整数，例如 100",
    duration: "时间要带单位：30s、2m",
    "duration-or-mqtt": '时间要带单位，如 8s，或填 "mqtt"',
    number: '请填写数字，如 0.1，或 "any"',
    share: '请填写大于 0、不超过 1 的比例，如 0.2，或 "any"',
  },
  yes: "是",
  no: "否",
  proposed: (settings) => `建议：${settings}`,
  nearest: (settings) => `最接近：${settings}`,
  preview: "多久才能发现失联的客户端",
  previewMet: "当前设置已经满足",
  previewInfeasible: "没有设置能满足；以下最接近",
  result: "结果",
  candidates: "候选方案",
  map: "可行范围",
  change: "配置文件的改动",
  takesEffect: "如何生效",
  besideTitle: "定时器之外",
  decide: "接下来？",
  write: (file) => `写入 ${file}`,
  writeNot: "不写入",
  goBack: "返回修改答案",
  explore: "在可行范围图上移动",
  exploreWhy: "方向键移动；回车采用该处的设置，Esc 返回。",
  save: (file) => `把答案保存为 ${file}？`,
  saveWhy: "此后 CI 可以一直检查该目标，lint 会报告不满足之处，也不必重复回答。",
  savedComment: "`nanotune tune` 的答案。lint 读取配置旁的此文件，并报告不再满足之处。",
  saved: (file, conf) =>
    `已写入 ${file}。CI 中运行（满足时退出码为 0）：nanotune tune ${conf} --answers ${file}`,
  left: "已退出，未写入任何内容。",
  done: "完成。",
};

export const wizardWords: Readonly<Record<Language, WizardWords>> = { en, zh };
