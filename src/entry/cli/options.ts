// Options that several commands share; one place, so that they read alike everywhere.
import { newestRelease } from "../../nanomq/releases.ts";
import { maxFileSizeSummary } from "../../report/cli/file-size.ts";
import { lintOptionWords } from "../../report/cli/lint-options.ts";
import type { OptionSpec } from "./command.ts";

export const nanomq: OptionSpec = {
  name: "nanomq",
  kind: "value",
  placeholder: `(e.g. ${newestRelease})`,
  offers: "releases",
  summary: { en: "NanoMQ version the conf is for", zh: "配置所针对的 NanoMQ 版本" },
};

export const config: OptionSpec = {
  name: "config",
  kind: "value",
  placeholder: "nanotune.toml",
  offers: "toml files",
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

export function format(...choices: readonly string[]): OptionSpec {
  return {
    name: "format",
    alias: "f",
    kind: "value",
    choices,
    summary: { en: "form of the output", zh: "输出格式" },
  };
}

/** Several forms in one run, each to standard output or to a file of its own. */
export function formats(...choices: readonly string[]): OptionSpec {
  return {
    ...format(...choices),
    kind: "values",
    intoFile: true,
    summary: lintOptionWords.formats,
  };
}

export const outputFile: OptionSpec = {
  name: "output-file",
  alias: "o",
  kind: "value",
  placeholder: "FILE",
  offers: "files",
  summary: lintOptionWords.outputFile,
};

/** What becomes of a change that is advised. */
export const fixIncludes: OptionSpec = {
  name: "fix-includes",
  kind: "flag",
  summary: {
    en: "write included files outside of the conf's folder and project too",
    zh: "同时写入配置所在目录和项目之外的被包含文件",
  },
};

export const writing: readonly OptionSpec[] = [
  { name: "write", kind: "flag", summary: { en: "change the conf", zh: "写入配置文件" } },
  { name: "diff", kind: "flag", summary: { en: "print the change as a diff only", zh: "只输出 diff" } },
  fixIncludes,
];

export const apiCredentials: OptionSpec = {
  name: "api-credentials",
  kind: "value",
  placeholder: "api.env",
  offers: "files",
  summary: {
    en: "file with NANOTUNE_API_USERNAME and _PASSWORD, or _TOKEN, else from the environment",
    zh: "含 NANOTUNE_API_USERNAME 与 _PASSWORD（或 _TOKEN）的文件；默认取自环境变量",
  },
};

/** Where the HTTP API of a running broker is, and who asks. */
export const api: readonly OptionSpec[] = [
  {
    name: "api",
    kind: "value",
    placeholder: "http://127.0.0.1:8081",
    summary: { en: "HTTP API of the running broker", zh: "运行中代理的 HTTP API" },
  },
  apiCredentials,
];

export const maxFileSize: OptionSpec = {
  name: "max-file-size",
  kind: "value",
  placeholder: "64MiB",
  summary: maxFileSizeSummary,
};

/** What every command that reads a conf takes. */
export const project = [nanomq, config, noConfig, keepalive, stdinFilename, maxFileSize, lang] as const;

/** Where absolute paths of the conf lead. */
export const root: OptionSpec = {
  name: "root",
  kind: "value",
  placeholder: "rootfs",
  offers: "folders",
  summary: {
    en: "folder that absolute paths in the conf are below",
    zh: "配置中绝对路径所在的根目录",
  },
};

/** What decides beside the conf. */
export const surroundings: readonly OptionSpec[] = [
  {
    name: "env",
    kind: "values",
    placeholder: "NANOMQ_TCP_ENABLE=false",
    summary: { en: "variable in the environment of NanoMQ", zh: "NanoMQ 的环境变量" },
  },
  {
    name: "env-file",
    kind: "values",
    placeholder: "nanomq.env",
    offers: "files",
    summary: { en: "file of KEY=VALUE lines, as for docker run", zh: "KEY=VALUE 文件，同 docker run" },
  },
  {
    name: "use-env",
    kind: "flag",
    summary: {
      en: "NANOMQ_ variables of this process count too",
      zh: "也采用本进程的 NANOMQ_ 环境变量",
    },
  },
  {
    name: "flags",
    kind: "value",
    placeholder: '"--port 8082"',
    takesDashes: true,
    summary: {
      en: "options of `nanomq start`",
      zh: "`nanomq start` 的选项",
    },
  },
  root,
];

export const checkFiles: OptionSpec = {
  name: "check-files",
  kind: "flag",
  summary: {
    en: "look at the files the conf names too: certificates, keys, folders",
    zh: "同时检查配置引用的文件：证书、密钥、目录",
  },
};

export const today: OptionSpec = {
  name: "today",
  kind: "value",
  placeholder: "2026-08-01",
  summary: {
    en: "day for suppressions and certificates that expire",
    zh: "判断抑制和证书是否到期所用的日期",
  },
};

/** Where relative paths of the conf lead. */
export const workdir: OptionSpec = {
  name: "workdir",
  kind: "value",
  placeholder: "/var/lib/nanomq",
  offers: "folders",
  summary: {
    en: "working directory of NanoMQ: relative paths in the conf are below it",
    zh: "NanoMQ 的工作目录，配置中的相对路径以此为准",
  },
};

export const container: OptionSpec = {
  name: "container",
  kind: "value",
  placeholder: "broker",
  summary: {
    en: "of a compose file or manifest with several NanoMQ",
    zh: "compose 文件或清单中有多个 NanoMQ 时选其一",
  },
};

/** Of every command that starts one NanoMQ on paper, by its conf or by a deployment file. */
export const started: readonly OptionSpec[] = [...surroundings, workdir, container];
