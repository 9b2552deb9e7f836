// What a report begins and ends with, beside its findings: what becomes of each broker, and when it notices dead clients.

import type { Language } from "../../lint/language.ts";
import { isUp } from "../../start/run.ts";
import { detectionReplay } from "../../timing/detection.ts";
import type { View } from "../output/view.ts";
import { explainWords } from "../rule/explain-words.ts";
import { outcomeRoles, verdictWords } from "../settings/verdict.ts";
import { printable, wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import type { Report } from "./reporter.ts";
import type { Started } from "./started.ts";
import { reportWords } from "./words.ts";

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
