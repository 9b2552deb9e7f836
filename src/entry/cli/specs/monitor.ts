import type { CommandSpec } from "../command.ts";
import { api, project, started } from "../options.ts";
import { connecting } from "../probe/options.ts";
import { seed } from "../timing-options.ts";

export const monitorSpec: CommandSpec = {
  name: "monitor",
  positionals: "[address] [conf]",
  maxPositionals: 2,
  offers: ["nothing", "confs"],
  summary: {
    en: "canary clients for ever, with metrics for Prometheus",
    zh: "持续运行探测客户端，并为 Prometheus 提供指标",
  },
  options: [
    {
      name: "listen",
      kind: "value",
      placeholder: "127.0.0.1:9464",
      summary: {
        en: "where the metrics are served; port 0 takes a free one",
        zh: "提供指标的地址；端口 0 为任意空闲端口",
      },
    },
    {
      name: "every",
      kind: "value",
      placeholder: "60s",
      summary: { en: "one canary of each class this often", zh: "每类探测客户端的间隔" },
    },
    {
      name: "what",
      kind: "value",
      choices: ["detection", "will"],
      summary: { en: "the close only, or the will too (will)", zh: "只测关闭，或同时测遗嘱（默认 will）" },
    },
    ...connecting,
    ...api,
    ...project,
    ...started,
    seed,
  ],
  examples: [
    "monitor mqtt://127.0.0.1:1883 nanomq.conf --keepalive 5s",
    "monitor mqtt://127.0.0.1:1883 nanomq.conf --every 5m --api http://127.0.0.1:8081",
  ],
  load: async () => (await import("../commands/monitor.ts")).monitor,
};
