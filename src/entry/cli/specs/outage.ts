import { outageOptionWords as words } from "../../../report/outage/option-words.ts";
import type { CommandSpec } from "../command.ts";
import { color, format, project, started, writing } from "../options.ts";

export const outageSpec: CommandSpec = {
  name: "outage",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: words.summary,
  options: [
    format("pretty", "json"),
    { name: "for", kind: "value", placeholder: "10m", summary: words.for },
    { name: "rate", kind: "value", placeholder: "20/s", summary: words.rate },
    { name: "kind", kind: "value", choices: ["refused", "reset", "silent", "hang"], summary: words.kind },
    { name: "qos", kind: "value", choices: ["0", "1", "2"], summary: words.qos },
    { name: "payload", kind: "value", placeholder: "200", summary: words.payload },
    { name: "bridge", kind: "value", placeholder: "cloud", summary: words.bridge },
    { name: "round-trip", kind: "value", placeholder: "50ms", summary: words.roundTrip },
    { name: "messages-after", kind: "value", choices: ["yes", "no"], summary: words.messagesAfter },
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
