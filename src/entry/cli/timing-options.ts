// Options about time: what replay, probe and monitor play, and what tune is asked.
import { earlyDeaths } from "../../report/tune/early-deaths.ts";
import { networks } from "../../timing/network.ts";
import { pingPolicies } from "../../timing/ping-policy.ts";
import { scenarioNames } from "../../timing/timeline.ts";
import type { OptionSpec } from "./command.ts";

export const scenario: OptionSpec = {
  name: "scenario",
  kind: "value",
  choices: scenarioNames,
  summary: { en: "the story to play (silent)", zh: "要重放的情形（默认 silent）" },
};

export const network: OptionSpec = {
  name: "network",
  kind: "value",
  choices: Object.keys(networks),
  summary: { en: "estimate false kicks over this network", zh: "估计在此网络上的误踢概率" },
};

export const ping: OptionSpec = {
  name: "ping",
  kind: "value",
  choices: Object.keys(pingPolicies),
  summary: {
    en: "client library whose ping rule counts (paho)",
    zh: "按哪个客户端库的规则发送 ping（默认 paho）",
  },
};

export const seed: OptionSpec = {
  name: "seed",
  kind: "value",
  placeholder: "1",
  summary: { en: "seed of everything random; same seed, same figures", zh: "随机数种子；相同种子，相同结果" },
};

export const whatIf: OptionSpec = {
  name: "what-if",
  kind: "flag",
  summary: {
    en: "compare with what NanoMQ does not have: own timers, TCP keepalive",
    zh: "与 NanoMQ 没有的功能对比：独立定时器、TCP keepalive",
  },
};

export const trace: OptionSpec = {
  name: "trace",
  kind: "value",
  placeholder: "recorded.jsonl",
  offers: "traces",
  summary: { en: "compare recordings of a real broker with the model", zh: "用模型对照真实代理的记录" },
};

export const blind: OptionSpec = {
  name: "blind",
  kind: "flag",
  summary: {
    en: "with --trace of bridge outages: predict from settings and scenario alone",
    zh: "与 --trace 一起用于桥接中断的记录：只根据设置和场景预测",
  },
};

function objective(name: string, placeholder: string, en: string, zh: string): OptionSpec {
  return { name, kind: "value", placeholder, summary: { en, zh } };
}

/** What `tune` is asked, and what it does with the answer. */
export const tuning: readonly OptionSpec[] = [
  objective(
    "detect-within",
    "8s",
    "a dead client is noticed at the latest after this",
    "最晚多久发现失联客户端",
  ),
  {
    name: "mqtt-limit",
    kind: "flag",
    summary: { en: "and within MQTT's 1.5 x keepalive", zh: "并满足 MQTT 的 1.5 倍 keepalive" },
  },
  {
    name: "early-deaths",
    kind: "flag",
    summary: earlyDeaths,
  },
  objective("false-kicks-per-day", "0.5", "live clients closed, per client and day", "每客户端每天误踢次数"),
  objective(
    "redeliver-within",
    "5s",
    "an unacknowledged message is sent again by then",
    "未确认消息的重发时限",
  ),
  objective("drain-within", "60s", "an offline backlog is delivered by then", "离线积压的补发时限"),
  objective("cpu-share", "0.2", "of one core, for timers and idle connections", "定时器占用单核的上限"),
  objective("connections", "10000", "how many clients there are of each class", "每类客户端的数量"),
  {
    name: "network",
    kind: "value",
    choices: Object.keys(networks),
    summary: { en: "network of the clients, for false kicks", zh: "客户端网络，用于估计误踢" },
  },
  {
    name: "set-clients",
    kind: "flag",
    summary: { en: "the clients' keepalive may be changed too", zh: "也可修改客户端的 keepalive" },
  },
  {
    name: "answers",
    kind: "value",
    placeholder: "nanotune.toml",
    offers: "toml files",
    summary: { en: "clients and objectives from a file", zh: "从文件读取客户端与目标" },
  },
  {
    name: "scale",
    kind: "flag",
    summary: {
      en: "what a retry interval costs and gains with 100 to 100 000 clients",
      zh: "100 到 100 000 个客户端时 retry_interval 的代价与收益",
    },
  },
];
