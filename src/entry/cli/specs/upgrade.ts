import { oldestKnownConf } from "../../../nanomq/behaviour.ts";
import { newestRelease } from "../../../nanomq/releases.ts";
import type { CommandSpec } from "../command.ts";
import {
  color,
  config,
  format,
  keepalive,
  lang,
  maxFileSize,
  noConfig,
  started,
  stdinFilename,
} from "../options.ts";

export const upgradeSpec: CommandSpec = {
  name: "upgrade",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: {
    en: "what changes for a conf between two NanoMQ versions",
    zh: "配置在两个 NanoMQ 版本之间有哪些变化",
  },
  options: [
    format("pretty", "json"),
    {
      name: "from",
      kind: "value",
      placeholder: oldestKnownConf().text,
      offers: "releases",
      summary: { en: "NanoMQ version of today", zh: "当前的 NanoMQ 版本" },
    },
    {
      name: "to",
      kind: "value",
      placeholder: newestRelease,
      offers: "releases",
      summary: { en: "NanoMQ version to go to", zh: "目标 NanoMQ 版本" },
    },
    {
      name: "all",
      kind: "flag",
      summary: { en: "changes that the conf does not touch too", zh: "也显示与配置无关的变化" },
    },
    config,
    noConfig,
    keepalive,
    stdinFilename,
    maxFileSize,
    ...started,
    lang,
    color,
  ],
  examples: [`upgrade --from ${oldestKnownConf().text} --to ${newestRelease} nanomq.conf`],
  load: async () => (await import("../commands/upgrade.ts")).upgrade,
};
