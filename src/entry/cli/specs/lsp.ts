import type { CommandSpec } from "../command.ts";
import { lang, nanomq } from "../options.ts";

export const lspSpec: CommandSpec = {
  name: "lsp",
  positionals: "",
  maxPositionals: 0,
  offers: [],
  summary: {
    en: "language server for editors, on standard input and output",
    zh: "供编辑器使用的语言服务器（标准输入输出）",
  },
  options: [
    {
      name: "stdio",
      kind: "flag",
      summary: { en: "what editors add; there is no other way", zh: "编辑器会加上；没有其他方式" },
    },
    nanomq,
    lang,
  ],
  examples: ["lsp", "lsp --stdio --nanomq 0.24.14"],
  load: async () => (await import("../commands/lsp.ts")).lsp,
};
