// Options that several commands share; one place, so that they read alike everywhere.
import { newestRelease } from "../nanomq/releases.ts";
import { scenarioNames } from "../replay/timeline.ts";
import type { OptionSpec } from "./command.ts";

export const nanomq: OptionSpec = {
  name: "nanomq",
  kind: "value",
  placeholder: `(e.g. ${newestRelease})`,
  summary: { en: "NanoMQ version the conf is for", zh: "配置所针对的 NanoMQ 版本" },
};

export const config: OptionSpec = {
  name: "config",
  kind: "value",
  placeholder: "nanotune.toml",
  summary: {
    en: "facts and rule settings; searched beside the conf and above it",
    zh: "事实与规则设置；默认在配置所在目录及其上级查找",
  },
};

export const noConfig: OptionSpec = {
  name: "no-config",
  kind: "flag",
  summary: { en: "use no nanotune.toml", zh: "不使用 nanotune.toml" },
};

export const keepalive: OptionSpec = {
  name: "keepalive",
  kind: "values",
  placeholder: "5s",
  summary: {
    en: "keepalive of your clients, in place of those in nanotune.toml",
    zh: "客户端的 keepalive，代替 nanotune.toml 中的客户端",
  },
};

export const lang: OptionSpec = {
  name: "lang",
  kind: "value",
  choices: ["en", "zh-CN", "zh"],
  summary: { en: "language of messages", zh: "消息语言" },
};

export const color: OptionSpec = {
  name: "color",
  kind: "value",
  choices: ["auto", "always", "never"],
  summary: { en: "colours in the output", zh: "输出是否着色" },
};

export const stdinFilename: OptionSpec = {
  name: "stdin-filename",
  kind: "value",
  placeholder: "nanomq.conf",
  summary: { en: "what findings call the conf read by `-`", zh: "用 `-` 读入的配置在结果中的名称" },
};

export const scenario: OptionSpec = {
  name: "scenario",
  kind: "value",
  choices: scenarioNames,
  summary: { en: "the story to play (silent)", zh: "要重放的情形（默认 silent）" },
};

export function format(...choices: readonly string[]): OptionSpec {
  return {
    name: "format",
    alias: "f",
    kind: "value",
    choices,
    summary: { en: "form of the output", zh: "输出格式" },
  };
}

/** What every command that reads a conf takes. */
export const project = [nanomq, config, noConfig, keepalive, stdinFilename, lang] as const;
