import { compareRuns, type Upgrade } from "../../../advise/compare/upgrade.ts";
import { type ReleaseStep, stepBetween } from "../../../advise/release/step.ts";
import type { Finding } from "../../../lint/finding/finding.ts";
import type { ResolvedVersion } from "../../../nanomq/releases.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { changeJson, drawUpgrade, fateJson } from "../../../report/compare/compare.ts";
import { drawStep, stepJson } from "../../../report/release/step.ts";
import { rulesOf } from "../../open/lint-input.ts";
import { open } from "../../open/open.ts";
import { noteVersion, type Project, versionOf } from "../../open/project.ts";
import { foundIn, type Seen } from "../../open/seen.ts";
import { seenAt } from "../../open/seen-at.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { sayMended, sayVerdict } from "../verdict.ts";
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

function upgradeJson(
  { from, to, outcome, settings, affected, ...rest }: Upgrade,
  step: ReleaseStep<Finding>,
  { language }: Session,
): string {
  const fate = fateJson({ outcome });
  const report = {
    ...{ from: from.text, to: to.text, fate, ...rest, settings: settings.map(changeJson) },
    ...stepJson(step, from, language),
    affected: affected || !isQuiet(step),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** True where nothing of the conf is worse or better off. */
function isQuiet({ comes, goes, breaks, mends }: ReleaseStep<Finding>): boolean {
  return [comes, goes, breaks, mends].every(({ length }) => length === 0);
}

/** What lint finds on one side; packs count. */
async function sideOf({ run, input }: Seen, project: Project, session: Session) {
  return { version: run.start.version, found: foundIn(input, await rulesOf(project, session)) };
}

/** `nanotune upgrade --from A --to B file`: what changes for this conf; exit code 1 if something it uses does. */
export async function upgrade(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [path] = args.positionals;
  if (path === undefined) throw new UsageError(cliWords[language].noFiles("upgrade"));
  const opened = await open(path, args, session);
  const { project } = opened;
  const isTold = opened.form === "deployment" && !project.versionAssumed;
  const known = isTold ? opened.version.text : project.facts.nanomq;
  const { from, to } = versionsOf(args, known, session);
  for (const version of [from, to]) noteVersion({ ...project, version, versionAssumed: false }, session);
  const [before, after] = [seenAt(from.version, opened), seenAt(to.version, opened)];
  for (const side of [before, after]) sayVerdict(side.run, opened, session);
  sayMended([before.run, after.run], session);
  const result = compareRuns(before.run, after.run, project.facts.clients);
  const sides = [await sideOf(before, project, session), await sideOf(after, project, session)] as const;
  const step = stepBetween(...sides);
  if (valueOfOption(args, "format") === "json") io.out(upgradeJson(result, step, session));
  else {
    const { sources } = before.run.reading;
    const view = { ...(await viewOf(args, io)), language, sources };
    if (!isQuiet(step)) io.out(drawStep(step, from.version, to.version, view));
    io.out(drawUpgrade(result, hasFlag(args, "all"), view));
  }
  return result.affected || !isQuiet(step) ? exitCode.findings : exitCode.clean;
}
