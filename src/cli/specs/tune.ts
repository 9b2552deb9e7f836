import type { CommandSpec } from "../command.ts";
import { color, format, project, surroundings, tuning } from "../options.ts";

export const tuneSpec: CommandSpec = {
  name: "tune",
  positionals: "[file]",
  maxPositionals: 1,
  summary: { en: "the cheapest settings that meet an objective", zh: "达到目标所需的最小改动" },
  options: [format("pretty", "json"), ...project, ...tuning, ...surroundings, color],
  examples: [
    "tune nanomq.conf --keepalive 5s --detect-within 8s",
    "tune nanomq.conf --answers nanotune.toml --write",
  ],
  load: async () => (await import("../commands/tune.ts")).tune,
};
