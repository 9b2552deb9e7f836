import type { CommandSpec } from "../command.ts";
import { color, format, project, surroundings, workdir } from "../options.ts";

export const lintSpec: CommandSpec = {
  name: "lint",
  positionals: "[files..]",
  maxPositionals: Infinity,
  summary: { en: "find what will go wrong with a conf", zh: "找出配置中会出问题的地方" },
  options: [
    format("pretty", "concise", "json", "sarif", "github", "gitlab", "junit"),
    ...project,
    ...surroundings,
    {
      name: "check-files",
      kind: "flag",
      summary: {
        en: "look at the files the conf names too: certificates, keys, folders",
        zh: "同时检查配置引用的文件：证书、密钥、目录",
      },
    },
    workdir,
    {
      name: "fail-on",
      kind: "value",
      choices: ["error", "warning", "info", "never"],
      summary: {
        en: "severity from which the exit code is 1 (error)",
        zh: "从哪个级别起退出码为 1（默认 error）",
      },
    },
    {
      name: "fix",
      kind: "flag",
      summary: { en: "apply the safe fixes to the files", zh: "把安全的修改写入文件" },
    },
    {
      name: "unsafe-fixes",
      kind: "flag",
      summary: {
        en: "apply fixes that change what the broker does too",
        zh: "也应用会改变 broker 行为的修改",
      },
    },
    {
      name: "diff",
      kind: "flag",
      summary: {
        en: "print the fixes as a patch and write nothing; exit code 1 if there are any",
        zh: "以补丁形式输出修改，不写文件；有修改时退出码为 1",
      },
    },
    {
      name: "no-suppressions",
      kind: "flag",
      summary: {
        en: "report what `# nanotune-ignore` silences too",
        zh: "也报告被 `# nanotune-ignore` 抑制的问题",
      },
    },
    {
      name: "today",
      kind: "value",
      placeholder: "2026-08-01",
      summary: {
        en: "day for suppressions and certificates that expire",
        zh: "判断抑制和证书是否到期所用的日期",
      },
    },
    { name: "quiet", alias: "q", kind: "flag", summary: { en: "show errors only", zh: "只显示错误" } },
    color,
  ],
  examples: [
    "lint nanomq.conf --keepalive 5s",
    "lint --nanomq 0.22.10 -f sarif etc/*.conf",
    "lint - < nanomq.conf",
  ],
  load: async () => (await import("../commands/lint.ts")).lint,
};
