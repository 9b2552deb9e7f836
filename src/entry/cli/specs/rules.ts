import type { CommandSpec } from "../command.ts";
import { config, format, lang, noConfig } from "../options.ts";

export const rulesSpec: CommandSpec = {
  name: "rules",
  positionals: "[words..]",
  maxPositionals: Infinity,
  offers: [["test"], "toml files"],
  summary: {
    en: "list the rules; `test` runs the examples of packs",
    zh: "列出规则；`test` 运行规则包中的示例",
  },
  options: [format("pretty", "json", "md"), config, noConfig, lang],
  examples: ["rules", "rules --format json", "rules test policy/*.toml"],
  load: async () => (await import("../commands/rules.ts")).rules,
};
