import type { CommandSpec } from "../command.ts";
import { format, lang } from "../options.ts";

export const explainSpec: CommandSpec = {
  name: "explain",
  positionals: "[rule]",
  maxPositionals: 1,
  summary: { en: "why a rule exists, with examples and evidence", zh: "说明规则的缘由、示例与依据" },
  options: [format("pretty", "md"), lang],
  examples: ["explain timing/retry-interval-too-coarse"],
  load: async () => (await import("../commands/explain.ts")).explain,
};
