import type { CommandSpec } from "../command.ts";
import { color, format, project, started } from "../options.ts";

export const outageSpec: CommandSpec = {
  name: "outage",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: {
    en: "what a bridge keeps and loses while its uplink is away",
    zh: "上游断开期间网桥保留和丢失什么",
  },
  options: [
    format("pretty", "json"),
    {
      name: "for",
      kind: "value",
      placeholder: "10m",
      summary: { en: "how long the uplink is away; 10m where not said", zh: "上游断开多久；默认 10m" },
    },
    {
      name: "rate",
      kind: "value",
      placeholder: "20/s",
      summary: {
        en: "messages that are forwarded; else the publish_rate of nanotune.toml, or 1/s",
        zh: "转发的消息速率；默认取 nanotune.toml 的 publish_rate，否则为 1/s",
      },
    },
    {
      name: "kind",
      kind: "value",
      choices: ["refused", "reset", "silent", "hang"],
      summary: { en: "how the uplink goes; refused where not said", zh: "上游如何断开；默认 refused" },
    },
    {
      name: "qos",
      kind: "value",
      choices: ["0", "1", "2"],
      summary: { en: "QoS of the messages; 1 where not said", zh: "消息的 QoS；默认 1" },
    },
    {
      name: "payload",
      kind: "value",
      placeholder: "200",
      summary: { en: "bytes of a payload", zh: "每条消息的负载字节数" },
    },
    {
      name: "bridge",
      kind: "value",
      placeholder: "cloud",
      summary: { en: "only the bridge of this name", zh: "只看这个名称的网桥" },
    },
    ...project,
    ...started,
    color,
  ],
  examples: ["outage nanomq.conf --for 10m --rate 20/s", "outage nanomq.conf --for 1h --kind silent --qos 0"],
  load: async () => (await import("../commands/outage.ts")).outage,
};
