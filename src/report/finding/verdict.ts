// What a report begins and ends with, beside its findings: what becomes of each broker, and when it notices dead clients.
import type { Facts } from "../../facts/facts.ts";
import type { Language } from "../../lint/language.ts";
import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { inForce, isUp, type Outcome, type Run } from "../../start/run.ts";
import { atHome, type Home } from "../../start/start.ts";
import { timerOfSettings } from "../../start/timer.ts";
import type { Source } from "../../text/source.ts";
import { detectionReplay } from "../../timing/detection.ts";
import { metLines } from "../outage/met.ts";
import { explainWords } from "../rule/explain-words.ts";
import { outcomeRoles, verdictText, verdictWords } from "../settings/verdict.ts";
import { printable, wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import type { Report, View } from "./reporter.ts";
import { reportWords } from "./words.ts";

/** A broker that was started on paper for this report. */
export interface Started {
  /** The conf, or the deployment file with the name of the container. */
  readonly name: string;
  readonly version: NanomqVersion;
  /** What it reads: the conf and its includes, or the deployment file that holds them. */
  readonly files: readonly string[];
  readonly outcome: Outcome;
  /** What becomes of it, in words; undefined where it simply runs with its conf. */
  readonly verdict: string | undefined;
  readonly timer: Timer;
  /** True where somebody told which clients it has. */
  readonly hasClients: boolean;
  /** What holds that nanotune.toml asks for; what does not is a finding. */
  readonly met: readonly string[];
}

interface OnPaper extends Pick<Started, "name"> {
  readonly run: Run;
  /** What nanotune.toml and the line say about it. */
  readonly facts: Pick<Facts, "clients" | "objective" | "host">;
  readonly home?: Home | undefined;
  readonly sources: ReadonlyMap<string, Source>;
}

/** What a report says of a run; the run itself, with all that was read, need not be kept for it. */
export function startedOf(
  { name, run, facts, home = atHome, sources }: OnPaper,
  language: Language,
): Started {
  const { version } = run.start;
  const verdict = run.outcome === "runs" ? undefined : verdictText(run, { home, sources }, language);
  const timer = timerOfSettings(inForce(run));
  const met = metLines(run, facts, language);
  const read = [...run.reading.sources.keys()].map((file) => home({ file, start: 0, end: 0 }).file);
  const files = [...new Set(read)];
  return {
    name,
    version,
    files,
    outcome: run.outcome,
    verdict,
    timer,
    hasClients: facts.clients.length > 0,
    met,
  };
}

/** Of so many files each is told; of more those that do not simply start. */
const MOST_TOLD = 5;

/** Those whose verdict is worth reading. */
export function toldOf({ started = [] }: Pick<Report, "started">): readonly Started[] {
  return started.length <= MOST_TOLD ? started : started.filter(({ outcome }) => outcome !== "runs");
}

/** One paragraph for each broker. */
export function verdictLines({ started, language }: Report, view: View): readonly string[] {
  return toldOf({ started }).flatMap(({ name, version, outcome, verdict }) => {
    const text = verdict ?? verdictWords[language].runs(version.text);
    return wrap(printable(`${name}${explainWords[language].colon}${text}`), view.columns).map((line) =>
      view.paint(outcomeRoles[outcome], line),
    );
  });
}

export function metTexts({ started = [] }: Report): readonly string[] {
  return started.flatMap(({ met }) => met);
}

/** Keepalives of a client on a bad line, and of most libraries by default. */
const KEEPALIVES_MS = [5000, 60_000];

/** When dead clients are noticed, where nobody told which there are; undefined where somebody did, or nothing runs. */
export function windowLine(started: readonly Started[], language: Language): string | undefined {
  const [first, ...others] = started;
  if (first === undefined || others.length > 0 || first.hasClients || !isUp(first.outcome)) return undefined;
  const words = reportWords[language];
  const { version, timer } = first;
  const windows = KEEPALIVES_MS.map((keepaliveMs) => {
    const { windowMs, mqttLimitMs = 0 } = detectionReplay(timer, version, { name: "", keepaliveMs });
    const window =
      windowMs === undefined
        ? words.never
        : words.window(secondsText(windowMs.earliest), secondsText(windowMs.latest));
    return words.keepaliveWindow(secondsText(keepaliveMs), window, secondsText(mqttLimitMs));
  });
  return words.windowsUnasked(windows);
}
