import type { CommandSpec } from "../command.ts";
import { color, format, project, started } from "../options.ts";
import { blind, network, ping, scenario, seed, trace, whatIf } from "../timing-options.ts";

export const replaySpec: CommandSpec = {
  name: "replay",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: { en: "how long NanoMQ takes to notice a dead client", zh: "NanoMQ 多久才发现失联的客户端" },
  options: [
    format("pretty", "json"),
    ...project,
    ...started,
    scenario,
    network,
    ping,
    seed,
    whatIf,
    trace,
    blind,
    color,
  ],
  examples: [
    "replay nanomq.conf --keepalive 5s",
    "replay --keepalive 5s --keepalive 60s --nanomq 0.24.14",
    "replay nanomq.conf --scenario cable-pull --network lte --ping mosquitto",
    "replay --trace recorded.jsonl",
    "replay --trace outage.jsonl --blind",
  ],
  load: async () => (await import("../commands/replay.ts")).replay,
};
