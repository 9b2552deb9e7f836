import type { BehaviourChange } from "../../advise/compare/behaviours.ts";
import type { Language, LocalText } from "../../lint/language.ts";
import type { Outcome } from "../../start/run.ts";

interface CompareWords {
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly fileAsWhole: string;
  readonly written: string;
  readonly settings: string;
  readonly defaults: string;
  readonly behaviours: string;
  readonly notes: string;
  readonly undone: string;
  readonly more: (count: number) => string;
  readonly used: string;
  readonly unchanged: (from: string, to: string) => string;
  readonly alike: string;
  readonly twoFiles: string;
}

const en: CompareWords = {
  outcome: {
    runs: "NanoMQ reads it",
    "runs-on-part": "NanoMQ drops everything behind its first error",
    "runs-on-defaults": "NanoMQ takes nothing from it and runs with defaults",
    exits: "NanoMQ does not start",
    crashes: "NanoMQ crashes",
    depends: "NanoMQ reads it, where it finds the files that this machine does not have",
  },
  fileAsWhole: "the file as a whole",
  written: "lines that are taken otherwise",
  settings: "settings that end up with another value",
  defaults: "defaults that moved (the conf does not set them)",
  behaviours: "what NanoMQ does otherwise",
  notes: "about sections of this conf",
  undone: "about sections of this conf, undone by going back",
  more: (count) => `${count} more change(s) that this conf does not touch: \`--all\` shows them.`,
  used: "takes effect",
  unchanged: (from, to) => `Nothing that this conf uses changes between NanoMQ ${from} and ${to}.`,
  alike: "NanoMQ does the same with both confs.",
  twoFiles: "Name two confs: nanotune diff old.conf new.conf",
};

const zh: CompareWords = {
  outcome: {
    runs: "NanoMQ 会读取它",
    "runs-on-part": "NanoMQ 丢弃第一个错误之后的全部内容",
    "runs-on-defaults": "NanoMQ 不采用其中任何内容，以默认值运行",
    exits: "NanoMQ 无法启动",
    crashes: "NanoMQ 崩溃",
    depends: "NanoMQ 会读取它，前提是能找到本机没有的文件",
  },
  fileAsWhole: "整个文件",
  written: "解读方式不同的行",
  settings: "最终取值不同的设置",
  defaults: "变化的默认值（配置中没有设置）",
  behaviours: "NanoMQ 的行为变化",
  notes: "与此配置中的部分有关",
  undone: "与此配置中的部分有关，回退后撤销",
  more: (count) => `另有 ${count} 项变化与此配置无关：\`--all\` 可显示。`,
  used: "生效",
  unchanged: (from, to) => `从 NanoMQ ${from} 到 ${to}，此配置用到的内容没有变化。`,
  alike: "NanoMQ 对两份配置的处理相同。",
  twoFiles: "请给出两份配置：nanotune diff old.conf new.conf",
};

export const compareWords: Readonly<Record<Language, CompareWords>> = { en, zh };

type BehaviourWords = {
  readonly [C in BehaviourChange as C["behaviour"]]: Readonly<Record<`${C["after"]}`, LocalText>>;
};

/** What a broker does, as a sentence about the version in which it does so. */
const behaviourWords: BehaviourWords = {
  multiplierFactor: {
    1: {
      en: "keepalive_multiplier counts as written",
      zh: "keepalive_multiplier 按所写的值生效",
    },
    1000: {
      en: "keepalive_multiplier is multiplied by 1000: silent clients are hardly ever noticed",
      zh: "keepalive_multiplier 会乘以 1000：几乎不会发现失联的客户端",
    },
  },
  keepaliveZero: {
    kicked: {
      en: "a client with keepalive 0 is closed as if its limit were 0 s",
      zh: "keepalive 为 0 的客户端按 0 秒期限被断开",
    },
    unchecked: { en: "a client with keepalive 0 is never closed", zh: "keepalive 为 0 的客户端不会被断开" },
  },
  keptSessionAfterKick: {
    expires: {
      en: "a kept session expires after a keepalive timeout too",
      zh: "保留的会话在 keepalive 超时后也会过期",
    },
    "never-expires": {
      en: "a kept session never expires after a keepalive timeout, and its will is never sent",
      zh: "保留的会话在 keepalive 超时后永不过期，其遗嘱也不会发送",
    },
  },
  sessionWithoutExpiryV5: {
    kept: {
      en: "an MQTT 5 session with clean start 0 and without expiry is kept",
      zh: "clean start 为 0 且未设过期时间的 MQTT 5 会话会保留",
    },
    "first-tick": {
      en: "an MQTT 5 session with clean start 0 and without expiry ends at the first tick",
      zh: "clean start 为 0 且未设过期时间的 MQTT 5 会话在第一个时钟周期结束",
    },
  },
  sessionWithoutExpiryV4: {
    kept: {
      en: "an MQTT 3.1.1 session with clean session 0 is kept",
      zh: "clean session 为 0 的 MQTT 3.1.1 会话会保留",
    },
    "first-tick": {
      en: "an MQTT 3.1.1 session with clean session 0 is lost at the first tick after it disconnects",
      zh: "clean session 为 0 的 MQTT 3.1.1 会话在断开后的第一个时钟周期丢失",
    },
  },
  disconnectExpiry: {
    ignored: {
      en: "the session expiry of an MQTT 5 DISCONNECT is ignored",
      zh: "忽略 MQTT 5 DISCONNECT 中的会话过期时间",
    },
    used: {
      en: "the session expiry of an MQTT 5 DISCONNECT is used",
      zh: "采用 MQTT 5 DISCONNECT 中的会话过期时间",
    },
  },
  willV5: {
    sent: { en: "the will of an MQTT 5 client is sent", zh: "会发送 MQTT 5 客户端的遗嘱" },
    lost: {
      en: "the will of an MQTT 5 client is lost or damaged",
      zh: "MQTT 5 客户端的遗嘱会丢失或损坏",
    },
  },
  messageExpiry: {
    ignored: {
      en: "the expiry of a queued message is not looked at",
      zh: "不检查排队消息的过期时间",
    },
    "drops-and-waits": {
      en: "an expired queued message is dropped, and the next one waits for the next tick",
      zh: "过期的排队消息被丢弃，下一条等到下一个时钟周期",
    },
    "drops-and-goes-on": {
      en: "an expired queued message is dropped, and the next one is sent at once",
      zh: "过期的排队消息被丢弃，并立即发送下一条",
    },
  },
  resendOrder: {
    "lowest-id": {
      en: "a tick resends the unacknowledged message with the lowest packet id",
      zh: "每个时钟周期重发报文标识符最小的未确认消息",
    },
    "round-robin": {
      en: "ticks resend unacknowledged messages in turn",
      zh: "各时钟周期轮流重发未确认消息",
    },
  },
  batchResend: {
    unknown: { en: "mqtt.batch_resend is not read", zh: "不读取 mqtt.batch_resend" },
    optional: { en: "mqtt.batch_resend is read", zh: "读取 mqtt.batch_resend" },
  },
  takeover: {
    "both-stay": {
      en: "a second connection with the same client id stays beside the first",
      zh: "相同客户端 ID 的第二个连接与第一个并存",
    },
    "discards-session": {
      en: "a second connection with the same client id throws away the session of the first",
      zh: "相同客户端 ID 的第二个连接会丢弃第一个的会话",
    },
    "passes-session": {
      en: "a second connection with the same client id takes over the session of the first",
      zh: "相同客户端 ID 的第二个连接会接管第一个的会话",
    },
  },
  resumedDelivery: {
    all: {
      en: "a resumed session gets everything that waited for it",
      zh: "恢复的会话会收到所有等待的消息",
    },
    "nothing-until-subscribed": {
      en: "a resumed session gets nothing before it subscribes again",
      zh: "恢复的会话在重新订阅之前收不到任何消息",
    },
    "queued-only-once-subscribed": {
      en: "a resumed session gets queued messages only once it subscribes again",
      zh: "恢复的会话在重新订阅后才收到排队的消息",
    },
  },
  webSocketCloseDelayMs: {
    0: {
      en: "a WebSocket is closed as soon as its client is given up",
      zh: "放弃客户端时立即关闭其 WebSocket",
    },
    100: {
      en: "a WebSocket is closed 100 ms after its client is given up",
      zh: "放弃客户端 100 毫秒后关闭其 WebSocket",
    },
  },
  webSocketReceiveTime: {
    none: {
      en: "a message published over WebSocket counts as old at once: it is resent at the first tick, and one with an expiry is dropped for whoever was away",
      zh: "经 WebSocket 发布的消息一开始就被视为过期：在第一个时钟周期重发；带过期时间的，离线者收不到",
    },
    noted: {
      en: "a message published over WebSocket ages as one over TCP does",
      zh: "经 WebSocket 发布的消息与经 TCP 发布的一样计时",
    },
  },
  negativeInterval: {
    "closes-at-once": {
      en: "a negative retry_interval closes every client at once",
      zh: "负的 retry_interval 会立即断开所有客户端",
    },
    zero: { en: "a negative retry_interval is read as 0", zh: "负的 retry_interval 被读作 0" },
  },
};

/** What the later version does. */
export function behaviourText({ behaviour, after }: BehaviourChange, language: Language): string {
  const words: Readonly<Record<string, LocalText>> = behaviourWords[behaviour];
  return words[String(after)]?.[language] ?? behaviour;
}
