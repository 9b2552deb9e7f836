// Commands about confs as files: rewriting, comparing, describing them.
import type { CommandSpec } from "./command.ts";
import {
  color,
  config,
  format,
  keepalive,
  lang,
  nanomq,
  noConfig,
  project,
  stdinFilename,
  surroundings,
} from "./options.ts";

export const fileCommands: readonly CommandSpec[] = [
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
  {
    name: "upgrade",
    positionals: "[file]",
    maxPositionals: 1,
    summary: {
      en: "what changes for a conf between two NanoMQ versions",
      zh: "配置在两个 NanoMQ 版本之间有哪些变化",
    },
    options: [
      format("pretty", "json"),
      {
        name: "from",
        kind: "value",
        placeholder: "0.20.8",
        summary: { en: "NanoMQ version of today", zh: "当前的 NanoMQ 版本" },
      },
      {
        name: "to",
        kind: "value",
        placeholder: "0.25.6",
        summary: { en: "NanoMQ version to go to", zh: "目标 NanoMQ 版本" },
      },
      {
        name: "all",
        kind: "flag",
        summary: { en: "changes that the conf does not touch too", zh: "也显示与配置无关的变化" },
      },
      config,
      noConfig,
      keepalive,
      stdinFilename,
      ...surroundings,
      lang,
      color,
    ],
    examples: ["upgrade --from 0.20.8 --to 0.25.6 nanomq.conf"],
    load: async () => (await import("./commands/upgrade.ts")).upgrade,
  },
  {
    name: "diff",
    positionals: "[files..]",
    maxPositionals: 2,
    summary: {
      en: "what NanoMQ does otherwise with another conf",
      zh: "NanoMQ 对两份配置的处理有何不同",
    },
    options: [format("pretty", "json"), ...project, ...surroundings, color],
    examples: ["diff old.conf new.conf --nanomq 0.24.14 --keepalive 60s"],
    load: async () => (await import("./commands/diff.ts")).diff,
  },
  {
    name: "init",
    positionals: "[file]",
    maxPositionals: 1,
    summary: { en: "write a nanotune.toml to fill in", zh: "写出待填写的 nanotune.toml" },
    options: [
      nanomq,
      keepalive,
      {
        name: "force",
        kind: "flag",
        summary: { en: "replace the file that is there", zh: "替换已有的文件" },
      },
      lang,
    ],
    examples: ["init --nanomq 0.24.14 --keepalive 60s"],
    load: async () => (await import("./commands/init.ts")).init,
  },
];
