import type { CommandSpec } from "../command.ts";
import { color, format, project, started } from "../options.ts";

export const diffSpec: CommandSpec = {
  name: "diff",
  positionals: "[files..]",
  maxPositionals: 2,
  offers: ["confs"],
  summary: {
    en: "what NanoMQ does otherwise with another conf",
    zh: "NanoMQ 对两份配置的处理有何不同",
  },
  options: [format("pretty", "json"), ...project, ...started, color],
  examples: ["diff old.conf new.conf --nanomq 0.24.14 --keepalive 60s"],
  load: async () => (await import("../commands/diff.ts")).diff,
};
