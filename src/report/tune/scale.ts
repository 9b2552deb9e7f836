import type { Language } from "../../lint/language.ts";
import { multiplierNear, timerOf } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { brokerCost } from "../../timing/cost.ts";
import { detectionReplay } from "../../timing/detection.ts";
import { redeliveryWindow } from "../../timing/windows.ts";
import { reportWords } from "../finding/words.ts";
import type { View } from "../output/view.ts";
import { wrap } from "../text-layout.ts";
import { table } from "../time/figure-table.ts";
import { secondsText } from "../time/windows.ts";
import { tuneWords } from "./words.ts";

const CONNECTIONS = [100, 1000, 10_000, 100_000];
const INTERVALS_S = [1, 2, 5, 10];
const MULTIPLIER = 1.5;
const MEGABYTE = 1e6;

function digits(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function rowOf(
  connections: number,
  retryIntervalS: number,
  version: NanomqVersion,
  keepaliveMs: number,
  language: Language,
): readonly string[] {
  const words = tuneWords[language];
  const timer = timerOf(retryIntervalS, multiplierNear(MULTIPLIER, version));
  const { cores, memoryBytes, ticksPerSecond, extrapolated } = brokerCost(timer.retry, connections);
  const { windowMs } = detectionReplay(timer, version, { name: "", keepaliveMs });
  const redelivery = redeliveryWindow(timer, 1);
  return [
    `${connections}`,
    `${retryIntervalS}s`,
    digits(ticksPerSecond),
    cores === undefined
      ? words.unknown
      : `${extrapolated ? "~" : ""}${digits(cores.typical)} (${digits(cores.low)} - ${digits(cores.high)})`,
    `${Math.round(memoryBytes / MEGABYTE)} MB`,
    windowMs === undefined
      ? words.never
      : reportWords[language].window(secondsText(windowMs.earliest), secondsText(windowMs.latest)),
    redelivery === undefined ? words.never : secondsText(redelivery.latest),
  ];
}

/** What a retry interval costs a broker of each size, with the spread of the fit, beside what it gains. */
export function scaleTable(
  version: NanomqVersion,
  keepaliveMs: number,
  view: View,
  language: Language,
): readonly string[] {
  const { scaleTitle, scaleColumn, extrapolated } = tuneWords[language];
  const heading = [
    scaleColumn.connections,
    "R",
    scaleColumn.ticks,
    scaleColumn.cores,
    scaleColumn.memory,
    scaleColumn.noticed,
    scaleColumn.redelivery,
  ];
  const rows = CONNECTIONS.flatMap((connections) =>
    INTERVALS_S.map((seconds) => rowOf(connections, seconds, version, keepaliveMs, language)),
  );
  const title = scaleTitle(secondsText(keepaliveMs), String(MULTIPLIER));
  return [
    ...wrap(title, view.columns).map((line) => view.paint("strong", line)),
    ...table([heading, ...rows], view.columns).flat(),
    ...wrap(extrapolated, view.columns).map((line) => view.paint("quiet", line)),
  ];
}
