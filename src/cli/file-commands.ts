// Commands about confs as files: rewriting, comparing, describing them.
import type { CommandSpec } from "./command.ts";
import { config, format, lang, nanomq, noConfig, stdinFilename } from "./options.ts";

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
];
