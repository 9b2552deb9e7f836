import { type Advice, advise } from "../../advise/advise.ts";
import { feasibilityMap } from "../../advise/feasibility-map.ts";
import { type AdviseInput, valueOf } from "../../advise/plan.ts";
import { confPath, confValue, takeoverOf } from "../../advise/takeover.ts";
import { behaviourOf } from "../../broker/behaviour.ts";
import { candidateTable, drawMap, reasonLines } from "../../report/advice.ts";
import type { ConfInput } from "../../syntax/read-conf.ts";
import { tuneWords } from "../../words/tune.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { readConfInput, STDIN } from "../conf-files.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { noteVersion, openProject } from "../project.ts";
import type { Session } from "../session.ts";
import { type AppliedByApi, appliedLines, applyByApi } from "../tune/apply-api.ts";
import { bytesOf, changedConf, confDiff } from "../tune/conf-change.ts";
import { questionOf } from "../tune/question.ts";
import { takeoverLines } from "../tune/takeover-lines.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

/** What was asked, what came out, and the conf it would become. */
interface Tuned {
  readonly path: string;
  readonly input: AdviseInput;
  readonly advice: Advice;
  readonly diff: string;
  readonly changed: ConfInput;
  readonly applied: AppliedByApi | undefined;
  /** Keys that environment or flags decide, whatever the conf says. */
  readonly overridden: readonly string[];
}

/** Infinity has no form in JSON: null stands for "never". */
function jsonOf({ path, input, advice, diff, overridden, applied }: Tuned): string {
  const changes = advice.outcome === "change" ? advice.after.changes : [];
  const proposed = changes.map((change) => ({
    ...change,
    ...(change.target === "conf"
      ? { text: `${confPath(change.key, input.version)} = ${confValue(change.key, change.to)}` }
      : {}),
    takesEffect: takeoverOf(change, input.version),
  }));
  const report = {
    file: path,
    nanomq: input.version.text,
    objectives: input.objectives,
    ...advice,
    changes: proposed,
    overridden,
    diff,
    ...(applied === undefined ? {} : { applied }),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

async function prettyOf(tuned: Tuned, args: Arguments, session: Session): Promise<string> {
  const { path, input, advice, diff, overridden } = tuned;
  const { language } = session;
  const view = await viewOf(args, session.io);
  const map = feasibilityMap(input, behaviourOf(input.version).multiplierFactor);
  const changes = advice.outcome === "change" ? advice.after.changes : [];
  const blocks = [
    reasonLines(advice, input, view, language),
    candidateTable(advice, view, language),
    drawMap(map, view, language),
    diff === "" ? [] : [diff.trimEnd()],
    takeoverLines(changes, input.version, path, language),
    overridden.map((key) => tuneWords[language].overridden(key)),
    appliedLines(tuned.applied, input.version, args, session),
  ];
  return blocks
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

async function tunedOf(args: Arguments, path: string, session: Session): Promise<Tuned> {
  const project = await openProject(args, path, session);
  noteVersion(project, session);
  const root = valueOfOption(args, "root");
  const conf = await readConfInput(session, path, valueOfOption(args, "stdin-filename"), root);
  const input = questionOf(args, project, conf, session);
  const advice = advise(input);
  const changes = advice.outcome === "change" ? advice.after.changes : [];
  const changed = changedConf(conf, changes, input.version, session);
  const after = questionOf(args, project, changed, session).current;
  const overridden = changes.flatMap((change) =>
    change.target === "conf" && valueOf(after, change.key) !== change.to ? [change.key] : [],
  );
  const applied = await applyByApi(args, input, advice, session);
  return { path, input, advice, changed, diff: confDiff(conf, changed, path), applied, overridden };
}

function codeOf({ outcome }: Advice): ExitCode {
  if (outcome === "met") return exitCode.clean;
  return outcome === "change" ? exitCode.findings : exitCode.infeasible;
}

/** `nanotune tune [file]`: the cheapest settings that meet the objective; without a question, the wizard asks for one. */
export async function tune(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const words = tuneWords[language];
  const [path] = args.positionals;
  if (hasFlag(args, "write") && hasFlag(args, "diff")) throw new UsageError(words.writeAndDiff);
  if (hasFlag(args, "write") && path === STDIN) throw new UsageError(words.writeNeedsFile);
  if (path === undefined) throw new UsageError(words.noConf);
  const tuned = await tunedOf(withAnswers(args), path, session);
  if (hasFlag(args, "diff")) io.out(tuned.diff);
  else if (valueOfOption(args, "format") === "json") io.out(jsonOf(tuned));
  else io.out(await prettyOf(tuned, args, session));
  if (hasFlag(args, "write") && tuned.diff !== "") {
    io.writeFile(path, bytesOf(tuned.changed));
    io.err(`${words.written(path)}\n`);
  }
  return codeOf(tuned.advice);
}
