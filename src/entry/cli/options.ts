// Options that several commands share; one place, so that they read alike everywhere.
import { newestRelease } from "../../nanomq/releases.ts";
import { maxFileSizeSummary } from "../../report/cli/file-size.ts";
import { earlyDeaths } from "../../report/tune/early-deaths.ts";
import { networks } from "../../timing/network.ts";
import { pingPolicies } from "../../timing/ping-policy.ts";
import { scenarioNames } from "../../timing/timeline.ts";
import type { OptionSpec } from "./command.ts";

export const nanomq: OptionSpec = {
  name: "nanomq",
  kind: "value",
  placeholder: `(e.g. ${newestRelease})`,
  offers: "releases",
  summary: { en: "NanoMQ version the conf is for", zh: "配置所针对的 NanoMQ 版本" },
};

export const config: OptionSpec = {
  name: "config",
  kind: "value",
  placeholder: "nanotune.toml",
  offers: "toml files",
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
  offers: "traces",
  summary: { en: "compare recordings of a real broker with the model", zh: "用模型对照真实 broker 的记录" },
};

export const blind: OptionSpec = {
  name: "blind",
  kind: "flag",
  summary: {
    en: "with --trace of bridge outages: predict from settings and scenario alone",
    zh: "与 --trace 一起用于网桥中断的记录：只根据设置和场景预测",
  },
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

/** What becomes of a change that is advised. */
export const fixIncludes: OptionSpec = {
  name: "fix-includes",
  kind: "flag",
  summary: {
    en: "write included files outside of the conf's folder and project too",
    zh: "同时写入配置所在目录和项目之外的被包含文件",
  },
};

export const writing: readonly OptionSpec[] = [
  { name: "write", kind: "flag", summary: { en: "change the conf", zh: "写入配置文件" } },
  { name: "diff", kind: "flag", summary: { en: "print the change as a diff only", zh: "只输出 diff" } },
  fixIncludes,
];

export const apiCredentials: OptionSpec = {
  name: "api-credentials",
  kind: "value",
  placeholder: "api.env",
  offers: "files",
  summary: {
    en: "file with NANOTUNE_API_USERNAME and _PASSWORD, or _TOKEN, else from the environment",
    zh: "含 NANOTUNE_API_USERNAME 与 _PASSWORD（或 _TOKEN）的文件；默认取自环境变量",
  },
};

/** Where the HTTP API of a running broker is, and who asks. */
export const api: readonly OptionSpec[] = [
  {
    name: "api",
    kind: "value",
    placeholder: "http://127.0.0.1:8081",
    summary: { en: "HTTP API of the running broker", zh: "运行中 broker 的 HTTP API" },
  },
  apiCredentials,
];

export const maxFileSize: OptionSpec = {
  name: "max-file-size",
  kind: "value",
  placeholder: "64MiB",
  summary: maxFileSizeSummary,
};

/** What every command that reads a conf takes. */
export const project = [nanomq, config, noConfig, keepalive, stdinFilename, maxFileSize, lang] as const;

/** What decides beside the conf. */
export const surroundings: readonly OptionSpec[] = [
  {
    name: "env",
    kind: "values",
    placeholder: "NANOMQ_TCP_ENABLE=false",
    summary: { en: "variable in the environment of NanoMQ", zh: "NanoMQ 的环境变量" },
  },
  {
    name: "env-file",
    kind: "values",
    placeholder: "nanomq.env",
    offers: "files",
    summary: { en: "file of KEY=VALUE lines, as for docker run", zh: "KEY=VALUE 文件，同 docker run" },
  },
  {
    name: "use-env",
    kind: "flag",
    summary: {
      en: "NANOMQ_ variables of this process count too",
      zh: "也采用本进程的 NANOMQ_ 环境变量",
    },
  },
  {
    name: "flags",
    kind: "value",
    placeholder: '"--port 8082"',
    summary: {
      en: 'options of `nanomq start`; write --flags="..."',
      zh: '`nanomq start` 的选项；写作 --flags="..."',
    },
  },
  {
    name: "root",
    kind: "value",
    placeholder: "rootfs",
    offers: "folders",
    summary: {
      en: "folder that absolute paths in the conf are below",
      zh: "配置中绝对路径所在的根目录",
    },
  },
];

export const checkFiles: OptionSpec = {
  name: "check-files",
  kind: "flag",
  summary: {
    en: "look at the files the conf names too: certificates, keys, folders",
    zh: "同时检查配置引用的文件：证书、密钥、目录",
  },
};

export const today: OptionSpec = {
  name: "today",
  kind: "value",
  placeholder: "2026-08-01",
  summary: {
    en: "day for suppressions and certificates that expire",
    zh: "判断抑制和证书是否到期所用的日期",
  },
};

/** Where relative paths of the conf lead. */
export const workdir: OptionSpec = {
  name: "workdir",
  kind: "value",
  placeholder: "/var/lib/nanomq",
  offers: "folders",
  summary: {
    en: "working directory of NanoMQ: relative paths in the conf are below it",
    zh: "NanoMQ 的工作目录，配置中的相对路径以此为准",
  },
};

const container: OptionSpec = {
  name: "container",
  kind: "value",
  placeholder: "broker",
  summary: {
    en: "of a compose file or manifest with several NanoMQ",
    zh: "compose 文件或清单中有多个 NanoMQ 时选其一",
  },
};

/** Of every command that starts one NanoMQ on paper, by its conf or by a deployment file. */
export const started: readonly OptionSpec[] = [...surroundings, workdir, container];
