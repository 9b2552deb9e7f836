import { installSummary } from "../../../report/cli/completion.ts";
import type { CommandSpec } from "../command.ts";
import { shells } from "../completion/shells.ts";
import { lang } from "../options.ts";

export const completionSpec: CommandSpec = {
  name: "completion",
  positionals: "[shell]",
  maxPositionals: 1,
  offers: [shells],
  summary: {
    en: "script that makes bash, zsh or fish complete this command",
    zh: "输出 bash、zsh 或 fish 的补全脚本",
  },
  options: [{ name: "install", kind: "flag", summary: installSummary }, lang],
  examples: ["completion bash", "completion zsh", "completion fish --install"],
  load: async () => (await import("../commands/completion.ts")).completion,
};
