import type { CommandSpec } from "../command.ts";
import { apiCredentials, keepalive, lang, nanomq } from "../options.ts";

export const initSpec: CommandSpec = {
  name: "init",
  positionals: "[file]",
  maxPositionals: 1,
  offers: ["toml files"],
  summary: { en: "write a nanotune.toml to fill in", zh: "写出待填写的 nanotune.toml" },
  options: [
    nanomq,
    keepalive,
    {
      name: "from-api",
      kind: "value",
      placeholder: "http://127.0.0.1:8081",
      summary: {
        en: "take version and client classes from the HTTP API of a running broker",
        zh: "从运行中 broker 的 HTTP API 读取版本与客户端类别",
      },
    },
    apiCredentials,
    {
      name: "force",
      kind: "flag",
      summary: { en: "replace the file that is there", zh: "替换已有的文件" },
    },
    lang,
  ],
  examples: ["init --nanomq 0.24.14 --keepalive 60s", "init --from-api http://127.0.0.1:8081"],
  load: async () => (await import("../commands/init.ts")).init,
};
