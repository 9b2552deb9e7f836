import type { CommandSpec } from "../command.ts";
import { checkFiles, color, format, project, surroundings, today, workdir } from "../options.ts";

export const explainSpec: CommandSpec = {
  name: "explain",
  positionals: "[rule] [file]",
  maxPositionals: 2,
  offers: ["rules", "confs"],
  summary: {
    en: "why a rule exists; with a conf, what it says about this conf, with its replay",
    zh: "说明规则的缘由；给出配置时，说明它对此配置的结论与重放",
  },
  options: [format("pretty", "md", "json"), ...project, ...surroundings, checkFiles, workdir, today, color],
  examples: [
    "explain timing/retry-interval-too-coarse",
    "explain timing/retry-interval-too-coarse nanomq.conf --keepalive 5s",
  ],
  load: async () => (await import("../commands/explain.ts")).explain,
};
