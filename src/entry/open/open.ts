// From what a user names to what NanoMQ is started with: the one way in, the same for every command that takes a conf.
import type { Deployment } from "../../deploy/deployment.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { cliWords } from "../../report/cli/words.ts";
import { atHome, type Home, type Start } from "../../start/start.ts";
import { recogniseLegacy } from "../../text/legacy/recognise.ts";
import type { Source } from "../../text/source.ts";
import { type Arguments, valueOfOption } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { UsageError } from "../cli/usage-error.ts";
import { readInput, STDIN, withIncludes } from "./conf-files.ts";
import { confAt } from "./conf-folder.ts";
import { includeFolders, isConfPath, isDeploymentFile } from "./lint-input.ts";
import { openProject, type Project, versionNotes } from "./project.ts";
import { surroundingsOf } from "./surroundings.ts";

/** A NanoMQ as a user names it: by its conf, by a compose file or manifest, or by nothing but facts. */
export interface Opened {
  /** As named, or the one conf of the folder that was named. */
  readonly path: string;
  /** Only a "conf" may be written as one. */
  readonly form: "conf" | "old-conf" | "deployment" | "none";
  /** nanotune.toml and the line; of a container, with what its file tells. */
  readonly project: Project;
  readonly version: NanomqVersion;
  /** What it is started with, at a release. */
  readonly start: (version: NanomqVersion) => Start;
  readonly home: Home;
  /** The deployment file and those beside it, files of variables; the conf and its includes are sources of the reading. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Of a deployment file: the container that is meant. */
  readonly container?: Deployment | undefined;
}

/** Where `-` is read from, by the name it shall have. */
function nameOf(path: string, args: Arguments): string {
  return path === STDIN ? (valueOfOption(args, "stdin-filename") ?? "nanomq.conf") : path;
}

function byFile(sources: readonly Source[]): Opened["sources"] {
  return new Map(sources.map((source) => [source.file, source]));
}

/** Without a conf: the defaults, and what environment and options set. */
async function openNothing(args: Arguments, session: Session): Promise<Opened> {
  const project = await openProject(args, "nanomq.conf", session);
  const { surroundings, sources } = surroundingsOf(args, project, session);
  const start = (version: NanomqVersion): Start => ({ version, conf: undefined, ...surroundings });
  const { version } = project.version;
  return { path: "", form: "none", project, version, start, home: atHome, sources: byFile(sources) };
}

/**
 * Opens what a user named.
 * @param named undefined: nothing was named, the defaults count
 * @throws UsageError where it cannot be read, or is nothing that starts one NanoMQ
 */
export async function open(named: string | undefined, args: Arguments, session: Session): Promise<Opened> {
  if (named === undefined) return openNothing(args, session);
  const path = await confAt(named, args, session);
  const project = await openProject(args, path, session);
  const { name, bytes } = await readInput(session, path, nameOf(path, args));
  if (await isDeploymentFile(name, () => bytes)) {
    const { chooseContainer } = await import("./deployment.ts");
    const { deployment, facts, version, ...chosen } = chooseContainer(name, bytes, {
      project,
      args,
      session,
    });
    const told = deployment.version;
    const own = told === undefined ? project : { ...project, version: told, versionAssumed: false };
    const known = valueOfOption(args, "nanomq") === undefined ? own : project;
    return {
      path,
      form: "deployment",
      project: { ...known, facts },
      version,
      container: deployment,
      ...chosen,
    };
  }
  const conf = withIncludes(session, name, bytes, includeFolders(args, session));
  const { surroundings, sources } = surroundingsOf(args, project, session);
  const start = (version: NanomqVersion): Start => ({ version, conf, ...surroundings });
  const form = recogniseLegacy(bytes).isLegacy ? "old-conf" : "conf";
  const { version } = project.version;
  return { path, form, project, version, start, home: atHome, sources: byFile(sources) };
}

/**
 * Opens everything that a user named: of a deployment file each NanoMQ whose conf it tells, unless the line names one.
 * @throws UsageError as {@link open}
 */
export async function openEach(named: string, args: Arguments, session: Session): Promise<readonly Opened[]> {
  const path = await confAt(named, args, session);
  const asked = valueOfOption(args, "container");
  if (path === STDIN || asked !== undefined || isConfPath(path)) return [await open(named, args, session)];
  const { bytes } = await readInput(session, path, path);
  if (!(await isDeploymentFile(path, () => bytes))) return [await open(named, args, session)];
  const { containersTold } = await import("./deployment.ts");
  const project = await openProject(args, path, session);
  const names = containersTold(path, bytes, { project, args, session });
  if (names.length < 2) return [await open(named, args, session)];
  const each = names.map((name) => ({ ...args, options: new Map([...args.options, ["container", [name]]]) }));
  return Promise.all(each.map((one) => open(named, one, session)));
}

/** What was assumed, and what the file is taken for, on stderr. */
export function noteOpened({ path, form, project }: Opened, { io, language }: Session): void {
  for (const note of versionNotes(project, language)) io.err(`${note}\n`);
  if (form === "old-conf") io.err(`${cliWords[language].oldFormat(path)}\n`);
}

/** @throws UsageError for what is no conf in NanoMQ's own format: nothing else is ever written as one */
export function refuseToWrite({ path, form }: Opened, { language }: Session): void {
  if (form === "deployment") throw new UsageError(cliWords[language].writeIsDeployment(path));
  if (form === "old-conf") throw new UsageError(cliWords[language].writeIsOld(path));
}
