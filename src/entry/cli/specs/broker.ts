import type { CommandSpec } from "../command.ts";
import { project, started } from "../options.ts";

export const brokerSpec: CommandSpec = {
  name: "broker",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: {
    en: "a stand-in with your conf's timing on 127.0.0.1, to test clients against",
    zh: "在 127.0.0.1 上按配置的时序模拟代理，用于测试客户端",
  },
  options: [
    ...project,
    ...started,
    {
      name: "port",
      kind: "value",
      placeholder: "1883",
      summary: { en: "MQTT port; 0 takes a free one", zh: "MQTT 端口；0 为任意空闲端口" },
    },
    {
      name: "ws-port",
      kind: "value",
      placeholder: "8083",
      summary: { en: "WebSocket port", zh: "WebSocket 端口" },
    },
    {
      name: "http-port",
      kind: "value",
      placeholder: "8081",
      summary: { en: "port of the HTTP API, /api/v4", zh: "HTTP API（/api/v4）的端口" },
    },
  ],
  examples: ["broker nanomq.conf", "broker compose.yaml", "broker nanomq.conf --port 0 --nanomq 0.22.10"],
  load: async () => (await import("../commands/broker.ts")).broker,
};
