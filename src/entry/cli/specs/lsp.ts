import { lspSummary, stdioSummary } from "../../../report/cli/lsp.ts";
import type { CommandSpec } from "../command.ts";
import { lang, nanomq } from "../options.ts";

export const lspSpec: CommandSpec = {
  name: "lsp",
  positionals: "",
  maxPositionals: 0,
  offers: [],
  summary: lspSummary,
  options: [
    {
      name: "stdio",
      kind: "flag",
      summary: stdioSummary,
    },
    nanomq,
    lang,
  ],
  examples: ["lsp", "lsp --stdio --nanomq 0.24.14"],
  load: async () => (await import("../commands/lsp.ts")).lsp,
};
