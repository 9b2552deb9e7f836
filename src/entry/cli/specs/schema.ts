import type { CommandSpec } from "../command.ts";
import { config, lang, nanomq, noConfig } from "../options.ts";

export const schemaSpec: CommandSpec = {
  name: "schema",
  positionals: "",
  maxPositionals: 0,
  offers: [],
  summary: {
    en: "JSON Schema of nanomq.conf for editors, for one NanoMQ version",
    zh: "某个 NanoMQ 版本的 nanomq.conf JSON Schema，供编辑器使用",
  },
  options: [nanomq, config, noConfig, lang],
  examples: ["schema --nanomq 0.24.14 > nanomq.schema.json"],
  load: async () => (await import("../commands/schema.ts")).schema,
};
