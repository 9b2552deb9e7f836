import { cliWords } from "../../../report/cli/words.ts";
import { migrationWords } from "../../../report/conf/migration.ts";
import { cutTo, printable } from "../../../report/text-layout.ts";
import { migrate as migrateFile } from "../../../text/legacy/migrate.ts";
import { recogniseLegacy } from "../../../text/legacy/recognise.ts";
import { createSource, textOf } from "../../../text/source.ts";
import { readInput, STDIN } from "../../open/conf-files.ts";
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

/** `nanotune migrate old.conf`: the old file as HOCON on stdout, what should be known about it on stderr. */
export async function migrate(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const words = migrationWords[language];
  const [path] = args.positionals;
  if (path === undefined) throw new UsageError(cliWords[language].noFiles("migrate"));
  const stdinName = valueOfOption(args, "stdin-filename") ?? "nanomq_old.conf";
  const { name, bytes, project } = await confInput(path, stdinName, args, session);
  const source = createSource(name, bytes);
  const { isLegacy, hoconLines, settings } = recogniseLegacy(textOf(source, 0, bytes.length));
  const isOther = !isLegacy && (hoconLines > 0 || settings === 0 || isDeploymentPath(name));
  if (isOther && bytes.length > 0) throw new UsageError(words.notLegacy(name));
  noteVersion(project, session);
  const { version } = project.version;
  const { text, notes, lost } = migrateFile(source, { nanomq: version });
  if (valueOfOption(args, "format") === "json") {
    io.out(`${JSON.stringify({ nanomq: version.text, file: name, text, notes, lost }, null, 2)}\n`, "file");
  } else {
    io.out(text, "file");
    const said = [
      ...notes.map((note) => ({ line: note.line, key: note.key, text: words.note(note) })),
      ...lost.map((setting) => ({ line: setting.line, key: setting.key, text: words.lost(setting) })),
    ];
    for (const item of said.toSorted((a, b) => a.line - b.line)) {
      const place = item.line === 0 ? name : `${name}:${item.line}`;
      const key = cutTo(printable(item.key), KEY_COLUMNS, "...");
      io.err(`${[place, ...(key === "" ? [] : [key]), printable(item.text)].join(": ")}\n`);
    }
    if (lost.length > 0) io.err(`${words.summary(lost.length)}\n`);
  }
  return lost.length > 0 ? exitCode.findings : exitCode.clean;
}
