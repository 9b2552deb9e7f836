// The scripts of `nanotune completion`, which lie beside its code as their shells read them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { shells } from "../../src/entry/cli/completion/shells.ts";

/** @param root folder of the project */
export async function generate(root: string): Promise<Readonly<Record<string, string>>> {
  const scripts = await Promise.all(
    shells.map(async (shell) => {
      const text = await readFile(
        join(root, "src", "entry", "cli", "completion", `nanotune.${shell}`),
        "utf8",
      );
      return `  ${shell}: ${JSON.stringify(text)},\n`;
    }),
  );
  const type = shells.map((shell) => `readonly ${shell}: string`).join("; ");
  return {
    "completion-scripts.ts": `// Made by build/generate/completion.ts; do not edit.
export const completionScripts: { ${type} } = {
${scripts.join("")}};
`,
  };
}
