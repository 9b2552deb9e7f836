import type { LocalText } from "../../lint/language.ts";

/** What `--help` says about the command and its options. */
export const outageOptionWords = {
  summary: {
    en: "what a bridge keeps and loses while its uplink is away",
    zh: "上游断开期间桥接保留和丢失什么",
  },
  for: {
    en: "how long the uplink is away; else survive_outage of nanotune.toml, or 10m",
    zh: "上游断开多久；默认取 nanotune.toml 的 survive_outage，否则 10m",
  },
  rate: {
    en: "messages that are forwarded; else the publish_rate of nanotune.toml, or 1/s",
    zh: "转发的消息速率；默认取 nanotune.toml 的 publish_rate，否则为 1/s",
  },
  kind: { en: "how the uplink goes; refused where not said", zh: "上游如何断开；默认 refused" },
  qos: { en: "QoS of the messages; 1 where not said", zh: "消息的 QoS；默认 1" },
  payload: {
    en: "bytes of a payload; else max_payload of nanotune.toml",
    zh: "每条消息的载荷字节数；默认取 nanotune.toml 的 max_payload",
  },
  bridge: { en: "only the bridge of this name", zh: "只看这个名称的桥接" },
  roundTrip: { en: "to the upstream and back; 50ms where not said", zh: "到上游的往返时间；默认 50ms" },
  messagesAfter: {
    en: "whether messages come once the link is back; yes where not said",
    zh: "恢复后是否还有新消息；默认有",
  },
} as const satisfies Readonly<Record<string, LocalText>>;
