// Options that several commands share; one place, so that they read alike everywhere.
import { newestRelease } from "../nanomq/releases.ts";
import { networks } from "../replay/network.ts";
import { pingPolicies } from "../replay/ping-policy.ts";
import { scenarioNames } from "../replay/timeline.ts";
import type { OptionSpec } from "./command.ts";

export const nanomq: OptionSpec = {
  name: "nanomq",
  kind: "value",
  placeholder: `(e.g. ${newestRelease})`,
  summary: { en: "NanoMQ version the conf is for", zh: "配置所针对的 NanoMQ 版本" },
};

export const config: OptionSpec = {
  name: "config",
  kind: "value",
  placeholder: "nanotune.toml",
  summary: {
    en: "facts and rule settings; searched beside the conf and above it",
    zh: "事实与规则设置；默认在配置所在目录及其上级查找",
  },
};

export const noConfig: OptionSpec = {
  name: "no-config",
  kind: "flag",
  summary: { en: "use no nanotune.toml", zh: "不使用 nanotune.toml" },
};

export const keepalive: OptionSpec = {
  name: "keepalive",
  kind: "values",
  placeholder: "5s",
  summary: {
    en: "keepalive of your clients, in place of those in nanotune.toml",
    zh: "客户端的 keepalive，代替 nanotune.toml 中的客户端",
  },
};

export const lang: OptionSpec = {
  name: "lang",
  kind: "value",
  choices: ["en", "zh-CN", "zh"],
  summary: { en: "language of messages", zh: "消息语言" },
};

export const color: OptionSpec = {
  name: "color",
  kind: "value",
  choices: ["auto", "always", "never"],
  summary: { en: "colours in the output", zh: "输出是否着色" },
};

export const stdinFilename: OptionSpec = {
  name: "stdin-filename",
  kind: "value",
  placeholder: "nanomq.conf",
  summary: { en: "what findings call the conf read by `-`", zh: "用 `-` 读入的配置在结果中的名称" },
};

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
  summary: { en: "compare recordings of a real broker with the model", zh: "用模型对照真实 broker 的记录" },
};

export function format(...choices: readonly string[]): OptionSpec {
  return {
    name: "format",
    alias: "f",
    kind: "value",
    choices,
    summary: { en: "form of the output", zh: "输出格式" },
  };
}

/** What every command that reads a conf takes. */
export const project = [nanomq, config, noConfig, keepalive, stdinFilename, lang] as const;
