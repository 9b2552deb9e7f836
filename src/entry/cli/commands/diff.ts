import { compareConfs, type Difference } from "../../../advise/compare/difference.ts";
import { changeJson, drawDifference, fateJson } from "../../../report/compare/compare.ts";
import { compareWords } from "../../../report/compare/words.ts";
import { run } from "../../../start/run.ts";
import { noteOpened, open } from "../../open/open.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { sayMended, sayVerdict } from "../verdict.ts";
import { viewOf } from "../view.ts";

function differenceJson(nanomq: string, { outcome, settings, ...rest }: Difference): string {
  const report = { nanomq, fate: fateJson({ outcome }), ...rest, settings: settings.map(changeJson) };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** `nanotune diff a.conf b.conf`: what NanoMQ does otherwise with the second conf; exit code 1 if anything. */
export async function diff(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [one, other] = args.positionals;
  if (one === undefined || other === undefined) throw new UsageError(compareWords[language].twoFiles);
  const before = await open(one, args, session);
  const after = await open(other, args, session);
  // The first whose release somebody tells is the one both are judged by.
  const judged = [before, after].find(({ project }) => !project.versionAssumed) ?? before;
  const { version } = judged;
  noteOpened(judged, session);
  const sides = [before, after].map((opened) => {
    const started = run(opened.start(version));
    sayVerdict(started, opened, session);
    return started;
  });
  sayMended(sides, session);
  const starts = { before: before.start(version), after: after.start(version) };
  const result = compareConfs({ ...starts, clients: before.project.facts.clients });
  if (valueOfOption(args, "format") === "json") io.out(differenceJson(version.text, result));
  else {
    const sources = new Map(sides.flatMap(({ reading }) => [...reading.sources]));
    const view = { ...(await viewOf(args, io)), language, sources };
    io.out(drawDifference(result, { before: one, after: other }, view));
  }
  return result.different ? exitCode.findings : exitCode.clean;
}
