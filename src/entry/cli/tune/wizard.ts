import { dirname, join } from "node:path/posix";
import { type FeasibilityMap, multiplierMap } from "../../../advise/search/feasibility-map.ts";
import type { Option } from "../../../advise/search/option.ts";
import type { Settings } from "../../../advise/search/plan.ts";
import { type Answers, knownAnswers, knowsClients } from "../../../advise/wizard/answers.ts";
import { answersFile } from "../../../advise/wizard/answers-file.ts";
import { isProfile } from "../../../advise/wizard/profiles.ts";
import type { Known } from "../../../advise/wizard/questions.ts";
import { timerText } from "../../../nanomq/time.ts";
import { verdictText, verdictWords } from "../../../report/settings/verdict.ts";
import { wrap } from "../../../report/text-layout.ts";
import { explorerLines } from "../../../report/tune/explorer.ts";
import { type Field, shownColumns } from "../../../report/tune/feasibility.ts";
import { wizardWords } from "../../../report/tune/wizard.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { isUp, run } from "../../../start/run.ts";
import { writeNamedFiles } from "../../open/conf-files.ts";
import { open } from "../../open/open.ts";
import { type Project, versionNotes } from "../../open/project.ts";
import type { Arguments } from "../arguments.ts";
import { writeEdit } from "../conf-edit.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { FileWrite, Io, Terminal } from "../io.ts";
import { wantsColor } from "../paint.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";
import { besideGuide, openAsker, type Reply } from "./asker.ts";
import { interview } from "./interview.ts";
import { inputOf } from "./question.ts";
import { answeredArguments, answeredProject, type Talk } from "./talk.ts";
import { exitCodeOf, partsOf, type Tuned, tunedOf } from "./tuned.ts";

/** Where a conf usually is. */
const CONFS = ["nanomq.conf", "etc/nanomq.conf", "/etc/nanomq.conf"];
const ANSWERS_FILES = ["nanotune.toml", "nanotune.answers.toml"];

function isThere(io: Io, path: string): boolean {
  const result = io.readFile(path, 0);
  return result.ok || result.why === "too-large";
}

/** `nanotune tune` with somebody to ask. Writes nothing before that is chosen. */
export async function runWizard(
  named: string | undefined,
  args: Arguments,
  session: Session,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = named ?? CONFS.find((one) => isThere(session.io, one));
  if (path === undefined) throw new UsageError(tuneWords[session.language].noConf);
  const opened = await open(path, args, session);
  const { project } = opened;
  const started = run(opened.start(opened.version));
  const { conf = { text: "" } } = started.start;
  const view = besideGuide(await viewOf(args, session.io), terminal.columns);
  const asker = await openAsker(
    terminal,
    view,
    wantsColor(args, session.io),
    session.language,
    session.io.shown,
  );
  const known: Known = {
    version: !project.versionAssumed,
    clients: knowsClients(project.facts),
    answers: knownAnswers(project.facts),
  };
  const talk: Talk = { asker, view, session, args, opened, started, path: opened.path, conf, project, known };
  greet(talk);
  return converse(talk);
}

function greet({ asker, view, session, args, opened, started, path, project, known }: Talk): void {
  const words = wizardWords[session.language];
  const { version } = project.version;
  const { timer } = inputOf(args, project, started.start, session).current;
  const { retryIntervalS, multiplier } = timerText(timer, version);
  const verdict = verdictText(started, opened, session.language);
  const lines = [
    words.conf(path, version.text),
    ...(verdict === undefined ? [] : [verdict]),
    ...(isUp(started.outcome) ? [] : [verdictWords[session.language].mended]),
    words.inForce(`${retryIntervalS}s`, String(multiplier)),
    ...(known.version ? versionNotes(project, session.language) : []),
    ...(known.clients ? [words.knownClients(project.facts.clients.map(({ name }) => name).join(", "))] : []),
  ];
  const wrapped = lines.flatMap((line) => wrap(line, view.columns));
  const keys = wrap(words.keys, view.columns).map((line) => view.paint("quiet", line));
  asker.open(words.title, [...wrapped, ...keys]);
}

/** Questions, result, decision; and back again as often as wanted. */
async function converse(talk: Talk): Promise<ExitCode> {
  const words = wizardWords[talk.session.language];
  let answers: Answers = {};
  let again = false;
  for (;;) {
    const given = await interview(talk, answers, again);
    if (given === undefined) return leave(talk);
    answers = given;
    const project = answeredProject(talk, answers);
    const { tuned, decision } = await decideOn(talk, answers, project);
    if (decision.kind === "leave") return leave(talk);
    again = true;
    if (decision.kind === "back" || decision.text === "back") continue;
    const write = decision.text === "write";
    if (write) writeConf(talk, tuned);
    const saved = await offerToSave(talk, project, tuned, write);
    if (saved.kind === "leave" && !write) return leave(talk);
    talk.asker.close(words.done);
    return exitCodeOf(tuned);
  }
}

interface Decided {
  readonly tuned: Tuned;
  readonly decision: Reply;
}

/** Shows the result, and that of other settings as often as somebody takes some from the map. */
async function decideOn(talk: Talk, answers: Answers, project: Project): Promise<Decided> {
  let chosen: Option | undefined;
  for (;;) {
    const args = answeredArguments(talk, answers);
    const tuned = tunedOf(args, talk.opened, project, talk.session, chosen);
    showResult(talk, tuned, answers);
    let decision = await decide(talk, tuned);
    while (decision.kind === "answer" && decision.text === "explore") {
      const taken = await explore(talk, tuned);
      if (taken.kind === "leave") return { tuned, decision: taken };
      if (taken.kind === "answer") {
        chosen = taken.option;
        break;
      }
      decision = await decide(talk, tuned);
    }
    if (decision.kind !== "answer" || decision.text !== "explore") return { tuned, decision };
  }
}

type Taken =
  | { readonly kind: "answer"; readonly option: Option }
  | Exclude<Reply, { readonly kind: "answer" }>;

/** The map, walked with the arrow keys from what is recommended, or in force. */
async function explore({ asker, view, session }: Talk, { input, advice }: Tuned): Promise<Taken> {
  const words = wizardWords[session.language];
  const at = advice.outcome === "change" ? advice.after.settings : input.current;
  const map = multiplierMap(input, [input.current, at]);
  const start = fieldOf(map, at);
  const size = { rows: map.steps.length, columns: Math.min(shownColumns(view), map.retryIntervalsS.length) };
  const draw = (field: Field) => explorerLines(map, field, input.version, view, session.language);
  const reply = await asker.walk(words.explore, words.exploreWhy, size, start, draw);
  if (reply.kind !== "answer") return reply;
  const option = map.options[reply.field.row]?.[reply.field.column];
  return option === undefined ? { kind: "back" } : { kind: "answer", option };
}

/** Where settings stand on a map; the top left field where they do not. */
function fieldOf({ options }: FeasibilityMap, { timer }: Settings): Field {
  for (const [row, cells] of options.entries()) {
    const column = cells.findIndex(({ settings }) => {
      const isNear = Math.abs(settings.timer.multiplier - timer.multiplier) < 1e-3;
      return settings.timer.retry === timer.retry && isNear;
    });
    if (column !== -1) return { row, column };
  }
  return { row: 0, column: 0 };
}

function leave({ asker, session }: Talk): ExitCode {
  asker.close(wizardWords[session.language].left);
  return exitCode.left;
}

function showResult({ asker, view, session }: Talk, tuned: Tuned, answers: Answers): void {
  const words = wizardWords[session.language];
  const { reasons, candidates, map, diff, takeover } = partsOf(tuned, view, session);
  const beside = isProfile(answers.profile) ? [words.beside[answers.profile]] : [];
  const sections: readonly (readonly [string, readonly string[]])[] = [
    [words.result, reasons],
    [words.change, diff],
    [words.takesEffect, takeover.flatMap((line) => wrap(line, view.columns))],
    [words.candidates, candidates],
    [words.map, map],
    [words.besideTitle, beside.flatMap((line) => wrap(line, view.columns))],
  ];
  for (const [title, lines] of sections) if (lines.length > 0) asker.show(title, lines);
}

function decide({ asker, session, opened, path }: Talk, { advice, edit }: Tuned): Promise<Reply> {
  const isChanged = edit.files.length > 0;
  const words = wizardWords[session.language];
  const choices = [
    ...(!isChanged || opened.form !== "conf" ? [] : [{ value: "write", label: words.write(path) }]),
    { value: "nothing", label: isChanged ? words.writeNot : words.done },
    { value: "back", label: words.goBack },
    { value: "explore", label: words.explore },
  ];
  const fallback = advice.outcome === "infeasible" ? "back" : "nothing";
  return asker.choice(words.decide, "", choices, fallback);
}

/** The answers as a file for CI; never in place of one that is there. */
async function offerToSave(
  talk: Talk,
  project: Project,
  { advice }: Tuned,
  written: boolean,
): Promise<Reply> {
  const { asker, session, path } = talk;
  const words = wizardWords[session.language];
  const inFolder = ANSWERS_FILES.map((name) => join(dirname(path), name));
  const file = inFolder.find((one) => !isThere(session.io, one));
  if (file === undefined || advice.outcome === "infeasible") return { kind: "answer", text: "no" };
  const choices = [
    { value: "yes", label: words.yes },
    { value: "no", label: words.no },
  ];
  const reply = await asker.choice(words.save(file), words.saveWhy, choices, "yes");
  if (reply.kind !== "answer" || reply.text !== "yes") return reply;
  const after = written && advice.outcome === "change" ? advice.after : advice.before;
  const { facts, version } = project;
  const clients = facts.clients.map((client, index) => ({
    ...client,
    keepaliveMs: after.settings.keepalivesMs[index] ?? client.keepaliveMs,
  }));
  const text = answersFile({ ...facts, nanomq: version.asked, clients }, words.savedComment);
  writeFile(talk, { path: file, before: undefined, after: new TextEncoder().encode(text) });
  return reply;
}

/** @throws UsageError where somebody else changed a file since it was read, or it is not the conf's to change */
function writeConf({ session, asker }: Talk, { edit }: Tuned): void {
  writeEdit(edit, session, (line) => asker.show(line, []));
}

function writeFile({ session, asker, path }: Talk, write: FileWrite): void {
  writeNamedFiles(session, [write]);
  const { language } = session;
  const said =
    write.path === path ? tuneWords[language].written(path) : wizardWords[language].saved(write.path, path);
  asker.show(said, []);
}
