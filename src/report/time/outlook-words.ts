import type { Language } from "../../lint/language.ts";

export interface OutlookWords {
  readonly will: string;
  readonly sessionEnd: string;
  readonly firstRedelivery: string;
  readonly secondRedelivery: string;
  readonly drain: (messages: number) => string;
  readonly never: string;
  readonly falseKicks: (network: string, ping: string) => string;
  readonly perHour: (percent: string, low: string, high: string, seed: number) => string;
  /** Where the packets were spent before the interval was narrow. */
  readonly reached: (tolerance: string, packets: number) => string;
  readonly ownTimer: string;
  readonly tcpKeepalive: string;
  readonly hung: string;
  readonly gone: string;
}

const en: OutlookWords = {
  will: "will published, after the last packet",
  sessionEnd: "session forgotten, after the last packet",
  firstRedelivery: "first duplicate of an unacknowledged message",
  secondRedelivery: "second duplicate",
  drain: (messages) => `${messages} queued messages delivered, after the client is back`,
  never: "never",
  falseKicks: (network, ping) => `live client kicked within an hour (network ${network}, pings like ${ping})`,
  perHour: (percent, low, high, seed) => `${percent} (95 %: ${low} to ${high}; seed ${seed})`,
  reached: (tolerance, packets) => `, known to +/- ${tolerance} after ${packets} packets`,
  ownTimer: "hypothetical, no NanoMQ has it: keepalive on a timer of 1 s of its own",
  tcpKeepalive: "hypothetical, no NanoMQ has it: TCP keepalive 10 s + 3 x 3 s on the broker's sockets",
  hung: "program hangs",
  gone: "host gone",
};

const zh: OutlookWords = {
  will: "遗嘱发布（最后一个报文之后）",
  sessionEnd: "会话被清除（最后一个报文之后）",
  firstRedelivery: "未确认消息的第一次重发",
  secondRedelivery: "第二次重发",
  drain: (messages) => `客户端恢复后送完 ${messages} 条积压消息`,
  never: "永不",
  falseKicks: (network, ping) => `一小时内在线客户端被误踢（网络 ${network}，按 ${ping} 的方式发送 ping）`,
  perHour: (percent, low, high, seed) => `${percent}（95 %：${low} 到 ${high}；种子 ${seed}）`,
  reached: (tolerance, packets) => `，模拟 ${packets} 个报文后误差为 ±${tolerance}`,
  ownTimer: "假设（NanoMQ 没有此功能）：keepalive 使用独立的 1 s 定时器",
  tcpKeepalive: "假设（NanoMQ 没有此功能）：代理套接字启用 TCP keepalive，10 s + 3 x 3 s",
  hung: "程序挂起",
  gone: "主机失联",
};

export const outlookWords: Readonly<Record<Language, OutlookWords>> = { en, zh };
