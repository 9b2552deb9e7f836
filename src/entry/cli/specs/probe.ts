import type { CommandSpec } from "../command.ts";
import { api, color, format, project, started } from "../options.ts";
import { connecting, cutting } from "../probe/options.ts";
import { seed } from "../timing-options.ts";

export const probeSpec: CommandSpec = {
  name: "probe",
  positionals: "[address] [conf]",
  maxPositionals: 2,
  offers: ["nothing", "confs"],
  summary: {
    en: "measures a running broker with canary clients, against the predicted window",
    zh: "用探测客户端实测运行中的代理，并与检测窗口对照",
  },
  options: [
    format("pretty", "json"),
    {
      name: "what",
      kind: "value",
      choices: ["detection", "will", "redelivery", "all", "bridge"],
      summary: { en: "what to measure (detection)", zh: "测量内容（默认 detection）" },
    },
    {
      name: "clients",
      kind: "value",
      placeholder: "4",
      summary: { en: "canaries of each class", zh: "每类探测客户端的数量" },
    },
    {
      name: "timeout",
      kind: "value",
      placeholder: "90s",
      summary: { en: "longest watch; at most 1 h", zh: "最长观察时间；最多 1 h" },
    },
    {
      name: "record",
      kind: "value",
      placeholder: "trace.jsonl",
      offers: "traces",
      summary: { en: "write what was seen, for replay --trace", zh: "写入记录，供 replay --trace 使用" },
    },
    ...cutting,
    ...connecting,
    ...api,
    ...project,
    ...started,
    seed,
    color,
  ],
  examples: [
    "probe mqtt://127.0.0.1:1883 nanomq.conf --keepalive 5s",
    "probe ws://127.0.0.1:8083/mqtt nanomq.conf --what all --api http://127.0.0.1:8081",
    "probe mqtt://127.0.0.1:1883 --broker other --keepalive 2s",
    "probe mqtt://127.0.0.1:1883 nanomq.conf --what bridge --cut-bridge --for 10s",
  ],
  load: async () => (await import("../commands/probe.ts")).probe,
};
