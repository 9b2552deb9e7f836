import { lintOptionWords } from "../../../report/cli/lint-options.ts";
import { suppressOptionWords as words } from "../../../report/cli/suppress.ts";
import type { CommandSpec } from "../command.ts";
import { fixIncludes, project, surroundings, today, workdir } from "../options.ts";

export const suppressSpec: CommandSpec = {
  name: "suppress",
  positionals: "<files..>",
  maxPositionals: Infinity,
  offers: ["confs"],
  summary: words.summary,
  options: [
    { name: "reason", kind: "value", placeholder: '"lab only"', offers: "nothing", summary: words.reason },
    {
      name: "select",
      kind: "values",
      placeholder: "timing,auth/anonymous-access",
      offers: "rules",
      summary: lintOptionWords.select,
    },
    {
      name: "ignore",
      kind: "values",
      placeholder: "version",
      offers: "rules",
      summary: lintOptionWords.ignore,
    },
    { name: "until", kind: "value", placeholder: "2027-01-01", offers: "nothing", summary: words.until },
    { name: "whole-file", kind: "flag", summary: words.wholeFile },
    { name: "diff", kind: "flag", summary: words.diff },
    ...project,
    ...surroundings,
    workdir,
    fixIncludes,
    today,
  ],
  examples: ['suppress nanomq.conf --select timing/retry-interval-too-coarse --reason "lab only"'],
  load: async () => (await import("../commands/suppress.ts")).suppress,
};
