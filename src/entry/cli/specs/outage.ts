import type { CommandSpec } from "../command.ts";
import { color, format, project, started, writing } from "../options.ts";

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
      summary: {
        en: "how long the uplink is away; else survive_outage of nanotune.toml, or 10m",
        zh: "上游断开多久；默认取 nanotune.toml 的 survive_outage，否则 10m",
      },
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
    {
      name: "round-trip",
      kind: "value",
      placeholder: "50ms",
      summary: { en: "to the upstream and back; 50ms where not said", zh: "到上游的往返时间；默认 50ms" },
    },
    {
      name: "messages-after",
      kind: "value",
      choices: ["yes", "no"],
      summary: {
        en: "whether messages come once the link is back; yes where not said",
        zh: "恢复后是否还有新消息；默认有",
      },
    },
    ...writing,
    ...project,
    ...started,
    color,
  ],
  examples: [
    "outage nanomq.conf --for 10m --rate 20/s",
    "outage nanomq.conf --for 1h --kind silent --qos 0",
    "outage nanomq.conf --for 10m --rate 20/s --diff",
  ],
  load: async () => (await import("../commands/outage.ts")).outage,
};
