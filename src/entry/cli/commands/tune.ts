import { confValue, takeoverOf } from "../../../advise/search/takeover.ts";
import { adviceJson } from "../../../report/tune/json.ts";
import { scaleTable } from "../../../report/tune/scale.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { STDIN } from "../../open/conf-files.ts";
import { open, refuseToWrite } from "../../open/open.ts";
import { openProject } from "../../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { writeEdit } from "../conf-edit.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { type AppliedByApi, appliedLines, applyByApi } from "../tune/apply-api.ts";
import { exitCodeOf, partsOf, type Tuned, tunedOf } from "../tune/tuned.ts";
import { UsageError } from "../usage-error.ts";
import { sayMended, startOpened } from "../verdict.ts";
import { viewOf } from "../view.ts";

/** Infinity has no form in JSON: null stands for "never". */
function jsonOf(
  { path, outcome, input, advice, changes, edit, overridden }: Tuned,
  applied: AppliedByApi | undefined,
): string {
  const proposed = changes.map((change) => ({
    ...change,
    ...(change.target === "conf" ? { text: `${change.key} = ${confValue(change.key, change.to)}` } : {}),
    takesEffect: takeoverOf(change, input.version),
  }));
  const report = {
    file: path,
    nanomq: input.version.text,
    // What becomes of the broker, where that is not simply that it runs: the advice is for the mended conf.
    ...(outcome === "runs" ? {} : { broker: outcome }),
    objectives: input.objectives,
    ...adviceJson(advice, input.version),
    changes: proposed,
    overridden,
    diff: edit.patches.text,
    ...(applied === undefined ? {} : { applied }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

async function prettyOf(
  tuned: Tuned,
  applied: AppliedByApi | undefined,
  args: Arguments,
  session: Session,
): Promise<string> {
  const view = await viewOf(args, session.io);
  const { reasons, candidates, map, diff, takeover } = partsOf(tuned, view, session);
  const hot = appliedLines(applied, tuned.input.version, args, session);
  return [reasons, candidates, map, diff, takeover, hot]
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

/** `--answers` is a nanotune.toml under another name. */
function withAnswers(args: Arguments): Arguments {
  const answers = valueOfOption(args, "answers");
  if (answers === undefined) return args;
  return { ...args, options: new Map([...args.options, ["config", [answers]]]) };
}

/** The minute that most client libraries start with. */
const USUAL_KEEPALIVE_MS = 60_000;

/** `--scale`: no conf is needed, only clients. */
async function scale(args: Arguments, session: Session): Promise<ExitCode> {
  const project = await openProject(args, args.positionals[0] ?? STDIN, session);
  const keepaliveMs = project.facts.clients[0]?.keepaliveMs ?? USUAL_KEEPALIVE_MS;
  const view = await viewOf(args, session.io);
  const lines = scaleTable(project.version.version, keepaliveMs, view, session.language);
  session.io.out(`${lines.join("\n")}\n`);
  return exitCode.clean;
}

/** Any of these asks the question: the wizard has none left. */
const scripted: readonly string[] = [
  ...[
    "detect-within",
    "mqtt-limit",
    "early-deaths",
    "false-kicks-per-day",
    "redeliver-within",
    "drain-within",
    "cpu-share",
  ],
  ...["connections", "network", "set-clients", "answers", "write", "diff", "format", "apply-api"],
];

/** `nanotune tune [file]`: the cheapest settings that meet the objective; without a question, the wizard asks for one. */
export async function tune(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const words = tuneWords[language];
  const [path] = args.positionals;
  if (hasFlag(args, "write") && hasFlag(args, "diff")) throw new UsageError(words.writeAndDiff);
  if (hasFlag(args, "write") && path === STDIN) throw new UsageError(words.writeNeedsFile);
  if (hasFlag(args, "scale")) return scale(args, session);
  const terminal = scripted.some((name) => hasFlag(args, name)) || path === STDIN ? undefined : io.terminal();
  if (terminal !== undefined) {
    const { runWizard } = await import("../tune/wizard.ts");
    return runWizard(path, args, session, terminal);
  }
  if (path === undefined) throw new UsageError(`${words.noConf}\n${words.needsTty}`);
  const answered = withAnswers(args);
  const opened = await open(path, answered, session);
  if (hasFlag(args, "write")) refuseToWrite(opened, session);
  sayMended([startOpened(opened, session)], session);
  const tuned = tunedOf(answered, opened, opened.project, session);
  if (tuned.refused !== undefined && (hasFlag(args, "write") || hasFlag(args, "diff")))
    throw new UsageError(tuned.refused);
  const applied = await applyByApi(args, tuned.input, tuned.advice, session);
  if (hasFlag(args, "diff")) {
    io.out(tuned.edit.patches.text, "patch");
    for (const line of tuned.edit.patches.missing) io.err(`nanotune: ${line}\n`);
  } else if (valueOfOption(args, "format") === "json") io.out(jsonOf(tuned, applied));
  else io.out(await prettyOf(tuned, applied, args, session));
  if (hasFlag(args, "write")) writeEdit(tuned.edit, session, (line) => io.err(`${line}\n`));
  return exitCodeOf(tuned);
}
