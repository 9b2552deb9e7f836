import { isAbsolute } from "node:path";
import { cliWords } from "../../../report/cli/words.ts";
import { migrationWords } from "../../../report/conf/migration.ts";
import { cutTo, printable } from "../../../report/text-layout.ts";
import { migrateConf } from "../../../text/migrate-conf.ts";
import { createSource, type Source } from "../../../text/source.ts";
import { includePlace, readInput, readNeighbour, STDIN } from "../../open/conf-files.ts";
import { isDeploymentFile, isDeploymentPath } from "../../open/lint-input.ts";
import { open } from "../../open/open.ts";
import { noteVersion, openProject } from "../../open/project.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** A line that is no setting of the old format may be of any length. */
const KEY_COLUMNS = 100;

/** The old conf: the file itself, or what the container of a deployment file reads. */
async function confInput(path: string, stdinName: string, args: Arguments, session: Session) {
  const project = await openProject(args, path, session);
  const input = { ...(await readInput(session, path, stdinName)), project };
  if (path === STDIN || !(await isDeploymentFile(path, () => input.bytes))) return input;
  const opened = await open(path, args, session);
  // The conf of an image is nobody's to migrate.
  const where = opened.container?.read.stands.kind;
  if (where !== "host" && where !== "text") return input;
  const { conf } = opened.start(opened.version);
  const bytes = typeof conf?.text === "string" ? new TextEncoder().encode(conf.text) : conf?.text;
  const isTold = conf?.file !== undefined && bytes !== undefined;
  return isTold ? { name: conf.file, bytes, project: opened.project } : input;
}

/** Files that the old conf names, where they are at hand: below `--root`, or from where relative names lead. */
function fileAt(args: Arguments, session: Session): (name: string) => Source | undefined {
  const [root, workdir] = [valueOfOption(args, "root"), valueOfOption(args, "workdir")];
  return (name) => {
    if (isAbsolute(name) && root === undefined) return undefined;
    const path = includePlace(name, root, workdir);
    const bytes = readNeighbour(session, path);
    return bytes && createSource(path, bytes);
  };
}

/** `nanotune migrate old.conf`: the old file as HOCON on stdout, what should be known about it on stderr. */
export async function migrate(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const words = migrationWords[language];
  const [path] = args.positionals;
  if (path === undefined) throw new UsageError(cliWords[language].noFiles("migrate"));
  const stdinName = valueOfOption(args, "stdin-filename") ?? "nanomq_old.conf";
  const { name, bytes, project } = await confInput(path, stdinName, args, session);
  const source = createSource(name, bytes);
  const { version } = project.version;
  const migration = isDeploymentPath(name)
    ? undefined
    : migrateConf(source, { nanomq: version, fileAt: fileAt(args, session) });
  if (migration === undefined) throw new UsageError(words.notLegacy(name));
  noteVersion(project, session);
  const { text, notes, lost } = migration;
  if (valueOfOption(args, "format") === "json") {
    io.out(`${JSON.stringify({ nanomq: version.text, file: name, text, notes, lost }, null, 2)}\n`, "file");
  } else {
    io.out(text, "file");
    const said = [
      ...notes.map((one) => ({ ...one, text: words.note(one) })),
      ...lost.map((one) => ({ ...one, text: words.lost(one) })),
    ];
    for (const item of said.toSorted((a, b) => a.line - b.line)) {
      const file = item.span?.file ?? name;
      const place = item.line === 0 ? name : `${file}:${item.line}`;
      const key = cutTo(printable(item.key), KEY_COLUMNS, "...");
      io.err(`${[place, ...(key === "" ? [] : [key]), printable(item.text)].join(": ")}\n`);
    }
    if (lost.length > 0) io.err(`${words.summary(lost.length)}\n`);
  }
  return lost.length > 0 ? exitCode.findings : exitCode.clean;
}
