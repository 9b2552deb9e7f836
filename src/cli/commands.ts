// Every command, in the order of help. The fast path and yargs both read this table.
import type { CommandSpec } from "./command.ts";
import { fileCommands } from "./file-commands.ts";
import {
  color,
  format,
  lang,
  nanomq,
  network,
  ping,
  project,
  scenario,
  seed,
  surroundings,
  trace,
  tuning,
  whatIf,
} from "./options.ts";

export const commands: readonly CommandSpec[] = [
  {
    name: "lint",
    positionals: "[files..]",
    maxPositionals: Infinity,
    summary: { en: "find what will go wrong with a conf", zh: "找出配置中会出问题的地方" },
    options: [
      format("pretty", "concise", "json", "sarif", "github", "gitlab", "junit"),
      ...project,
      ...surroundings,
      {
        name: "fail-on",
        kind: "value",
        choices: ["error", "warning", "info", "never"],
        summary: {
          en: "severity from which the exit code is 1 (error)",
          zh: "从哪个级别起退出码为 1（默认 error）",
        },
      },
      {
        name: "fix",
        kind: "flag",
        summary: { en: "apply the safe fixes to the files", zh: "把安全的修改写入文件" },
      },
      {
        name: "unsafe-fixes",
        kind: "flag",
        summary: {
          en: "apply fixes that change what the broker does too",
          zh: "也应用会改变 broker 行为的修改",
        },
      },
      {
        name: "diff",
        kind: "flag",
        summary: {
          en: "print the fixes as a patch and write nothing; exit code 1 if there are any",
          zh: "以补丁形式输出修改，不写文件；有修改时退出码为 1",
        },
      },
      {
        name: "no-suppressions",
        kind: "flag",
        summary: {
          en: "report what `# nanotune-ignore` silences too",
          zh: "也报告被 `# nanotune-ignore` 抑制的问题",
        },
      },
      {
        name: "today",
        kind: "value",
        placeholder: "2026-08-01",
        summary: { en: "day for suppressions that expire", zh: "判断抑制是否到期所用的日期" },
      },
      { name: "quiet", alias: "q", kind: "flag", summary: { en: "show errors only", zh: "只显示错误" } },
      color,
    ],
    examples: [
      "lint nanomq.conf --keepalive 5s",
      "lint --nanomq 0.22.10 -f sarif etc/*.conf",
      "lint - < nanomq.conf",
    ],
    load: async () => (await import("./commands/lint.ts")).lint,
  },
  {
    name: "show",
    positionals: "[file]",
    maxPositionals: 1,
    summary: { en: "what NanoMQ will really run with, and why", zh: "NanoMQ 实际使用的设置及其来源" },
    options: [
      format("pretty", "json"),
      ...project,
      ...surroundings,
      {
        name: "tree",
        kind: "flag",
        summary: {
          en: "the file as NanoMQ's parser has it, without defaults",
          zh: "NanoMQ 解析后的文件内容，不含默认值",
        },
      },
      { name: "all", kind: "flag", summary: { en: "defaults too", zh: "也显示默认值" } },
      {
        name: "section",
        kind: "value",
        placeholder: "mqtt",
        summary: { en: "one section only", zh: "只显示一个部分" },
      },
    ],
    examples: [
      "show nanomq.conf",
      "show nanomq.conf --all --section mqtt",
      "show --tree nanomq.conf --nanomq 0.20.8",
    ],
    load: async () => (await import("./commands/show.ts")).show,
  },
  {
    name: "replay",
    positionals: "[file]",
    maxPositionals: 1,
    summary: { en: "how long NanoMQ takes to notice a dead client", zh: "NanoMQ 多久才发现失联的客户端" },
    options: [format("pretty", "json"), ...project, scenario, network, ping, seed, whatIf, trace, color],
    examples: [
      "replay nanomq.conf --keepalive 5s",
      "replay --keepalive 5s --keepalive 60s --nanomq 0.24.14",
      "replay nanomq.conf --scenario cable-pull --network lte --ping mosquitto",
      "replay --trace recorded.jsonl",
    ],
    load: async () => (await import("./commands/replay.ts")).replay,
  },
  {
    name: "tune",
    positionals: "[file]",
    maxPositionals: 1,
    summary: { en: "the cheapest settings that meet an objective", zh: "达到目标所需的最小改动" },
    options: [format("pretty", "json"), ...project, ...tuning, color],
    examples: [
      "tune nanomq.conf --keepalive 5s --detect-within 8s",
      "tune nanomq.conf --answers nanotune.toml --write",
    ],
    load: async () => (await import("./commands/tune.ts")).tune,
  },
  {
    name: "explain",
    positionals: "[rule]",
    maxPositionals: 1,
    summary: { en: "why a rule exists, with examples and evidence", zh: "说明规则的缘由、示例与依据" },
    options: [format("pretty", "md"), lang],
    examples: ["explain timing/retry-interval-too-coarse"],
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  {
    name: "rules",
    positionals: "",
    maxPositionals: 0,
    summary: { en: "list the rules", zh: "列出规则" },
    options: [format("pretty", "json", "md"), lang],
    examples: ["rules", "rules --format json"],
    load: async () => (await import("./commands/rules.ts")).rules,
  },
  {
    name: "broker",
    positionals: "[file]",
    maxPositionals: 1,
    summary: {
      en: "a stand-in with your conf's timing on 127.0.0.1, to test clients against",
      zh: "在 127.0.0.1 上按配置的时序模拟 broker，用于测试客户端",
    },
    options: [
      nanomq,
      lang,
      {
        name: "port",
        kind: "value",
        placeholder: "1883",
        summary: { en: "MQTT port; 0 takes a free one", zh: "MQTT 端口；0 为任意空闲端口" },
      },
      {
        name: "ws-port",
        kind: "value",
        placeholder: "8083",
        summary: { en: "WebSocket port", zh: "WebSocket 端口" },
      },
      {
        name: "http-port",
        kind: "value",
        placeholder: "8081",
        summary: { en: "port of GET /api/v4/clients", zh: "GET /api/v4/clients 的端口" },
      },
    ],
    examples: ["broker nanomq.conf", "broker nanomq.conf --port 0 --nanomq 0.22.10"],
    load: async () => (await import("./commands/broker.ts")).broker,
  },
  ...fileCommands,
];
