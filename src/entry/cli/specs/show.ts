import { startOption } from "../../../report/start/option.ts";
import type { CommandSpec } from "../command.ts";
import { color, format, project, started } from "../options.ts";

export const showSpec: CommandSpec = {
  name: "show",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: { en: "what NanoMQ will really run with, and why", zh: "NanoMQ 实际使用的设置及其来源" },
  options: [
    format("pretty", "json"),
    color,
    ...project,
    ...started,
    {
      name: "tree",
      kind: "flag",
      summary: {
        en: "the file as NanoMQ's parser has it, without defaults",
        zh: "NanoMQ 解析后的文件内容，不含默认值",
      },
    },
    { name: "start", kind: "flag", summary: startOption },
    { name: "all", kind: "flag", summary: { en: "defaults too", zh: "也显示默认值" } },
    {
      name: "section",
      kind: "value",
      placeholder: "mqtt",
      offers: "sections",
      summary: { en: "one section only", zh: "只显示一个部分" },
    },
  ],
  examples: [
    "show nanomq.conf",
    "show nanomq.conf --all --section mqtt",
    "show compose.yaml --container broker",
    "show --start nanomq.conf",
    "show --tree nanomq.conf --nanomq 0.20.8",
  ],
  load: async () => (await import("../commands/show.ts")).show,
};
