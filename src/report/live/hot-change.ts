import type { Language } from "../../lint/language.ts";

/** Sentences of `tune --apply-api`; values come as texts, `key: before -> after`. */
export interface HotChangeWords {
  readonly same: (where: string) => string;
  readonly changed: (where: string) => string;
  readonly value: (key: string, before: string, after: string, from: string) => string;
  readonly from: Readonly<Record<"at-once" | "next-tick" | "new-connections" | "start", string>>;
  readonly untilRestart: string;
  readonly longerInterval: string;
  readonly cold: (keys: string) => string;
  readonly otherVersion: (running: string, release: string, wanted: string) => string;
  readonly unknownNames: (names: string, where: string) => string;
  readonly notTaken: (names: string, where: string) => string;
  readonly putBack: (why: string, values: string) => string;
  readonly left: (why: string, command: string) => string;
}

const en: HotChangeWords = {
  same: (where) => `${where} runs with these settings already; nothing was sent.`,
  changed: (where) => `Changed on ${where}, and read back:`,
  value: (key, before, after, from) => `  ${key}: ${before} -> ${after}, ${from}`,
  from: {
    "at-once": "from now on",
    "next-tick": "from each client's next tick",
    "new-connections": "for new connections",
    start: "after a restart",
  },
  untilRestart: "It holds until the next restart or reload. To keep it, write the conf too: --write.",
  longerInterval:
    "The retry interval grew: a client whose silence was counted in short ticks can be closed at its next one, once.",
  cold: (keys) => `Not changed, because no request can set it there: ${keys}`,
  otherVersion: (running, release, wanted) =>
    `The broker is NanoMQ ${running}, the advice is for ${wanted}. Nothing was changed. Type --nanomq ${release}.`,
  unknownNames: (names, where) => `${where} has no ${names} to change. Nothing was changed.`,
  notTaken: (names, where) => `${where} did not take over ${names}.`,
  putBack: (why, values) => `${why} The old values run again, as read back: ${values}.`,
  left: (why, command) =>
    `${why} The old values could not be put back, so nobody knows what runs. Put them back yourself: ${command}`,
};

const zh: HotChangeWords = {
  same: (where) => `${where} 已按这些设置运行；没有发送任何修改。`,
  changed: (where) => `已在 ${where} 上修改并读回确认：`,
  value: (key, before, after, from) => `  ${key}：${before} -> ${after}，${from}`,
  from: {
    "at-once": "立即生效",
    "next-tick": "每个客户端从下一个节拍起生效",
    "new-connections": "对新连接生效",
    start: "重启后生效",
  },
  untilRestart: "有效期到下一次重启或 reload 为止。若要保留，请同时写入配置：--write。",
  longerInterval: "重试间隔变长：按较短节拍计数的静默客户端可能在下一个节拍被误踢一次。",
  cold: (keys) => `未修改，因为没有请求可以设置：${keys}`,
  otherVersion: (running, release, wanted) =>
    `该代理是 NanoMQ ${running}，而建议针对 ${wanted}。没有任何修改。请加上 --nanomq ${release}。`,
  unknownNames: (names, where) => `${where} 没有可修改的 ${names}。没有任何修改。`,
  notTaken: (names, where) => `${where} 没有采用 ${names}。`,
  putBack: (why, values) => `${why}已恢复原值并读回确认：${values}。`,
  left: (why, command) => `${why}无法恢复原值，当前运行值不明。请自行恢复：${command}`,
};

export const hotChangeWords: Readonly<Record<Language, HotChangeWords>> = { en, zh };
