// The words that nanotune itself prints: no secret of a user that is one of them may take them out of its sentences.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Files with sentences, names of keys, rules and options. */
const PLACES = [
  "rules",
  "releases",
  "schemas",
  "src/report",
  "src/nanomq",
  "src/lint",
  "src/entry/cli/specs",
];
const LEAST_LETTERS = 3;

const COMMENT = /^\s*(?:\/\*\*[\s\S]*?\*\/|\/\/.*)$/gm;
/** The conf of a row of a table; a file of one rule ends with its examples. */
const EXAMPLE = /^example = '''$[\s\S]*?^'''$/gm;
const STRING = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;

/** What of a file may be printed: examples of rules are confs of users, with passwords in them; of code its strings. */
function printed(name: string, text: string): string {
  if (name.endsWith(".toml")) return text.replaceAll(EXAMPLE, "").split("[[example")[0] ?? "";
  const code = text.replaceAll(COMMENT, "");
  return name.endsWith(".ts") ? (code.match(STRING) ?? []).join(" ") : text;
}

/** Makes src/generated/own-words.ts. */
export async function generate(root: string): Promise<Readonly<Record<string, string>>> {
  const words = new Set<string>();
  for (const place of PLACES) {
    const names = await readdir(join(root, place), { recursive: true });
    for (const name of names.filter((one) => /\.(?:toml|ts|json)$/.test(one))) {
      const text = await readFile(join(root, place, name), "utf8");
      for (const word of printed(name, text)
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? [])
        if (word.length >= LEAST_LETTERS && !/^\d+$/.test(word)) words.add(word);
    }
  }
  const texts: Record<string, string> = {};
  for (const word of [...words].toSorted()) {
    const before = texts[word.charAt(0)];
    texts[word.charAt(0)] = before === undefined ? word : `${before} ${word}`;
  }
  return {
    "own-words.ts": `// Made by build/generate/own-words.ts; do not edit.\n\n/** By first letter. */\nexport const ownWordsText: Readonly<Record<string, string>> = ${JSON.stringify(texts)};\n`,
  };
}
