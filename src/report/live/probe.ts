import type { Language } from "../../lint/language.ts";
import type { Assessment, ClassResult } from "../../live/canary/assess.ts";
import type { Explanation } from "../../live/canary/infer.ts";
import type { Place } from "../../live/canary/verdict.ts";
import { writtenMultiplier } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { reportWords } from "../finding/words.ts";
import type { Role } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { padTo, widthOf, wrap } from "../text-layout.ts";
import { glyphsOf, secondsText } from "../time/windows.ts";
import { type ProbeWords, probeWords } from "./probe-words.ts";

const BAR_COLUMNS = { least: 16, most: 44 };
const MOST_ALTERNATIVES = 3;

export const roleOfPlace: Readonly<Record<Place, Role>> = {
  inside: "good",
  earlier: "error",
  later: "error",
  unseen: "warning",
};

/** To a hundredth of a second: more than a measurement over a network knows. */
export function measuredText(ms: number): string {
  return secondsText(Math.round(ms / 10) * 10);
}

function rangeText(from: string, to: string, language: Language): string {
  return from === to ? from : reportWords[language].window(from, to);
}

function predictedText({ windowMs }: ClassResult, language: Language): string {
  if (windowMs === undefined) return probeWords[language].never;
  return rangeText(secondsText(windowMs.earliest), secondsText(windowMs.latest), language);
}

/** The end of the prediction for a client that dies right after its CONNECT, where that is later. */
function afterConnectLines({ windowMs, afterConnectMs }: ClassResult, words: ProbeWords): readonly string[] {
  if (windowMs === undefined || afterConnectMs === undefined) return [];
  if (afterConnectMs.latest <= windowMs.latest) return [];
  return [`  ${words.afterConnect(secondsText(afterConnectMs.latest))}`];
}

function measuredRange({ measured }: ClassResult, language: Language): string {
  const words = probeWords[language];
  if (measured === undefined) return words.nothingSeen;
  const range = rangeText(measuredText(measured.least), measuredText(measured.most), language);
  return measured.count > 2 ? words.median(range, measuredText(measured.median)) : range;
}

/** One time axis for the prediction and what was measured. */
interface Axis {
  readonly columns: number;
  readonly endMs: number;
}

function columnAt(ms: number, { columns, endMs }: Axis): number {
  return Math.min(columns - 1, Math.max(0, Math.floor((ms / endMs) * columns)));
}

function predictedBar(
  { windowMs, afterConnectMs, mqttLimitMs }: ClassResult,
  axis: Axis,
  view: View,
): string {
  const { solid, shade, limit, none } = glyphsOf(view);
  const from = windowMs === undefined ? Infinity : columnAt(windowMs.earliest, axis);
  const to = windowMs === undefined ? -1 : Math.max(from, columnAt(windowMs.latest - 1, axis));
  const last = windowMs && afterConnectMs ? columnAt(afterConnectMs.latest - 1, axis) : -1;
  const limitAt = mqttLimitMs === undefined ? -1 : columnAt(mqttLimitMs, axis);
  const cells = Array.from({ length: axis.columns }, (_, at) => {
    if (at >= from && at <= to) return view.paint("info", solid);
    if (at === limitAt) return view.paint("strong", limit);
    if (at > to && at <= last) return view.paint("quiet", shade);
    return view.paint("quiet", none);
  });
  return cells.join("");
}

/** How many canaries fell into each column; over nine as a plus sign. */
function measuredBar({ judgements }: ClassResult, axis: Axis, view: View): string {
  const { none } = glyphsOf(view);
  const fallen = judgements.flatMap(({ measuredMs, place }) => {
    return measuredMs === undefined ? [] : [{ at: columnAt(measuredMs, axis), place }];
  });
  const cells = Array.from({ length: axis.columns }, (_, column) => {
    const here = fallen.filter(({ at }) => at === column);
    if (here.length === 0) return view.paint("quiet", none);
    const bad = here.find(({ place }) => place !== "inside");
    return view.paint(roleOfPlace[bad?.place ?? "inside"], here.length > 9 ? "+" : String(here.length));
  });
  return cells.join("");
}

function classLines(result: ClassResult, asMqtt: boolean, view: View, language: Language): readonly string[] {
  const words = probeWords[language];
  const { measure, judgements, apiLag, measured, place } = result;
  const labels = [asMqtt ? words.mqttAsks : words.predicted, words.measured];
  const texts = [predictedText(result, language), measuredRange(result, language)];
  const label = Math.max(...labels.map(widthOf));
  const room = view.columns - label - 6 - Math.max(...texts.map(widthOf));
  const columns = Math.min(BAR_COLUMNS.most, Math.max(BAR_COLUMNS.least, room));
  const { windowMs, afterConnectMs, mqttLimitMs = 0 } = result;
  const latest = [windowMs?.latest ?? 0, afterConnectMs?.latest ?? 0, measured?.most ?? 0, mqttLimitMs];
  const axis = { columns, endMs: Math.max(1, ...latest) * 1.04 };
  const bars = [predictedBar(result, axis, view), measuredBar(result, axis, view)];
  const name = describe(result, language);
  const heading = words.heading[measure](name, judgements.length);
  const verdict = view.paint(roleOfPlace[place], words.place[place]);
  return [
    words.verdict(view.paint("strong", heading), verdict),
    ...bars.map((bar, at) => `  ${padTo(labels[at] ?? "", label)}  ${bar}  ${texts[at] ?? ""}`),
    ...afterConnectLines(result, words),
    ...(apiLag === undefined ? [] : [`  ${words.apiLag(measuredText(apiLag.most))}`]),
  ];
}

function describe({ clients, measure }: ClassResult, language: Language): string {
  const keepalive = secondsText(clients.keepaliveMs);
  const protocol = clients.protocol === 5 ? "MQTT 5" : "MQTT 3.1.1";
  const parts = measure === "redelivery" ? [protocol] : [`keepalive ${keepalive}`, protocol];
  const [open, close] = language === "en" ? [" (", ")"] : ["（", "）"];
  return `${clients.name}${open}${parts.join(", ")}${close}`;
}

function legendLines(classes: readonly ClassResult[], view: View, language: Language): readonly string[] {
  const words = probeWords[language];
  const { solid, shade, limit } = glyphsOf(view);
  const shaded = classes.some(({ windowMs, afterConnectMs }) => {
    return (afterConnectMs?.latest ?? 0) > (windowMs?.latest ?? 0);
  });
  const limits = new Set(classes.flatMap(({ mqttLimitMs }) => mqttLimitMs ?? []));
  const asked = limits.size === 1 ? secondsText([...limits][0] ?? 0) : "1.5 x keepalive";
  const parts = [
    `${solid} ${words.legend.window}`,
    ...(shaded ? [`${shade} ${words.legend.afterConnect}`] : []),
    ...(limits.size > 0 ? [`${limit} ${words.limit(asked)}`] : []),
    words.legend.marks,
  ];
  const line = parts.join("   ");
  return (widthOf(line) <= view.columns ? [line] : parts).map((text) => view.paint("quiet", text));
}

/** `retry_interval 10 s`, and the multiplier as a conf has it. */
export function explanationFigures({ retry, multiplier, likely }: Explanation, version: NanomqVersion) {
  const written = (effective: number) => String(Number(writtenMultiplier(effective, version).toPrecision(4)));
  return {
    retryInterval: secondsText(retry),
    likely: written(likely),
    from: written(multiplier.from),
    to: written(multiplier.to),
  };
}

function inferenceLines(
  { inference, deciding }: Assessment,
  version: NanomqVersion,
  words: ProbeWords,
): readonly string[] {
  if (inference === undefined) return [];
  const [best, ...others] = inference.explanations;
  if (best === undefined) return [words.unexplained];
  const { retryInterval, likely, from, to } = explanationFigures(best, version);
  const shown = others.slice(0, MOST_ALTERNATIVES).map((other) => {
    const figures = explanationFigures(other, version);
    return `retry_interval ${figures.retryInterval}, keepalive_multiplier ${figures.likely}`;
  });
  const more = others.length - shown.length;
  const listed = [...shown, ...(more > 0 ? [words.andMore(more)] : [])].join("; ");
  return [
    words.behavesLike(retryInterval, likely, inference.explained, inference.signs),
    best.multiplier.to === Infinity ? words.multiplierUnmeasured : words.multiplierRange(from, to),
    ...(others.length > 0 ? [words.alsoPossible(listed)] : []),
    ...(deciding === undefined
      ? []
      : [words.decide(deciding.canaries, secondsText(deciding.keepaliveMs).replace(" ", ""))]),
  ];
}

/** What `nanotune probe` found, for people. */
export function probeLines(
  assessment: Assessment,
  version: NanomqVersion,
  view: View,
  language: Language,
): readonly string[] {
  const { classes, yardstick } = assessment;
  const asMqtt = yardstick.kind === "mqtt";
  return [
    ...classes.flatMap((result) => [...classLines(result, asMqtt, view, language), ""]),
    ...legendLines(classes, view, language),
    "",
    ...inferenceLines(assessment, version, probeWords[language]).flatMap((line) => wrap(line, view.columns)),
  ];
}
