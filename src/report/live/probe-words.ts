import type { Language } from "../../lint/language.ts";
import type { ProbeFailure } from "../../live/probe/failure.ts";

type Measure = "detection" | "will" | "redelivery";
type Place = "inside" | "earlier" | "later" | "unseen";

/** Sentences of `nanotune probe` and `nanotune monitor`; figures come formatted. */
export interface ProbeWords {
  readonly heading: Readonly<Record<Measure, (clients: string, canaries: number) => string>>;
  readonly predicted: string;
  readonly mqttAsks: string;
  readonly measured: string;
  readonly place: Readonly<Record<Place, string>>;
  readonly verdict: (heading: string, place: string) => string;
  readonly median: (range: string, median: string) => string;
  readonly nothingSeen: string;
  readonly never: string;
  readonly afterConnect: (latest: string) => string;
  readonly apiLag: (most: string) => string;
  readonly legend: Readonly<Record<"window" | "afterConnect" | "marks", string>>;
  readonly limit: (limit: string) => string;
  readonly behavesLike: (
    retryInterval: string,
    multiplier: string,
    explained: number,
    closes: number,
  ) => string;
  readonly multiplierUnmeasured: string;
  readonly multiplierRange: (from: string, to: string) => string;
  readonly alsoPossible: (settings: string) => string;
  readonly andMore: (count: number) => string;
  readonly unexplained: string;
  readonly decide: (canaries: number, keepalive: string) => string;
  readonly against: (target: string) => string;
  readonly asOther: string;
  readonly progress: (done: number, all: number, passed: string, most: string) => string;
  readonly failure: (failure: ProbeFailure, target: string) => string;
  readonly someFailed: (count: number) => string;
  readonly noTarget: string;
  readonly notThisConf: string;
  readonly badTarget: Readonly<Record<"not-a-url" | "scheme" | "credentials", string>>;
  readonly badCount: (option: string, text: string, most: number) => string;
  readonly tooMany: (count: number, most: number) => string;
  readonly badTimeout: (text: string, most: string) => string;
  readonly timeoutTooShort: (needed: string, timeout: string) => string;
  readonly recorded: (rows: number, path: string) => string;
  readonly leftBehind: (clientIds: string) => string;
  readonly badListen: (text: string) => string;
  readonly serving: (address: string) => string;
  readonly canaryFailed: (clients: string, sentence: string, wait: string) => string;
  readonly outside: (clients: string, measured: string, window: string) => string;
  readonly willsDenied: (topic: string) => string;
  readonly pollCrashes: (release: string) => string;
  readonly stopping: string;
}

function failureEn(failure: ProbeFailure, target: string): string {
  switch (failure.kind) {
    case "unreachable":
      if (failure.reason === "ECONNREFUSED")
        return `Nothing listens at ${target}. Is the broker up, and is this its port?`;
      return `There is no way to ${target} (${failure.reason}). Check the host name and the network.`;
    case "handshake":
      return `${target} did not complete the handshake: ${failure.reason}. Check the scheme (mqtt, mqtts, ws, wss), the path, and --ca.`;
    case "silent":
      return `${target} takes the connection but does not answer within ${failure.waitedMs / 1000} s: the broker hangs, or this is no MQTT port.`;
    case "refused":
      return `${target} refuses the canary (CONNACK code ${failure.code}). If it wants a user name: NANOTUNE_MQTT_USERNAME=canary NANOTUNE_MQTT_PASSWORD=... nanotune probe ...`;
    case "closed":
      return `${target} closed the connection before it answered: no MQTT port, or the broker does not let this client in.`;
    case "not-mqtt":
      return `What ${target} answers is no MQTT: ${failure.reason}`;
    case "denied":
      return `${target} does not let the canary subscribe to ${failure.topic}. Allow nanotune/# for it, or measure --what detection.`;
    case "lost":
      return `${target} went away while the canaries were watched: the broker stopped, or the way to it was cut. Probe again once it is back.`;
    case "kicked":
      return `${target} sent the canary a DISCONNECT (reason code ${failure.code}), which no keepalive explains: somebody kicked it, or the broker shuts down.`;
    case "no-bridge":
      return `No bridge connected within ${failure.waitedMs / 1000} s. Does the running broker have this conf, and does its bridge go to this address?`;
    case "stopped":
      return "Stopped. All canaries are disconnected.";
  }
}

function failureZh(failure: ProbeFailure, target: string): string {
  switch (failure.kind) {
    case "unreachable":
      if (failure.reason === "ECONNREFUSED") return `${target} 上没有监听。代理是否已启动，端口是否正确？`;
      return `无法到达 ${target}（${failure.reason}）。请检查主机名和网络。`;
    case "handshake":
      return `与 ${target} 握手失败：${failure.reason}。请检查协议（mqtt、mqtts、ws、wss）、路径和 --ca。`;
    case "silent":
      return `${target} 接受了连接，但 ${failure.waitedMs / 1000} s 内没有应答：代理挂起，或者不是 MQTT 端口。`;
    case "refused":
      return `${target} 拒绝了探测客户端（CONNACK 代码 ${failure.code}）。如需用户名：NANOTUNE_MQTT_USERNAME=canary NANOTUNE_MQTT_PASSWORD=... nanotune probe ...`;
    case "closed":
      return `${target} 在应答之前关闭了连接：不是 MQTT 端口，或代理不允许此客户端。`;
    case "not-mqtt":
      return `${target} 的应答不是 MQTT：${failure.reason}`;
    case "denied":
      return `${target} 不允许探测客户端订阅 ${failure.topic}。请允许 nanotune/#，或使用 --what detection。`;
    case "lost":
      return `观察期间 ${target} 消失了：代理已停止，或者网络中断。恢复之后请重新探测。`;
    case "kicked":
      return `${target} 向探测客户端发送了 DISCONNECT（原因码 ${failure.code}），这与 keepalive 无关：有人把它踢出，或者代理正在关闭。`;
    case "no-bridge":
      return `${failure.waitedMs / 1000} 秒内没有桥接连接。运行中的代理是否使用此配置，其桥接是否指向该地址？`;
    case "stopped":
      return "已停止。所有探测客户端都已断开。";
  }
}

function canariesEn(count: number): string {
  return count === 1 ? "1 canary" : `${count} canaries`;
}

const en: ProbeWords = {
  heading: {
    detection: (clients, count) => `${clients}: close of a silent client, ${canariesEn(count)}`,
    will: (clients, count) => `${clients}: will of a silent client, ${canariesEn(count)}`,
    redelivery: (clients, count) => `${clients}: first duplicate of a message, ${canariesEn(count)}`,
  },
  predicted: "predicted",
  mqttAsks: "MQTT",
  measured: "measured",
  place: { inside: "inside", earlier: "EARLIER", later: "LATER", unseen: "not decided in this time" },
  verdict: (heading, place) => `${heading}: ${place}`,
  median: (range, median) => `${range}, median ${median}`,
  nothingSeen: "nothing",
  never: "never",
  afterConnect: (latest) => `silent right after connecting: predicted by ${latest}`,
  apiLag: (most) => `the API lists none of them ${most} after the close`,
  legend: {
    window: "after the last packet",
    afterConnect: "(silent right after connecting)",
    marks: "1 2 3 number of canaries",
  },
  limit: (limit) => `MQTT asks for ${limit}`,
  behavesLike: (retryInterval, multiplier, explained, closes) =>
    `This broker behaves like retry_interval ${retryInterval}, keepalive_multiplier ${multiplier} (${explained} of ${closes} moments explained).`,
  multiplierUnmeasured: "Duplicates say nothing of keepalive_multiplier: --what detection measures it.",
  multiplierRange: (from, to) =>
    `Any keepalive_multiplier from ${from} to below ${to} explains them as well.`,
  alsoPossible: (settings) => `Explains them as well: ${settings}`,
  andMore: (count) => `and ${count} more`,
  unexplained:
    "No retry_interval up to 300 s explains most of these closes: this is not the timer of NanoMQ.",
  decide: (count, keepalive) => `${canariesEn(count)} more with --keepalive ${keepalive} would decide.`,
  against: (target) => `Probing ${target}`,
  asOther: "No conf of NanoMQ: held against MQTT's 1.5 x keepalive.",
  progress: (done, all, passed, most) => `${done} of ${all} canaries done, ${passed} of at most ${most}`,
  failure: failureEn,
  someFailed: (count) => `${canariesEn(count)} could not be measured:`,
  notThisConf: "A broker that answers does not run with it. Mend it, or leave the conf out.",
  noTarget: "Say which broker: nanotune probe mqtt://127.0.0.1:1883 nanomq.conf",
  badTarget: {
    "not-a-url": "The first word must be the broker's address, such as mqtt://127.0.0.1:1883",
    scheme: "An address begins with mqtt://, mqtts://, ws:// or wss://",
    credentials:
      "Everybody on this machine sees the command line: leave user name and password out of the address, and set NANOTUNE_MQTT_USERNAME and NANOTUNE_MQTT_PASSWORD.",
  },
  badCount: (option, text, most) => `${option} ${text} is no number from 1 to ${most}.`,
  tooMany: (count, most) => `That would be ${count} canaries; at most ${most}. Take fewer --clients.`,
  badTimeout: (text, most) => `--timeout ${text} is no time up to ${most}. Write for example --timeout 90s`,
  timeoutTooShort: (needed, timeout) =>
    `With these settings it takes up to ${needed}; the limit is ${timeout}. Type --timeout ${needed.replace(" ", "")}, or take a shorter --keepalive.`,
  recorded: (rows, path) => `${rows} rows written to ${path}`,
  leftBehind: (clientIds) => `Still listed by the API: ${clientIds}`,
  badListen: (text) => `--listen ${text} is no address and port, such as 127.0.0.1:9464`,
  serving: (address) => `Metrics at ${address}`,
  canaryFailed: (clients, sentence, wait) => `${clients}: ${sentence} Next try in ${wait}.`,
  outside: (clients, measured, window) => `${clients}: noticed after ${measured}, predicted ${window}`,
  willsDenied: (topic) =>
    `The ACL of the broker does not let the monitor subscribe to ${topic}: closes are measured, wills are not. Allow it "subscribe" on nanotune/# and "publish" on nanotune/#, or say --what detection.`,
  pollCrashes: (release) =>
    `NanoMQ ${release} can crash where its list of clients is asked for while connections close: it is asked a while after each close and then rarely. Have nothing else poll /api/v4/clients meanwhile.`,
  stopping: "Stopped. All canaries are disconnected.",
};

const zh: ProbeWords = {
  heading: {
    detection: (clients, count) => `${clients}：静默客户端何时被关闭，${count} 个探测客户端`,
    will: (clients, count) => `${clients}：静默客户端的遗嘱何时发布，${count} 个探测客户端`,
    redelivery: (clients, count) => `${clients}：未确认消息的第一次重发，${count} 个探测客户端`,
  },
  predicted: "预测",
  mqttAsks: "MQTT",
  measured: "实测",
  place: { inside: "在窗口内", earlier: "早于窗口", later: "晚于窗口", unseen: "在此时间内未能判定" },
  verdict: (heading, place) => `${heading}：${place}`,
  median: (range, median) => `${range}，中位数 ${median}`,
  nothingSeen: "没有",
  never: "永不",
  afterConnect: (latest) => `连接后立即静默的客户端：预计最迟 ${latest}`,
  apiLag: (most) => `关闭之后 ${most}，API 已不再列出其中任何一个`,
  legend: {
    window: "最后一个报文之后",
    afterConnect: "（连接后立即静默时）",
    marks: "1 2 3 探测客户端个数",
  },
  limit: (limit) => `MQTT 要求 ${limit}`,
  behavesLike: (retryInterval, multiplier, explained, closes) =>
    `此代理的行为相当于 retry_interval ${retryInterval}、keepalive_multiplier ${multiplier}（解释了 ${closes} 个时刻中的 ${explained} 个）。`,
  multiplierUnmeasured: "重发不涉及 keepalive_multiplier；用 --what detection 可以测量它。",
  multiplierRange: (from, to) => `keepalive_multiplier 从 ${from} 到小于 ${to} 的任何值同样能解释。`,
  alsoPossible: (settings) => `同样能解释：${settings}`,
  andMore: (count) => `以及另外 ${count} 种`,
  unexplained: "300 s 以内的任何 retry_interval 都不能解释其中大多数关闭：这不是 NanoMQ 的定时器。",
  decide: (count, keepalive) => `再用 ${count} 个 --keepalive ${keepalive} 的探测客户端即可判定。`,
  against: (target) => `探测 ${target}`,
  asOther: "没有 NanoMQ 配置：按 MQTT 的 1.5 倍 keepalive 判定。",
  progress: (done, all, passed, most) => `${all} 个探测客户端已完成 ${done} 个，已用 ${passed}，最多 ${most}`,
  failure: failureZh,
  someFailed: (count) => `${count} 个探测客户端无法测量：`,
  notThisConf: "能应答的代理不可能以此配置运行。请修正配置，或不指定配置。",
  noTarget: "请指定代理：nanotune probe mqtt://127.0.0.1:1883 nanomq.conf",
  badTarget: {
    "not-a-url": "第一个参数必须是代理的地址，例如 mqtt://127.0.0.1:1883",
    scheme: "地址以 mqtt://、mqtts://、ws:// 或 wss:// 开头",
    credentials:
      "本机所有用户都能看到命令行：请不要把用户名和密码写在地址里，改用 NANOTUNE_MQTT_USERNAME 和 NANOTUNE_MQTT_PASSWORD。",
  },
  badCount: (option, text, most) => `${option} ${text} 不是 1 到 ${most} 的数字。`,
  tooMany: (count, most) => `这需要 ${count} 个探测客户端；最多 ${most} 个。请减小 --clients。`,
  badTimeout: (text, most) => `--timeout ${text} 不是不超过 ${most} 的时间。例如 --timeout 90s`,
  timeoutTooShort: (needed, timeout) =>
    `按这些设置最多需要 ${needed}，而限制是 ${timeout}。请写 --timeout ${needed.replace(" ", "")}，或使用更短的 --keepalive。`,
  recorded: (rows, path) => `已将 ${rows} 行写入 ${path}`,
  leftBehind: (clientIds) => `API 仍列出：${clientIds}`,
  badListen: (text) => `--listen ${text} 不是地址和端口，例如 127.0.0.1:9464`,
  serving: (address) => `指标位于 ${address}`,
  canaryFailed: (clients, sentence, wait) => `${clients}：${sentence} ${wait} 后重试。`,
  outside: (clients, measured, window) => `${clients}：${measured} 后才被发现，预测为 ${window}`,
  willsDenied: (topic) =>
    `代理的 ACL 不允许 monitor 订阅 ${topic}：只测量关闭时刻，不测量遗嘱。请在 ACL 中对 nanotune/# 允许 "subscribe" 和 "publish"，或使用 --what detection。`,
  pollCrashes: (release) =>
    `NanoMQ ${release} 在连接关闭时若被查询客户端列表可能崩溃：因此只在每次关闭之后稍候再查询，且间隔逐渐拉长。其间请勿让其他程序轮询 /api/v4/clients。`,
  stopping: "已停止。所有探测客户端都已断开。",
};

export const probeWords: Readonly<Record<Language, ProbeWords>> = { en, zh };
