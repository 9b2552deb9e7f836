import type { CommandSpec } from "../command.ts";
import { format, lang } from "../options.ts";

export const rulesSpec: CommandSpec = {
  name: "rules",
  positionals: "",
  maxPositionals: 0,
  summary: { en: "list the rules", zh: "列出规则" },
  options: [format("pretty", "json", "md"), lang],
  examples: ["rules", "rules --format json"],
  load: async () => (await import("../commands/rules.ts")).rules,
};
