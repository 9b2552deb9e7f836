// The single executable (Node SEA): the scripts of dist/, the code that V8 made of them with this very program, and what lies
// beside them are inside it. No file is looked for, and no code is kept on disk; what lint said is, as launch.ts has it.
import { getAsset } from "node:sea";
import { pathToFileURL } from "node:url";
import { compileFunction, Script } from "node:vm";
import { answerOrStart } from "./cache/answering.ts";
import type { Ran } from "./ran.ts";

/** As launch.ts has it. */
type Program = { readonly start: () => Ran | undefined };

/** What the command asks for: modules of Node, and the language server. */
function requireInside(id: string): unknown {
  if (!id.startsWith("./")) return require(id);
  const module = { exports: {} };
  const server = compileFunction(getAsset(id.slice(2), "utf8"), ["require", "module", "__filename"]);
  server(requireInside, module, process.execPath);
  return module.exports;
}

function programOf(name: string): Program {
  const filename = `${name}.cjs`;
  const cachedData = Buffer.from(getAsset(`${name}.code`));
  const script = new Script(getAsset(filename, "utf8"), { filename, cachedData });
  return script.runInThisContext()(requireInside, pathToFileURL(process.execPath).href);
}

if (process.argv[2] === "lint")
  answerOrStart([], () => programOf("lint").start() ?? programOf("nanotune").start());
else programOf("nanotune").start();
