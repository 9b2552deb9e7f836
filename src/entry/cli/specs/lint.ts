import { jobsSummary } from "../../../report/cli/jobs.ts";
import { lintOptionWords as words } from "../../../report/cli/lint-options.ts";
import { verboseSummary } from "../../../report/cli/verbose.ts";
import { reporters } from "../../../report/finding/reporters.ts";
import type { CommandSpec } from "../command.ts";
import {
  checkFiles,
  color,
  fixIncludes,
  formats,
  outputFile,
  project,
  surroundings,
  today,
  workdir,
} from "../options.ts";

export const lintSpec: CommandSpec = {
  name: "lint",
  positionals: "[files..]",
  maxPositionals: Infinity,
  offers: ["confs"],
  summary: { en: "find what will go wrong with a conf", zh: "找出配置中会出问题的地方" },
  options: [
    formats(...Object.keys(reporters)),
    outputFile,
    ...project,
    ...surroundings,
    checkFiles,
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
      name: "max-warnings",
      kind: "value",
      placeholder: "N",
      offers: "nothing",
      summary: words.maxWarnings,
    },
    {
      name: "select",
      kind: "values",
      placeholder: "timing,auth/anonymous-access",
      offers: "rules",
      summary: words.select,
    },
    {
      name: "ignore",
      kind: "values",
      placeholder: "version",
      offers: "rules",
      summary: words.ignore,
    },
    {
      name: "statistics",
      kind: "flag",
      summary: words.statistics,
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
        zh: "也应用会改变代理行为的修改",
      },
    },
    fixIncludes,
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
      name: "baseline",
      kind: "value",
      placeholder: "FILE",
      offers: "files",
      summary: { en: "report only what this file does not list", zh: "只报告此文件未列出的问题" },
    },
    {
      name: "update-baseline",
      kind: "flag",
      summary: { en: "write all that is found to the baseline", zh: "把发现的所有问题写入基线文件" },
    },
    today,
    {
      name: "jobs",
      kind: "value",
      placeholder: "N",
      offers: "nothing",
      summary: jobsSummary,
    },
    {
      name: "verbose",
      kind: "flag",
      summary: verboseSummary,
    },
    { name: "changed", kind: "optional", placeholder: "REF", offers: "nothing", summary: words.changed },
    { name: "staged", kind: "flag", summary: words.staged },
    { name: "watch", alias: "w", kind: "flag", summary: words.watch },
    { name: "cache", kind: "flag", summary: words.cache },
    {
      name: "cache-location",
      kind: "value",
      placeholder: ".nanotunecache",
      offers: "files",
      summary: words.cacheLocation,
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
