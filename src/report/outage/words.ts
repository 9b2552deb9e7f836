import type { Language } from "../../lint/language.ts";
import type { Cut, OutageAnswer, Store } from "../../timing/outage/closed-form.ts";

export interface OutageWords {
  readonly heading: (name: string, version: string) => string;
  readonly question: (cut: string, away: string, rate: string, qos: number) => string;
  readonly cuts: Readonly<Record<Cut, string>>;
  readonly noticed: string;
  readonly back: string;
  readonly published: string;
  readonly kept: Readonly<Record<Store, string>>;
  readonly lost: string;
  readonly duplicates: string;
  readonly drain: string;
  readonly delivered: string;
  readonly memory: string;
  readonly disk: string;
  readonly never: string;
  readonly range: (low: string, high: string) => string;
  readonly link: string;
  readonly bridge: string;
  readonly waiting: string;
  readonly losing: string;
  readonly legend: (loses: boolean, dies: boolean) => string;
  readonly crash: Readonly<Record<OutageAnswer["crash"], string>>;
  readonly mute: string;
  readonly needsMessage: string;
  readonly neverStarts: string;
  readonly overload: (carried: string, roundTrip: string, workers: string) => string;
  readonly fine: string;
  readonly met: string;
  readonly remedy: (loseAtMost: number, within: string | undefined) => string;
  readonly thereby: (lost: string, delivered: string, memory: string, disk: string | undefined) => string;
  readonly noRemedy: string;
  readonly elsewhere: (release: string) => string;
  readonly localFree: string;
  readonly localHeldUp: (down: number, median: string, worst: string) => string;
  readonly objectiveMet: (
    bridge: string,
    away: string,
    rate: string,
    lost: number,
    delivered: string,
  ) => string;
  readonly noBridges: string;
  readonly badRate: (text: string) => string;
  readonly badPayload: (text: string) => string;
}

const en: OutageWords = {
  heading: (name, version) => `Bridge "${name}" on NanoMQ ${version}`,
  question: (cut, away, rate, qos) => `${cut} for ${away}; ${rate} messages/s, QoS ${qos}`,
  cuts: {
    closed: "The upstream closes the connection and is away",
    hangs: "The upstream closes the connection and answers no CONNECT",
    "silent-resets": "The link falls silent and its connections are dead",
    "silent-reads-on": "The upstream stops reading, and reads on after that,",
  },
  noticed: "the bridge knows after",
  back: "connected again after",
  published: "published until then",
  kept: {
    queue: "kept in the queue",
    disk: "kept on disk",
    "one-message": "kept: the first message",
    nothing: "kept",
  },
  lost: "lost",
  duplicates: "arrive twice",
  drain: "all that was kept is delivered, after the return",
  delivered: "... and after the beginning",
  memory: "memory for what waits",
  disk: "disk for what waits, about",
  never: "never",
  range: (low, high) => `${low} to ${high}`,
  link: "link",
  bridge: "bridge",
  waiting: "waiting",
  losing: "losing",
  legend: (loses, dies) =>
    `- up   . away   ? away, not noticed   | tries to connect${loses ? "   ! messages are lost" : ""}${dies ? "   X the broker dies" : ""}`,
  crash: {
    never: "",
    possible:
      "The broker may crash: max_send_queue_len is 0, and this release dies when a message has to wait.",
    certain: "The broker crashes: max_send_queue_len is 0, and this release dies when a message has to wait.",
  },
  mute: "Connected again, the bridge may stay mute: with keepalive <= resend_interval nothing is ever resent.",
  needsMessage: "The queue waits for the first new message after the return.",
  neverStarts:
    "The queue waits for the first new message after the return, and none comes: it is never sent.",
  overload: (carried, roundTrip, workers) =>
    `Even without an outage the link carries no more than ${carried} messages/s: one per worker (system.parallel, here ${workers}) and round trip (here ${roundTrip}).`,
  fine: "Nothing is lost.",
  met: "The objective is met.",
  remedy: (loseAtMost, within) =>
    `To lose ${loseAtMost === 0 ? "nothing" : `at most ${loseAtMost}`}${within === undefined ? "" : ` and deliver all within ${within}`}, type:`,
  thereby: (lost, delivered, memory, disk) =>
    `Then lost: ${lost}; all is delivered ${delivered} after the beginning; that takes ${memory} of memory${disk === undefined ? "" : ` and about ${disk} on disk`}.`,
  noRemedy: "No setting of this release can prevent that.",
  elsewhere: (release) => `NanoMQ ${release} can, with:`,
  localFree:
    "Local clients notice nothing: their PUBACK never waits for a bridge, and a publisher sees none of this loss.",
  localHeldUp: (down, median, worst) =>
    `Local clients may be held up while ${down} bridges are down at once: PUBACK after ${median} in the median and ${worst} at worst, as measured. They see none of this loss.`,
  objectiveMet: (bridge, away, rate, lost, delivered) =>
    `Bridge ${bridge} meets your objective: ${away} without its upstream at ${rate} messages/s cost ${lost === 0 ? "no message" : `at most ${lost}`}, and all is delivered ${delivered} after the beginning.`,
  noBridges: "this conf has no such MQTT bridge that is on",
  badRate: (text) => `--rate: "${text}" is no rate. Write it like 20/s or 30/m.`,
  badPayload: (text) => `--payload: "${text}" is no size. Write it like 200 or 4KB.`,
};

const zh: OutageWords = {
  heading: (name, version) => `桥接“${name}”，NanoMQ ${version}`,
  question: (cut, away, rate, qos) => `${cut} ${away}，每秒 ${rate} 条消息，QoS ${qos}`,
  cuts: {
    closed: "上游关闭连接并离线",
    hangs: "上游关闭连接且不应答 CONNECT，持续",
    "silent-resets": "链路失去响应、连接已失效",
    "silent-reads-on": "上游停止读取，之后继续读取，持续",
  },
  noticed: "桥接发现断线",
  back: "重新连接",
  published: "此前发布的消息",
  kept: {
    queue: "保留在队列中",
    disk: "保留在磁盘上",
    "one-message": "保留：第一条消息",
    nothing: "保留",
  },
  lost: "丢失",
  duplicates: "重复到达",
  drain: "恢复后全部送达",
  delivered: "自断开起全部送达",
  memory: "积压占用内存",
  disk: "积压占用磁盘（约）",
  never: "永不",
  range: (low, high) => `${low} 到 ${high}`,
  link: "链路",
  bridge: "桥接",
  waiting: "积压",
  losing: "丢失",
  legend: (loses, dies) =>
    `- 正常   . 断开   ? 断开但未发现   | 尝试连接${loses ? "   ! 消息丢失" : ""}${dies ? "   X 代理崩溃" : ""}`,
  crash: {
    never: "",
    possible: "代理可能崩溃：max_send_queue_len 为 0，该版本在消息需要等待时会崩溃。",
    certain: "代理会崩溃：max_send_queue_len 为 0，该版本在消息需要等待时会崩溃。",
  },
  mute: "重新连接后桥接可能不再转发：keepalive <= resend_interval 时不会重发任何消息。",
  needsMessage: "恢复后要等到第一条新消息，队列才开始发送。",
  neverStarts: "恢复后要等到第一条新消息队列才开始发送，而没有新消息：积压永远不会发出。",
  overload: (carried, roundTrip, workers) =>
    `即使没有断线，该链路每秒最多承载 ${carried} 条消息：每个工作者（system.parallel，此处为 ${workers}）每个往返（此处为 ${roundTrip}）一条。`,
  fine: "没有消息丢失。",
  met: "已达到目标。",
  remedy: (loseAtMost, within) =>
    `若要${loseAtMost === 0 ? "不丢消息" : `最多丢 ${loseAtMost} 条`}${within === undefined ? "" : `并在 ${within} 内全部送达`}，请写入：`,
  thereby: (lost, delivered, memory, disk) =>
    `此后丢失：${lost}；自断开起 ${delivered} 后全部送达；占用内存 ${memory}${disk === undefined ? "" : `，磁盘约 ${disk}`}。`,
  noRemedy: "该版本没有任何设置可以避免。",
  elsewhere: (release) => `NanoMQ ${release} 可以，需写入：`,
  localFree: "本地客户端不受影响：其 PUBACK 从不等待桥接，发布者也看不到任何丢失。",
  localHeldUp: (down, median, worst) =>
    `${down} 个桥接同时断开时本地客户端可能被拖慢：实测 PUBACK 中位数 ${median}，最坏 ${worst}。它们看不到任何丢失。`,
  objectiveMet: (bridge, away, rate, lost, delivered) =>
    `桥接 ${bridge} 达到目标：与上游断开 ${away}、每秒 ${rate} 条消息时${lost === 0 ? "不丢消息" : `最多丢 ${lost} 条`}，自断开起 ${delivered} 内全部送达。`,
  noBridges: "此配置中没有这样的已启用 MQTT 桥接",
  badRate: (text) => `--rate：“${text}”不是速率。写法如 20/s、30/m。`,
  badPayload: (text) => `--payload：“${text}”不是大小。写法如 200、4KB。`,
};

export const outageWords: Readonly<Record<Language, OutageWords>> = { en, zh };
