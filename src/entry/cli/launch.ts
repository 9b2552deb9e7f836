// Start-up is a feature: each script is one function over everything it needs, compiled from the code cache of this machine,
// lint.cjs has what a lint needs and nothing else, and a lint that was answered before is answered without it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { answerOrStart } from "./cache/answering.ts";
import { codePlace, keepCode, readCode } from "./cache/code.ts";
import type { Ran } from "./ran.ts";

/** What a script of dist/ gives. `start` begins; undefined: the line is one for the whole command. */
type Program = { readonly start: () => Ran | undefined };

type ScriptName = "lint" | "nanotune";
declare const SCRIPT_HASHES: Readonly<Record<ScriptName, string>>;
/** Of the words of the rules, which lie beside the scripts. */
declare const WORDS_HASH: string;

function programOf(script: Script, filename: string): Program {
  return script.runInThisContext()(require, pathToFileURL(filename).href);
}

/** Undefined: the line is one for the whole command. */
function run(name: ScriptName): Ran | undefined {
  const filename = join(__dirname, `${name}.cjs`);
  const place = codePlace(name, SCRIPT_HASHES[name]);
  const cache = place && readCode(place);
  // It is ASCII: as UTF-8 it becomes a string without a buffer in between.
  const script = new Script(readFileSync(filename, "utf8"), {
    filename,
    ...(cache === undefined ? {} : { cachedData: cache.code }),
  });
  const ran = programOf(script, filename).start();
  if (ran === undefined || place === undefined) return ran;
  const known = script.cachedDataRejected === false ? (cache?.parts ?? []) : [];
  process.once("exit", () => {
    const part = ran.part();
    if (!known.includes(part))
      keepCode(place, () => ({ code: script.createCachedData(), parts: [...known, part] }));
  });
  return ran;
}

export function launch(): void {
  if (process.argv[2] === "lint")
    answerOrStart(
      [__dirname, ...Object.values(SCRIPT_HASHES), WORDS_HASH],
      () => run("lint") ?? run("nanotune"),
    );
  else run("nanotune");
}
