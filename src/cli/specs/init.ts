import type { CommandSpec } from "../command.ts";
import { keepalive, lang, nanomq } from "../options.ts";

export const initSpec: CommandSpec = {
  name: "init",
  positionals: "[file]",
  maxPositionals: 1,
  summary: { en: "write a nanotune.toml to fill in", zh: "写出待填写的 nanotune.toml" },
  options: [
    nanomq,
    keepalive,
    {
      name: "force",
      kind: "flag",
      summary: { en: "replace the file that is there", zh: "替换已有的文件" },
    },
    lang,
  ],
  examples: ["init --nanomq 0.24.14 --keepalive 60s"],
  load: async () => (await import("../commands/init.ts")).init,
};
