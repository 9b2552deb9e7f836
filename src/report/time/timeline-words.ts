import type { Language } from "../../lint/language.ts";

interface LeftOutWords {
  readonly ticks: number;
  readonly packets: number;
  readonly sends: number;
}

/** Labels of a replay's timeline; durations come formatted. */
export interface TimelineWords {
  readonly title: (client: string, keepalive: string, retryInterval: string, limit: string) => string;
  readonly connect: string;
  readonly connectAgain: (sessionPresent: boolean) => string;
  readonly ping: string;
  readonly pingLate: (delay: string) => string;
  readonly pingLost: string;
  readonly turns: Readonly<Record<TurnName, string>>;
  readonly tickBelow: (silent: string, limit: string) => string;
  readonly tickOver: (silent: string, limit: string) => string;
  readonly tickOffline: (silent: string) => string;
  readonly leftOut: (left: LeftOutWords) => string;
  readonly mqttLimit: string;
  readonly close: Readonly<Record<CloseName, string>>;
  readonly sinceLast: (silence: string) => string;
  readonly will: string;
  readonly states: Readonly<Record<"connected" | "disconnected" | "gone", string>>;
  readonly publish: (message: number) => string;
  readonly send: (message: number) => string;
  readonly sendAgain: (message: number) => string;
}

type TurnName =
  | "falls-silent"
  | "cable-pulled"
  | "crashes"
  | "nat-forgets"
  | "second-client"
  | "goes-offline"
  | "comes-back"
  | "stops-acknowledging";

type CloseName = "keepalive" | "no-connect" | "takeover" | "negative-interval" | "disconnect" | "hang-up";

function counted(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}

const en: TimelineWords = {
  title: (client, keepalive, retryInterval, limit) =>
    `${client}: keepalive ${keepalive}, retry_interval ${retryInterval}, limit ${limit}`,
  connect: "CONNECT",
  connectAgain: (present) => `CONNECT again, session ${present ? "present" : "new"}`,
  ping: "PINGREQ",
  pingLate: (delay) => `PINGREQ, reaches the broker ${delay} later`,
  pingLost: "PINGREQ, never reaches the broker",
  turns: {
    "falls-silent": "client falls silent",
    "cable-pulled": "cable pulled: no FIN reaches the broker",
    crashes: "client crashes: FIN or RST",
    "nat-forgets": "NAT forgets the idle connection",
    "second-client": "second client with the same client id",
    "goes-offline": "client goes offline",
    "comes-back": "client comes back",
    "stops-acknowledging": "subscriber acknowledges nothing",
  },
  tickBelow: (silent, limit) => `tick: ${silent} counted, limit ${limit}`,
  tickOver: (silent, limit) => `tick: ${silent} counted > limit ${limit}: kicked`,
  tickOffline: (silent) => `tick: offline, ${silent} counted`,
  leftOut: ({ ticks, packets, sends }) =>
    [
      ...counted(ticks, "tick", "ticks"),
      ...counted(packets, "packet", "packets"),
      ...counted(sends, "resend", "resends"),
    ].join(", "),
  mqttLimit: "MQTT's own limit: 1.5 x keepalive",
  close: {
    keepalive: "broker closes the connection",
    "no-connect": "broker closes: no CONNECT within 15 s",
    takeover: "broker closes: taken over",
    "negative-interval": "broker closes at once: negative retry_interval",
    disconnect: "connection closed after DISCONNECT",
    "hang-up": "broker sees the connection end",
  },
  sinceLast: (silence) => `, ${silence} after the last packet`,
  will: "will published",
  states: { connected: "API: connected", disconnected: "API: disconnected", gone: "API: no longer listed" },
  publish: (message) => `message ${message} published`,
  send: (message) => `message ${message} sent`,
  sendAgain: (message) => `message ${message} sent again (DUP)`,
};

const zh: TimelineWords = {
  title: (client, keepalive, retryInterval, limit) =>
    `${client}：keepalive ${keepalive}，retry_interval ${retryInterval}，上限 ${limit}`,
  connect: "CONNECT",
  connectAgain: (present) => `再次 CONNECT，${present ? "会话仍在" : "新会话"}`,
  ping: "PINGREQ",
  pingLate: (delay) => `PINGREQ，${delay} 后到达代理`,
  pingLost: "PINGREQ，未能到达代理",
  turns: {
    "falls-silent": "客户端不再发送",
    "cable-pulled": "网线拔出：代理收不到 FIN",
    crashes: "客户端崩溃：FIN 或 RST",
    "nat-forgets": "NAT 丢弃空闲连接",
    "second-client": "同一客户端 ID 的第二个客户端",
    "goes-offline": "客户端离线",
    "comes-back": "客户端回来",
    "stops-acknowledging": "订阅者不再确认",
  },
  tickBelow: (silent, limit) => `节拍：已计 ${silent}，上限 ${limit}`,
  tickOver: (silent, limit) => `节拍：已计 ${silent} > 上限 ${limit}：踢出`,
  tickOffline: (silent) => `节拍：离线，已计 ${silent}`,
  leftOut: ({ ticks, packets, sends }) =>
    [
      ...(ticks === 0 ? [] : [`${ticks} 个节拍`]),
      ...(packets === 0 ? [] : [`${packets} 个报文`]),
      ...(sends === 0 ? [] : [`${sends} 次重发`]),
    ].join("，"),
  mqttLimit: "MQTT 规定的上限：1.5 × keepalive",
  close: {
    keepalive: "代理关闭连接",
    "no-connect": "代理关闭连接：15 秒内没有 CONNECT",
    takeover: "代理关闭连接：被接管",
    "negative-interval": "代理立即关闭：retry_interval 为负",
    disconnect: "DISCONNECT 后连接关闭",
    "hang-up": "代理看到连接结束",
  },
  sinceLast: (silence) => `，距最后一个报文 ${silence}`,
  will: "遗嘱已发布",
  states: { connected: "API：connected", disconnected: "API：disconnected", gone: "API：不再列出" },
  publish: (message) => `消息 ${message} 发布`,
  send: (message) => `消息 ${message} 发送`,
  sendAgain: (message) => `消息 ${message} 重发（DUP）`,
};

export const timelineWords: Readonly<Record<Language, TimelineWords>> = { en, zh };
