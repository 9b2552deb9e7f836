import type { AskedOutage, BridgeOutlook } from "../../advise/outage/outlook.ts";
import type { Language } from "../../lint/language.ts";
import type { Range } from "../../timing/outage/noticing.ts";
import type { Remedy } from "../../timing/outage/remedy.ts";
import type { View } from "../finding/reporter.ts";
import { padTo, printable, widthOf } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import { type OutageWords, outageWords } from "./words.ts";

const INDENT = "  ";
const LEVELS = { unicode: " ▁▂▃▄▅▆▇█", plain: " .:-=+*#@" };

/** One bridge: the figures, the picture of time, and what to type. */
export function outageText(
  outlook: BridgeOutlook,
  asked: AskedOutage,
  version: string,
  view: View,
  language: Language,
): string {
  const words = outageWords[language];
  const rate = String(Number((1000 / asked.everyMs).toPrecision(6)));
  const question = words.question(words.cuts[asked.cut], secondsText(asked.outageMs), rate, outlook.qos);
  const rows = figures(outlook, words);
  const width = Math.max(...rows.map(([label]) => widthOf(label)));
  return [
    view.paint("strong", words.heading(printable(outlook.name), version)),
    `${INDENT}${question}`,
    "",
    ...rows.map(([label, figure]) => `${INDENT}${padTo(label, width)}${INDENT}${figure}`),
    "",
    ...picture(outlook, asked, view, words).map((line) => `${INDENT}${line}`),
    "",
    ...verdict(outlook, words).map((line) => `${INDENT}${line}`),
    "",
  ].join("\n");
}

function figures(
  { answer, memoryBytes }: BridgeOutlook,
  words: OutageWords,
): readonly (readonly [string, string])[] {
  const times = (range: Range) => rangeText(range, words, secondsText);
  const numbers = (range: Range) => rangeText(range, words, String);
  return [
    [words.noticed, times(answer.noticedMs)],
    [words.back, times(answer.backMs)],
    [words.published, numbers(answer.published)],
    [words.kept[answer.store], numbers(answer.kept)],
    [words.lost, numbers(answer.lost)],
    [words.drain, times(answer.drainMs)],
    [words.memory, `${Math.ceil(memoryBytes / 1024)} kB`],
  ];
}

function rangeText({ low, high }: Range, words: OutageWords, text: (value: number) => string): string {
  const one = (value: number) => (value === Infinity ? words.never : text(value));
  return low === high ? one(low) : words.range(one(low), one(high));
}

/** The latest that each may happen, on one axis; what waits fills up and goes. */
function picture(
  { answer }: BridgeOutlook,
  { outageMs, everyMs }: AskedOutage,
  view: View,
  words: OutageWords,
): readonly string[] {
  const labels = [words.link, words.bridge, words.waiting];
  const width = Math.max(...labels.map(widthOf));
  const columns = Math.min(60, view.columns - width - 6);
  const spanMs = answer.backMs.high * 1.2;
  const noticedMs = Math.min(answer.noticedMs.high, answer.backMs.high);
  const levels = view.unicode ? LEVELS.unicode : LEVELS.plain;
  const full = Math.max(1, answer.kept.high);
  const level = (atMs: number) => {
    if (atMs < noticedMs || atMs > answer.backMs.high || answer.kept.high === 0) return 0;
    const share = Math.min(1, (atMs - noticedMs) / everyMs / full);
    return Math.max(1, Math.round(share * (levels.length - 1)));
  };
  const link = (atMs: number) => (atMs < outageMs ? "." : "-");
  const bridge = (atMs: number) => (atMs > answer.backMs.high ? "-" : atMs < noticedMs ? "?" : ".");
  const draw = (mark: (atMs: number) => string) =>
    Array.from({ length: columns }, (_, i) => mark(((i + 0.5) / columns) * spanMs)).join("");
  return [
    `${padTo(words.link, width)}  ${draw(link)}`,
    `${padTo(words.bridge, width)}  ${draw(bridge)}`,
    `${padTo(words.waiting, width)}  ${draw((atMs) => levels[level(atMs)] ?? " ")}`.trimEnd(),
    `${padTo("", width)}  0 s${padTo("", columns - 3 - secondsText(spanMs).length)}${secondsText(spanMs)}`,
    view.paint("quiet", words.legend),
  ];
}

function verdict({ answer, remedy, elsewhere }: BridgeOutlook, words: OutageWords): readonly string[] {
  const facts = [
    words.crash[answer.crash],
    answer.mayStayMute ? words.mute : "",
    answer.needsMessage && answer.crash !== "certain" ? words.needsMessage : "",
  ].filter((text) => text !== "");
  if (remedy === undefined) {
    const newest = elsewhere && `${words.elsewhere(elsewhere.release)} ${remedyText(elsewhere.remedy)}`;
    return [...facts, words.noRemedy, ...(newest === undefined ? [] : [newest])];
  }
  const settings = remedyText(remedy);
  return [...facts, settings === "" ? words.fine : `${words.remedy} ${settings}`];
}

/** As it is typed; all but the cache stand in the bridge, `qos` in its forward rules. */
export function remedySettings(remedy: Remedy): readonly (readonly [key: string, value: number])[] {
  const { maxSendQueueLen, cancelTimeoutMs, resendIntervalMs, diskCacheSize, qos } = remedy;
  const all: readonly (readonly [string, number | undefined])[] = [
    ["forwards[].qos", qos],
    ["max_send_queue_len", maxSendQueueLen],
    ["cancel_timeout", cancelTimeoutMs],
    ["resend_interval", resendIntervalMs],
    ["bridges.mqtt.cache.disk_cache_size", diskCacheSize],
  ];
  return all.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

function remedyText(remedy: Remedy): string {
  return remedySettings(remedy)
    .map(([key, value]) => `${key} = ${value}`)
    .join(", ");
}

/** The report of `schemas/outage.schema.json`. JSON has no Infinity: null is "never", or without a bound. */
export function outageJson(outlooks: readonly BridgeOutlook[], asked: AskedOutage, nanomq: string): string {
  const bridges = outlooks.map(({ name, qos, answer, memoryBytes, remedy, elsewhere }) => ({
    name,
    qos,
    ...answer,
    memoryBytes,
    remedy: remedy === undefined ? null : Object.fromEntries(remedySettings(remedy)),
    elsewhere: elsewhere
      ? { release: elsewhere.release, remedy: Object.fromEntries(remedySettings(elsewhere.remedy)) }
      : null,
  }));
  const { cut, outageMs, everyMs, payloadBytes } = asked;
  return `${JSON.stringify({ nanomq, outage: { cut, outageMs, everyMs, payloadBytes }, bridges }, null, 2)}\n`;
}
