import { compareConfs, type Difference } from "../../../advise/compare/difference.ts";
import { changeJson, drawDifference } from "../../../report/compare/compare.ts";
import { compareWords } from "../../../report/compare/words.ts";
import { readConf } from "../../../text/conf/read-conf.ts";
import { readConfInput } from "../../open/conf-files.ts";
import { noteVersion, openProject } from "../../open/project.ts";
import { surroundingsOf } from "../../open/surroundings.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

function json(nanomq: string, { settings, ...rest }: Difference): string {
  return `${JSON.stringify({ nanomq, ...rest, settings: settings.map(changeJson) }, null, 2)}\n`;
}

/** `nanotune diff a.conf b.conf`: what NanoMQ does otherwise with the second conf; exit code 1 if anything. */
export async function diff(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [one, other] = args.positionals;
  if (one === undefined || other === undefined) throw new UsageError(compareWords[language].twoFiles);
  const project = await openProject(args, one, session);
  noteVersion(project, session);
  const { version } = project.version;
  const stdinName = valueOfOption(args, "stdin-filename");
  const root = valueOfOption(args, "root");
  const before = await readConfInput(session, one, stdinName, root);
  const after = await readConfInput(session, other, stdinName, root);
  const surroundings = { ...surroundingsOf(args, project, session), version };
  const result = compareConfs({ before, after, surroundings, clients: project.facts.clients });
  if (valueOfOption(args, "format") === "json") io.out(json(version.text, result));
  else {
    const sources = new Map([...readConf(before, version).sources, ...readConf(after, version).sources]);
    const view = { ...(await viewOf(args, io)), language, sources };
    io.out(drawDifference(result, { before: one, after: other }, view));
  }
  return result.different ? exitCode.findings : exitCode.clean;
}
