import type { Language, LocalText } from "../../lint/language.ts";

export interface BridgeProbeWords {
  readonly needsConsent: string;
  readonly needsConf: string;
  readonly chooseBridge: (names: string) => string;
  readonly notHere: (bridge: string, server: string) => string;
  readonly noOwnTopic: (bridge: string) => string;
  readonly portTaken: (port: number) => string;
  readonly badRelay: (text: string) => string;
  readonly begins: (bridge: string, topic: string, address: string, total: string) => string;
  readonly heading: (
    bridge: string,
    version: string,
    kind: string,
    away: string,
    rate: string,
    qos: number,
  ) => string;
  readonly columns: readonly [what: string, measured: string, predicted: string];
  readonly rows: {
    readonly published: string;
    readonly lost: string;
    readonly duplicates: string;
    readonly backlog: string;
    readonly first: string;
    readonly last: string;
    readonly noticed: string;
    readonly crash: string;
  };
  readonly never: string;
  readonly range: (low: string, high: string) => string;
  readonly inside: string;
  readonly outside: string;
  readonly link: string;
  readonly bridge: string;
  readonly arriving: string;
  readonly waiting: string;
  readonly legend: string;
  readonly verdict: Readonly<Record<"agrees" | "differs", string>>;
}

const en: BridgeProbeWords = {
  needsConsent:
    "--what bridge cuts the uplink of a bridge, on purpose: what its clients publish meanwhile may be lost. Type --cut-bridge to say that this may be.",
  needsConf:
    "--what bridge needs the conf of the running broker: nanotune probe mqtt://host:1883 nanomq.conf --what bridge",
  chooseBridge: (names) =>
    names === ""
      ? "This conf has no such MQTT bridge that is on."
      : `This conf has several bridges. Choose one with --bridge: ${names}`,
  notHere: (bridge, server) =>
    `${bridge} goes to ${server}. For this probe it has to come to nanotune on this machine: write server = "mqtt-tcp://127.0.0.1:18830" for the time being, and where the real upstream shall get its messages all the same, --relay with its address.`,
  noOwnTopic: (bridge) =>
    `${bridge} forwards only single topics, and those belong to others. Give it a rule with a wildcard for the time being: { remote_topic = "", local_topic = "nanotune/#" }`,
  portTaken: (port) =>
    `Port ${port} of this machine is taken, and the bridge is to find nanotune there. Stop what listens there, or write another port into the conf.`,
  badRelay: (text) => `--relay: "${text}" is no address. Write it like mqtt://host:1883.`,
  begins: (bridge, topic, address, total) =>
    `${bridge} is awaited at ${address}; own messages go to ${topic}, nothing else is touched. It takes about ${total}.`,
  heading: (bridge, version, kind, away, rate, qos) =>
    `Bridge "${bridge}" on NanoMQ ${version}: uplink ${kind} for ${away}; ${rate} messages/s, QoS ${qos}`,
  columns: ["", "measured", "predicted"],
  rows: {
    published: "published",
    lost: "lost",
    duplicates: "arrived twice",
    backlog: "arrived after the outage",
    first: "the first of them after",
    last: "the last of them after",
    noticed: "dead link noticed after",
    crash: "broker died after",
  },
  never: "never",
  range: (low, high) => `${low} to ${high}`,
  inside: "as predicted",
  outside: "NOT as predicted",
  link: "link",
  bridge: "bridge",
  arriving: "arriving",
  waiting: "predicted to wait",
  legend: "- up   . away   | connects",
  verdict: {
    agrees: "The bridge does what the model says.",
    differs:
      "The bridge does not do what the model says. Does the broker run with this conf and release? Else keep the recording (--record) and tell us.",
  },
};

const zh: BridgeProbeWords = {
  needsConsent:
    "--what bridge 会故意切断桥接的上游：期间客户端发布的消息可能丢失。请加上 --cut-bridge 表示同意。",
  needsConf: "--what bridge 需要运行中代理的配置：nanotune probe mqtt://host:1883 nanomq.conf --what bridge",
  chooseBridge: (names) =>
    names === "" ? "此配置中没有这样的已启用 MQTT 桥接。" : `此配置有多个桥接。请用 --bridge 选择：${names}`,
  notHere: (bridge, server) =>
    `${bridge} 连接到 ${server}。本次探测要求它连接本机的 nanotune：请暂时写 server = "mqtt-tcp://127.0.0.1:18830"；若真正的上游仍要收到消息，请用 --relay 给出其地址。`,
  noOwnTopic: (bridge) =>
    `${bridge} 只转发单个主题，而这些主题属于别人。请暂时加一条带通配符的规则：{ remote_topic = "", local_topic = "nanotune/#" }`,
  portTaken: (port) =>
    `本机端口 ${port} 已被占用，而桥接要在那里找到 nanotune。请停掉占用者，或在配置中换一个端口。`,
  badRelay: (text) => `--relay：“${text}”不是地址。写法如 mqtt://host:1883。`,
  begins: (bridge, topic, address, total) =>
    `在 ${address} 等待 ${bridge}；自己的消息发往 ${topic}，不触及其他内容。约需 ${total}。`,
  heading: (bridge, version, kind, away, rate, qos) =>
    `桥接“${bridge}”，NanoMQ ${version}：上游 ${kind}，持续 ${away}；每秒 ${rate} 条消息，QoS ${qos}`,
  columns: ["", "实测", "预测"],
  rows: {
    published: "已发布",
    lost: "丢失",
    duplicates: "重复到达",
    backlog: "断线后到达",
    first: "其中第一条在",
    last: "其中最后一条在",
    noticed: "发现断线在",
    crash: "代理崩溃在",
  },
  never: "从未",
  range: (low, high) => `${low} 到 ${high}`,
  inside: "符合预测",
  outside: "不符合预测",
  link: "链路",
  bridge: "桥接",
  arriving: "到达",
  waiting: "预测积压",
  legend: "- 正常   . 断开   | 建立连接",
  verdict: {
    agrees: "桥接的行为与模型一致。",
    differs: "桥接的行为与模型不一致。代理是否使用此配置和版本？否则请保留记录（--record）并告知我们。",
  },
};

export const bridgeProbeWords: Readonly<Record<Language, BridgeProbeWords>> = { en, zh };

/** What `--help` says about the options. */
export const bridgeProbeOptionWords = {
  cutBridge: {
    en: "with --what bridge: yes, cut its uplink for the time of --for",
    zh: "配合 --what bridge：同意在 --for 期间切断其上游",
  },
  bridge: { en: "the bridge to cut, where there are several", zh: "要切断的桥接（有多个时）" },
  for: { en: "how long the uplink is cut; 10s where not said", zh: "上游切断多久；默认 10s" },
  rate: { en: "own messages; 10/s where not said", zh: "自己的消息速率；默认 10/s" },
  kind: { en: "how the uplink goes; refused where not said", zh: "上游如何断开；默认 refused" },
  qos: { en: "QoS of the own messages; 1 where not said", zh: "自己的消息的 QoS；默认 1" },
  relay: {
    en: "the real upstream, which gets all messages through nanotune",
    zh: "真正的上游，所有消息经 nanotune 转给它",
  },
} as const satisfies Readonly<Record<string, LocalText>>;
