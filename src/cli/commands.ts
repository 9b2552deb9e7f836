// Every command, in the order of help. The fast path and yargs both read this table.
import type { CommandSpec } from "./command.ts";
import { color, config, format, lang, nanomq, noConfig, project, scenario, stdinFilename } from "./options.ts";

export const commands: readonly CommandSpec[] = [
  {
    name: "lint",
    positionals: "[files..]",
    maxPositionals: Infinity,
    summary: { en: "find what will go wrong with a conf", zh: "找出配置中会出问题的地方" },
    options: [
      format("pretty", "concise", "json", "sarif"),
      ...project,
      {
        name: "fail-on",
        kind: "value",
        choices: ["error", "warning", "info", "never"],
        summary: {
          en: "severity from which the exit code is 1 (error)",
          zh: "从哪个级别起退出码为 1（默认 error）",
        },
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
    options: [format("pretty", "json"), ...project, scenario, color],
    examples: ["replay nanomq.conf --keepalive 5s", "replay --keepalive 5s --keepalive 60s --nanomq 0.24.14"],
    load: async () => (await import("./commands/replay.ts")).replay,
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
  {
    name: "migrate",
    positionals: "[file]",
    maxPositionals: 1,
    summary: {
      en: "rewrite a conf of the old key=value format",
      zh: "把旧的 key=value 格式配置改写为新格式",
    },
    options: [format("pretty", "json"), nanomq, config, noConfig, stdinFilename, lang],
    examples: ["migrate nanomq_old.conf --nanomq 0.24.14 > nanomq.conf"],
    load: async () => (await import("./commands/migrate.ts")).migrate,
  },
  {
    name: "schema",
    positionals: "",
    maxPositionals: 0,
    summary: {
      en: "JSON Schema of nanomq.conf for editors, for one NanoMQ version",
      zh: "某个 NanoMQ 版本的 nanomq.conf JSON Schema，供编辑器使用",
    },
    options: [nanomq, config, noConfig, lang],
    examples: ["schema --nanomq 0.24.14 > nanomq.schema.json"],
    load: async () => (await import("./commands/schema.ts")).schema,
  },
];
