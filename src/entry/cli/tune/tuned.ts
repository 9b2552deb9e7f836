import { type Advice, advise } from "../../../advise/search/advise.ts";
import { keepaliveMap, multiplierMap } from "../../../advise/search/feasibility-map.ts";
import type { Option } from "../../../advise/search/option.ts";
import {
  type AdviseInput,
  type Change,
  type ConfChange,
  confKeys,
  type Settings,
  settingAt,
} from "../../../advise/search/plan.ts";
import { confValue } from "../../../advise/search/takeover.ts";
import type { View } from "../../../report/output/view.ts";
import { paintedPatch } from "../../../report/patch.ts";
import { wrap } from "../../../report/text-layout.ts";
import { candidateTable, changeText } from "../../../report/tune/advice.ts";
import { reasonLines, sessionLines } from "../../../report/tune/advice-reasons.ts";
import { drawMap } from "../../../report/tune/feasibility.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { giverOf } from "../../../start/place.ts";
import { inForce, isAsWritten, type Outcome, run } from "../../../start/run.ts";
import type { ConfInput } from "../../../text/conf/conf-input.ts";
import type { Wanted } from "../../../text/edit/wanted.ts";
import type { Opened } from "../../open/open.ts";
import type { Project } from "../../open/project.ts";
import type { Arguments } from "../arguments.ts";
import { changedConf, isInside } from "../conf-change.ts";
import { type ConfEdit, confEdit } from "../conf-edit.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { progressOn } from "../progress.ts";
import type { Session } from "../session.ts";
import { drawProgress } from "./draw-progress.ts";
import { questionOf } from "./question.ts";
import { apiUrlOf, takeoverLines } from "./takeover-lines.ts";

/** What was asked, what came out, and the conf it would become. */
export interface Tuned {
  readonly path: string;
  /** What becomes of the broker today; the advice is for the conf once it is mended. */
  readonly outcome: Outcome;
  readonly input: AdviseInput;
  readonly advice: Advice;
  /** What to change, recommended and alongside. */
  readonly changes: readonly Change[];
  /** Only because the recommended ones would move them. */
  readonly alongside: readonly ConfChange[];
  /** What the files of the conf become. */
  readonly edit: ConfEdit;
  /** Keys that environment or flags decide, whatever the conf says. */
  readonly overridden: readonly string[];
  /** The variable or option that sets a key, where one does. */
  readonly givers: ReadonlyMap<string, string>;
  /** Why the text of the conf cannot carry the change; the advice is to be typed then. */
  readonly refused: string | undefined;
  /** Where the broker's HTTP API is asked; undefined where it has none. */
  readonly api: string | undefined;
}

/** The advice, with a bar for somebody who waits. */
export function advisedWithProgress(input: AdviseInput, session: Session): Advice {
  const progress = progressOn(session);
  const advice = advise({ ...input, onDraw: drawProgress(progress, session.language, Date.now) });
  progress.clear();
  return advice;
}

/** What the conf is to say; clients are changed elsewhere. */
function settingsIn(changes: readonly Change[]): Wanted["set"] {
  return changes.flatMap((change) =>
    change.target === "client" ? [] : [[change.key.split("."), confValue(change.key, change.to)] as const],
  );
}

function proposedChanges(advice: Advice): readonly Change[] {
  return advice.outcome === "change" ? advice.after.changes : [];
}

/** Settings that somebody chose in place of the recommended ones: nothing says that any of their changes is needed. */
function adviceFor(chosen: Option, { before, front }: Advice): Advice {
  if (chosen.changes.length === 0) return { outcome: "met", before, front };
  return { outcome: "change", before, front, after: chosen, reasons: [] };
}

/**
 * Asks the advisor and carries the answer into the conf.
 * @param chosen what somebody takes in place of it
 * @throws UsageError where the question is not complete
 */
export function tunedOf(
  args: Arguments,
  opened: Opened,
  project: Project,
  session: Session,
  chosen?: Option,
): Tuned {
  const start = opened.start(project.version.version);
  const { conf = { text: "" } } = start;
  const path = isInside(opened.home, conf) ? opened.path : (conf.file ?? opened.path);
  const input = questionOf(args, project, start, session);
  const { version } = input;
  const advised = advisedWithProgress(input, session);
  const advice = chosen === undefined ? advised : adviceFor(chosen, advised);
  const settingsOf = (text: ConfInput) =>
    questionOf(args, project, { ...start, conf: text }, session).current;
  const first = changedConf(conf, settingsIn(proposedChanges(advice)), version, session);
  const alongside = first.refused === undefined ? displaced(advice, settingsOf(first.conf), input) : [];
  const second =
    first.refused === undefined ? changedConf(first.conf, settingsIn(alongside), version, session) : first;
  const { refused } = second;
  const changed = refused === undefined ? second.conf : conf;
  const changes = [...proposedChanges(advice), ...alongside];
  const after = settingsOf(changed);
  const overridden = changes.flatMap((change) => {
    const stays = refused === undefined && change.target === "conf";
    return stays && settingAt(after, change.key, input.version) !== change.to ? [change.key] : [];
  });
  const started = run(start);
  const givers = overridden.flatMap((key) => {
    const giver = giverOf(started.meant.origins.get(key));
    return giver === undefined ? [] : [[key, giver] as const];
  });
  return {
    path,
    outcome: started.outcome,
    input,
    advice,
    changes,
    alongside,
    edit: confEdit(conf, changed, opened, args, session),
    overridden,
    givers: new Map(givers),
    refused,
    api: apiUrlOf(inForce(started)),
  };
}

/**
 * Keys that must be written too, because writing the others moves them: up to 0.21.1 the default multiplier counts times
 * 1000 as soon as there is an mqtt section.
 */
function displaced(advice: Advice, now: Settings, { current, version }: AdviseInput): readonly ConfChange[] {
  if (advice.outcome !== "change") return [];
  const { settings, changes } = advice.after;
  const proposed = new Set(changes.map((change) => change.target === "conf" && change.key));
  return confKeys.flatMap((key) => {
    const to = settingAt(settings, key, version);
    const moved = !proposed.has(key) && settingAt(now, key, version) !== to;
    return moved ? [{ target: "conf", key, from: settingAt(current, key, version), to }] : [];
  });
}

/** The parts of the answer, each as lines; "" and [] where there is nothing to say. */
export interface TunedParts {
  readonly reasons: readonly string[];
  readonly candidates: readonly string[];
  readonly map: readonly string[];
  readonly diff: readonly string[];
  readonly takeover: readonly string[];
}

/** What is recommended, or what would serve if clients changed. */
function proposedSettings(advice: Advice): readonly Settings[] {
  if (advice.outcome === "change") return [advice.after.settings];
  if (advice.outcome === "met") return [];
  return advice.relaxations.flatMap((way) => (way.lever === "clients" ? [way.option.settings] : []));
}

export function partsOf(
  { path, input, advice, changes, alongside, edit, overridden, givers, refused, api }: Tuned,
  view: View,
  { language }: Session,
): TunedParts {
  const recommended = advice.outcome === "change" ? [advice.after.settings] : [];
  const byMultiplier = multiplierMap(input, [input.current, ...recommended]);
  const drawn = drawMap(byMultiplier, view, language);
  // Another keepalive is a question only where clients may change, or where nothing else helps.
  const byKeepalive = () => keepaliveMap(input, [input.current, ...proposedSettings(advice)]);
  const withKeepalive = input.setClients === true || advice.outcome === "infeasible";
  return {
    reasons: [
      ...reasonLines(advice, input, view, language),
      ...alongside.flatMap((change) =>
        wrap(tuneWords[language].alongside(changeText(change, language)), view.columns),
      ),
    ],
    candidates: [...candidateTable(advice, view, language), ...sessionLines(advice, input, view, language)],
    map: withKeepalive ? [...drawn, "", ...drawMap(byKeepalive(), view, language)] : drawn,
    diff: [
      ...(edit.patches.text === "" ? [] : paintedPatch(edit.patches.text.trimEnd().split("\n"), view.paint)),
      ...edit.patches.missing.flatMap((line) => wrap(line, view.columns)),
      ...(refused === undefined ? [] : wrap(refused, view.columns)),
    ],
    takeover: [
      ...takeoverLines(changes, input.version, path, api, language),
      ...overridden.map((key) => tuneWords[language].overridden(key, givers.get(key) ?? key)),
    ],
  };
}

/** Nothing is met by a broker that does not run, or not with its conf. */
export function exitCodeOf({ advice, outcome }: Pick<Tuned, "advice" | "outcome">): ExitCode {
  if (advice.outcome === "infeasible") return exitCode.infeasible;
  return advice.outcome === "met" && isAsWritten(outcome) ? exitCode.clean : exitCode.findings;
}
