import { compareVersions, type Upgrade } from "../../../advise/compare/upgrade.ts";
import type { ResolvedVersion } from "../../../nanomq/releases.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { changeJson, drawUpgrade, fateJson } from "../../../report/compare/compare.ts";
import { run } from "../../../start/run.ts";
import { open } from "../../open/open.ts";
import { noteVersion, versionOf } from "../../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { sayVerdict } from "../verdict.ts";
import { viewOf } from "../view.ts";

/** `--from`, or the version that is known anyway; `--to` must be said. */
function versionsOf(
  args: Arguments,
  known: string | undefined,
  session: Session,
): { readonly from: ResolvedVersion; readonly to: ResolvedVersion } {
  const words = cliWords[session.language];
  const from = valueOfOption(args, "from") ?? known;
  const to = valueOfOption(args, "to");
  if (from === undefined) throw new UsageError(words.versionMissing("--from"));
  if (to === undefined) throw new UsageError(words.versionMissing("--to"));
  return { from: versionOf(from, session), to: versionOf(to, session) };
}

function upgradeJson({ from, to, outcome, settings, ...rest }: Upgrade): string {
  const fate = fateJson({ outcome });
  const report = { from: from.text, to: to.text, fate, ...rest, settings: settings.map(changeJson) };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** `nanotune upgrade --from A --to B file`: what changes for this conf; exit code 1 if something it uses does. */
export async function upgrade(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [path] = args.positionals;
  if (path === undefined) throw new UsageError(cliWords[language].noFiles("upgrade"));
  const opened = await open(path, args, session);
  const { project, start } = opened;
  const known = opened.form === "deployment" ? opened.version.text : project.facts.nanomq;
  const { from, to } = versionsOf(args, known, session);
  for (const version of [from, to]) noteVersion({ ...project, version, versionAssumed: false }, session);
  const starts = { before: start(from.version), after: start(to.version) };
  for (const side of [starts.before, starts.after]) sayVerdict(run(side), opened, session);
  const result = compareVersions({ ...starts, clients: project.facts.clients });
  if (valueOfOption(args, "format") === "json") io.out(upgradeJson(result));
  else {
    const { sources } = run(starts.before).reading;
    const view = { ...(await viewOf(args, io)), language, sources };
    io.out(drawUpgrade(result, hasFlag(args, "all"), view));
  }
  return result.affected ? exitCode.findings : exitCode.clean;
}
