import { bridgeProbeOptionWords as words } from "../../../report/live/bridge-probe-words.ts";
import type { OptionSpec } from "../command.ts";

/** How canaries connect; the same for every command that sends some. */
export const connecting: readonly OptionSpec[] = [
  {
    name: "mqtt",
    kind: "value",
    choices: ["3.1.1", "5"],
    summary: {
      en: "protocol of canaries whose class names none (3.1.1)",
      zh: "未指定协议时使用的 MQTT 版本（默认 3.1.1）",
    },
  },
  {
    name: "ca",
    kind: "value",
    placeholder: "ca.pem",
    offers: "files",
    summary: { en: "certificate authority of mqtts and wss", zh: "mqtts 和 wss 的 CA 证书" },
  },
  {
    name: "insecure",
    kind: "flag",
    summary: { en: "take any certificate", zh: "接受任何证书" },
  },
  {
    name: "broker",
    kind: "value",
    choices: ["nanomq", "other"],
    summary: {
      en: "NanoMQ by its settings (with a conf), any other by MQTT's 1.5 x keepalive",
      zh: "按 NanoMQ 的设置判定（有配置时默认），或按 MQTT 的 1.5 倍 keepalive",
    },
  },
];

/** What a probe of a bridge does to it. */
export const cutting: readonly OptionSpec[] = [
  { name: "cut-bridge", kind: "flag", summary: words.cutBridge },
  { name: "bridge", kind: "value", placeholder: "cloud", summary: words.bridge },
  { name: "for", kind: "value", placeholder: "10s", summary: words.for },
  { name: "rate", kind: "value", placeholder: "10/s", summary: words.rate },
  { name: "kind", kind: "value", choices: ["refused", "reset", "silent", "hang"], summary: words.kind },
  { name: "qos", kind: "value", choices: ["0", "1"], summary: words.qos },
  { name: "relay", kind: "value", placeholder: "mqtt://host:1883", summary: words.relay },
];
