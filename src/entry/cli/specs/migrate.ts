import type { CommandSpec } from "../command.ts";
import {
  config,
  container,
  format,
  lang,
  maxFileSize,
  nanomq,
  noConfig,
  root,
  stdinFilename,
  workdir,
} from "../options.ts";

export const migrateSpec: CommandSpec = {
  name: "migrate",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: {
    en: "rewrite a conf of the old key=value format, of Mosquitto or of EMQX",
    zh: "把旧的 key=value 格式、Mosquitto 或 EMQX 的配置改写为新格式",
  },
  options: [
    format("pretty", "json"),
    nanomq,
    config,
    noConfig,
    stdinFilename,
    root,
    workdir,
    maxFileSize,
    container,
    lang,
  ],
  examples: [
    "migrate nanomq_old.conf --nanomq 0.24.14 > nanomq.conf",
    "migrate mosquitto.conf --nanomq 0.24.14 > nanomq.conf",
  ],
  load: async () => (await import("../commands/migrate.ts")).migrate,
};
