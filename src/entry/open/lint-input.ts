// From a path on the command line to what `lintConf` takes.
import type { LintInput } from "../../lint/lint-input.ts";
import { onceFor } from "../../lint/once.ts";
import type { Rule } from "../../lint/rules/rule.ts";
import { type Arguments, hasFlag, valueOfOption } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { todayOf } from "../cli/today.ts";
import { type IncludeFolders, readConfInput } from "./conf-files.ts";
import { brokerPlaces, hostFilesOf, pathHere } from "./host-files.ts";
import type { PackRule } from "./pack-rule.ts";
import type { Project } from "./project.ts";
import { surroundingsOf } from "./surroundings.ts";

const DEPLOYMENT =
  /\.(?:ya?ml|service|container|sh|bash|zsh|ps1|bat|cmd|dockerfile|containerfile)$|(?:^|\/)(?:dockerfile|containerfile)(?:\.[\w.-]+)?$|\.(?:service|container)\.d\/[^/]+\.conf$|(?:^|\/)init\.d\/[^/]+$|(?:^|\/)[\w.-]*\.env(?:\.\w+)?$/i;

/** What is no conf but says how NanoMQ is started, by its name: a compose file, a manifest, a Dockerfile, a unit, a script. */
export function isDeploymentPath(path: string): boolean {
  return DEPLOYMENT.test(path);
}

/** What is a conf by its name, whatever its text looks like. */
export function isConfPath(path: string): boolean {
  return /\.(?:conf|hocon)$/i.test(path);
}

/** The same as {@link isDeploymentPath}, by the text where the name says nothing: it is read only then. */
export async function isDeploymentFile(path: string, read: () => Uint8Array): Promise<boolean> {
  if (isDeploymentPath(path)) return true;
  if (isConfPath(path)) return false;
  const { detectInput, isDeployment } = await import("../../deploy/detect.ts");
  return isDeployment(detectInput(path, new TextDecoder().decode(read().subarray(0, SNIFFED_BYTES))).kind);
}

/** Bytes that tell what a file is. */
const SNIFFED_BYTES = 64 * 1024;

/** The rules of the packs that the project's nanotune.toml names. @throws UsageError where one does not load */
export async function packsOf(project: Project, session: Session): Promise<readonly PackRule[]> {
  const { factsFile, facts } = project;
  if (factsFile === undefined || facts.packs.length === 0) return [];
  const { projectPacks } = await import("./packs.ts");
  const packs = session.packs.get(factsFile) ?? projectPacks(factsFile, facts, session);
  session.packs.set(factsFile, packs);
  return packs;
}

/** Built-in rules and those of packs; undefined: the built-in ones alone. */
export async function rulesOf(project: Project, session: Session): Promise<readonly Rule[] | undefined> {
  const packs = await packsOf(project, session);
  if (packs.length === 0) return undefined;
  const { withBuiltIn } = await import("./packs.ts");
  return withBuiltIn(packs);
}

/** Folders that included files are below; undefined where the line names none. */
export function includeFolders(args: Arguments, session: Session): IncludeFolders {
  const named = valueOfOption(args, "workdir") !== undefined;
  return {
    root: valueOfOption(args, "root"),
    workdir: named ? brokerPlaces(args, session).workdir : undefined,
  };
}

type Shared = Omit<LintInput, "conf" | "hostFiles" | "rules">;

/** What decides about every conf of a project. */
const shared = onceFor((session: Session) =>
  onceFor((args: Arguments) =>
    onceFor(
      (project: Project): Shared => ({
        version: project.version.version,
        facts: project.facts,
        ...surroundingsOf(args, project, session),
        suppressions: !hasFlag(args, "no-suppressions"),
        today: todayOf(args, session),
      }),
    ),
  ),
);

/** What decides about every conf of a project, beside its text and the rules. @throws UsageError where a file that the line names cannot be read */
export function sharedInput(project: Project, args: Arguments, session: Session): Shared {
  return shared(session)(args)(project);
}

/** A conf and all that decides what lint says about it. @throws UsageError where something of it cannot be read */
export async function lintInputOf(
  path: string,
  project: Project,
  rules: readonly Rule[] | undefined,
  args: Arguments,
  session: Session,
): Promise<LintInput> {
  const name = valueOfOption(args, "stdin-filename");
  const conf = await readConfInput(session, path, name, includeFolders(args, session));
  const input: LintInput = { ...sharedInput(project, args, session), rules, conf };
  const place = (named: string) => pathHere(named, brokerPlaces(args, session));
  return { ...input, hostFiles: await hostFilesOf(args, input, place, session) };
}
