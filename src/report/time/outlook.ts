import type { Language } from "../../lint/language.ts";
import type { WindowMs } from "../../timing/detection.ts";
import type { Outlook } from "../../timing/outlook.ts";
import type { WhatIf } from "../../timing/what-if.ts";
import { reportWords } from "../finding/words.ts";
import { padTo, widthOf } from "../text-layout.ts";
import { outlookWords } from "./outlook-words.ts";
import { secondsText } from "./windows.ts";

/** A longer label gets a line of its own. */
const LABEL_COLUMNS = 60;

function windowText(window: WindowMs | undefined, language: Language): string {
  if (window === undefined) return outlookWords[language].never;
  const { earliest, latest } = window;
  if (earliest === latest) return secondsText(latest);
  return reportWords[language].window(secondsText(earliest), secondsText(latest));
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function whatIfText({ hungMs, goneMs }: WhatIf, language: Language): string {
  const { hung, gone } = outlookWords[language];
  return `${hung} ${windowText(hungMs, language)}; ${gone} ${windowText(goneMs, language)}`;
}

/** The rest of what the timer decides, one line each. */
export function outlookTable(outlook: Outlook, queued: number, seed: number, language: Language): string {
  const words = outlookWords[language];
  const { falseKicks, whatIf } = outlook;
  const rows: (readonly [string, string])[] = [
    [words.will, windowText(outlook.willMs, language)],
    [words.sessionEnd, windowText(outlook.sessionEndMs, language)],
    [words.firstRedelivery, windowText(outlook.firstRedeliveryMs, language)],
    [words.secondRedelivery, windowText(outlook.secondRedeliveryMs, language)],
    [words.drain(queued), windowText(outlook.drainMs, language)],
  ];
  if (falseKicks !== undefined) {
    const { network, ping, perHour, low, high, stopped, tolerance, packets } = falseKicks;
    const figure = words.perHour(percent(perHour), percent(low), percent(high), seed);
    const reached = stopped === "budget" ? words.reached(percent(tolerance), packets) : "";
    rows.push([words.falseKicks(network, ping), `${figure}${reached}`]);
  }
  if (whatIf !== undefined) {
    rows.push([words.ownTimer, whatIfText(whatIf.ownTimer, language)]);
    rows.push([words.tcpKeepalive, whatIfText(whatIf.tcpKeepalive, language)]);
  }
  const width = Math.max(
    ...rows.map(([label]) => widthOf(label)).filter((columns) => columns <= LABEL_COLUMNS),
  );
  return rows
    .map(([label, text]) =>
      widthOf(label) > width ? `${label}\n  ${text}\n` : `${padTo(label, width)}  ${text}\n`,
    )
    .join("");
}
