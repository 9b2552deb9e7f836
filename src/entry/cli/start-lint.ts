import { limits } from "../../text/conf/limits.ts";
import { STDIN } from "../open/conf-files.ts";
import { isConfPath, isDeploymentPath } from "../open/lint-input.ts";
import { factsFileOf } from "../open/project.ts";
import { type Arguments, hasFlag, valuesOfOption } from "./arguments.ts";
import { witnessed } from "./cache/witness.ts";
import { parseFast } from "./fast-arguments.ts";
import type { World } from "./io.ts";
import { nodeIo } from "./node-io.ts";
import { wantsPage } from "./outputs.ts";
import type { Ran } from "./ran.ts";
import { runCommand } from "./run-command.ts";
import { openSession } from "./session.ts";
import { lintSpec } from "./specs/lint.ts";

/** Who names more does not wait for the start. */
const MOST_FILES = 8;

/** True where the nanotune.toml of a conf may name packs or overrides; an escape may spell the word. */
function mayNamePacks(args: Arguments, conf: string, world: World): boolean {
  const path = factsFileOf(args, conf, world);
  if (path === undefined) return false;
  // What comes through a pipe comes once.
  const size = world.readFile(path, 0);
  if (!size.ok && size.why === "too-large" && size.sizeBytes === undefined) return true;
  const facts = world.readFile(path, limits.fileBytes);
  return facts.ok && /packs|overrides|\\/.test(Buffer.from(facts.bytes).toString("latin1"));
}

/** Letters of patterns; a file may have them in its name, and then waits for nothing worse than the whole command. */
const PATTERN = /[*?[\]{}()!]/;

function isFolder(path: string, world: World): boolean {
  try {
    world.listFolder(path);
    return true;
  } catch {
    return false;
  }
}

/** Options that need more than a look at the files that are named. */
const forTheWhole = ["changed", "staged", "watch", "cache"] as const;

/** True for a few confs by name whose rules are the built-in ones: neither YAML nor the compiler of rules is needed. */
function isPlain(args: Arguments, world: World): boolean {
  const { positionals } = args;
  return (
    positionals.length <= MOST_FILES &&
    !wantsPage(args) &&
    !forTheWhole.some((name) => hasFlag(args, name)) &&
    !positionals.some(
      (path) =>
        isDeploymentPath(path) ||
        !(isConfPath(path) || path === STDIN) ||
        PATTERN.test(path) ||
        isFolder(path, world) ||
        mayNamePacks(args, path, world),
    )
  );
}

/** A plain `nanotune lint`, in a script of its own. Undefined: the line is one for the whole command. */
export function start(): Ran | undefined {
  const argv = process.argv.slice(2);
  const fast = parseFast(argv, [lintSpec]);
  if (fast.kind === "doubt") return undefined;
  const { args } = fast;
  const { world, answer } = witnessed(nodeIo());
  if (!isPlain(args, world)) return undefined;
  const session = openSession(argv, world);
  void runCommand(fast.command, args, session).then((code) => {
    process.exitCode = code;
  });
  const formats = valuesOfOption(args, "format").map((value) => value.split("=", 1)[0]);
  return {
    // What runs depends on the format, and on whether there was a nanotune.toml.
    part: () => `${formats.join(" ")}${session.factsFiles.size > 0 ? " with facts" : ""}`,
    answer,
  };
}
