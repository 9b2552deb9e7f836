import { deploymentOptionWords as words } from "../../../report/deployment/option-words.ts";
import type { CommandSpec } from "../command.ts";
import { apiCredentials, outputFile, project, started } from "../options.ts";

export const initSpec: CommandSpec = {
  name: "init",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: words.command,
  options: [
    { name: "compose", kind: "flag", summary: words.compose },
    { name: "kubernetes", kind: "flag", summary: words.kubernetes },
    { name: "systemd", kind: "flag", summary: words.systemd },
    { ...outputFile, summary: words.outputFile },
    {
      name: "from-api",
      kind: "value",
      placeholder: "http://127.0.0.1:8081",
      summary: {
        en: "take version and client classes from the HTTP API of a running broker",
        zh: "从运行中代理的 HTTP API 读取版本与客户端类别",
      },
    },
    apiCredentials,
    ...project,
    ...started,
    {
      name: "force",
      kind: "flag",
      summary: { en: "replace the file that is there", zh: "替换已有的文件" },
    },
  ],
  examples: [
    "init --nanomq 0.24.14 --keepalive 60s",
    "init compose.yaml",
    "init --compose nanomq.conf",
    "init --systemd nanomq.conf -o nanomq.service",
    "init --from-api http://127.0.0.1:8081",
  ],
  load: async () => (await import("../commands/init.ts")).init,
};
