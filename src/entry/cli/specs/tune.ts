import type { CommandSpec } from "../command.ts";
import { apiCredentials, color, format, project, started, writing } from "../options.ts";
import { tuning } from "../timing-options.ts";

export const tuneSpec: CommandSpec = {
  name: "tune",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: { en: "the cheapest settings that meet an objective", zh: "达到目标所需的最小改动" },
  options: [
    format("pretty", "json"),
    ...project,
    ...tuning,
    ...writing,
    ...started,
    {
      name: "apply-api",
      kind: "value",
      placeholder: "http://127.0.0.1:8081",
      summary: {
        en: "change the running broker by its HTTP API, read back, undone where that fails",
        zh: "通过 HTTP API 修改运行中的代理，读回确认，失败则恢复",
      },
    },
    apiCredentials,
    color,
  ],
  examples: [
    "tune nanomq.conf --keepalive 5s --detect-within 8s",
    "tune nanomq.conf --answers nanotune.toml --write",
    "tune nanomq.conf --keepalive 5s --detect-within 8s --apply-api http://127.0.0.1:8081",
  ],
  load: async () => (await import("../commands/tune.ts")).tune,
};
