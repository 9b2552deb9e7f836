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
  readonly drain: string;
  readonly memory: string;
  readonly never: string;
  readonly range: (low: string, high: string) => string;
  readonly link: string;
  readonly bridge: string;
  readonly waiting: string;
  readonly legend: string;
  readonly crash: Readonly<Record<OutageAnswer["crash"], string>>;
  readonly mute: string;
  readonly needsMessage: string;
  readonly fine: string;
  readonly remedy: string;
  readonly noRemedy: string;
  readonly elsewhere: (release: string) => string;
  readonly noBridges: string;
  readonly badRate: (text: string) => string;
  readonly badPayload: (text: string) => string;
}

const en: OutageWords = {
  heading: (name, version) => `Bridge "${name}" on NanoMQ ${version}`,
  question: (cut, away, rate, qos) => `${cut} for ${away}; ${rate} messages/s, QoS ${qos}`,
  cuts: {
    closed: "The upstream closes the connection and is away",
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
  drain: "all that was kept is delivered, after the return",
  memory: "memory for the queue",
  never: "never",
  range: (low, high) => `${low} to ${high}`,
  link: "link",
  bridge: "bridge",
  waiting: "waiting",
  legend: "- up   . away   ? away, not noticed",
  crash: {
    never: "",
    possible:
      "The broker may crash: max_send_queue_len is 0, and this release dies when a message has to wait.",
    certain: "The broker crashes: max_send_queue_len is 0, and this release dies when a message has to wait.",
  },
  mute: "Connected again, the bridge may stay mute: with keepalive <= resend_interval nothing is ever resent.",
  needsMessage: "The queue waits for the first new message after the return.",
  fine: "Nothing is lost.",
  remedy: "To lose nothing, set",
  noRemedy: "No setting of this release can prevent that.",
  elsewhere: (release) => `NanoMQ ${release} can, with`,
  noBridges: "this conf has no such MQTT bridge that is on",
  badRate: (text) => `--rate: "${text}" is no rate. Write it like 20/s or 30/m.`,
  badPayload: (text) => `--payload: "${text}" is no size. Write it like 200 or 4KB.`,
};

const zh: OutageWords = {
  heading: (name, version) => `网桥“${name}”，NanoMQ ${version}`,
  question: (cut, away, rate, qos) => `${cut} ${away}，每秒 ${rate} 条消息，QoS ${qos}`,
  cuts: {
    closed: "上游关闭连接并离线",
    "silent-resets": "链路失去响应、连接已失效",
    "silent-reads-on": "上游停止读取，之后继续读取，持续",
  },
  noticed: "网桥发现断线",
  back: "重新连接",
  published: "此前发布的消息",
  kept: {
    queue: "保留在队列中",
    disk: "保留在磁盘上",
    "one-message": "保留：第一条消息",
    nothing: "保留",
  },
  lost: "丢失",
  drain: "恢复后全部送达",
  memory: "队列占用内存",
  never: "永不",
  range: (low, high) => `${low} 到 ${high}`,
  link: "链路",
  bridge: "网桥",
  waiting: "积压",
  legend: "- 正常   . 断开   ? 断开但未发现",
  crash: {
    never: "",
    possible: "broker 可能崩溃：max_send_queue_len 为 0，该版本在消息需要等待时会崩溃。",
    certain: "broker 会崩溃：max_send_queue_len 为 0，该版本在消息需要等待时会崩溃。",
  },
  mute: "重新连接后网桥可能不再转发：keepalive <= resend_interval 时不会重发任何消息。",
  needsMessage: "恢复后要等到第一条新消息，队列才开始发送。",
  fine: "没有消息丢失。",
  remedy: "若要不丢消息，请设置",
  noRemedy: "该版本没有任何设置可以避免。",
  elsewhere: (release) => `NanoMQ ${release} 可以，需设置`,
  noBridges: "此配置中没有这样的已启用 MQTT 网桥",
  badRate: (text) => `--rate：“${text}”不是速率。写法如 20/s、30/m。`,
  badPayload: (text) => `--payload：“${text}”不是大小。写法如 200、4KB。`,
};

export const outageWords: Readonly<Record<Language, OutageWords>> = { en, zh };
