import type { Alternative } from "../../lint/finding/finding.ts";
import type { DetectionReplay } from "../../timing/detection.ts";
import { reportWords } from "../finding/words.ts";
import { secondsText } from "../time/windows.ts";
import { type Both, both, element, escapeHtml, say, shape } from "./markup.ts";

const WIDTH = 600;
const HEIGHT = 18;

/** When the last of what is drawn happens. */
export function latestOf({ windowMs, afterConnectMs, mqttLimitMs = 0 }: DetectionReplay): number {
  return Math.max(windowMs?.latest ?? 0, afterConnectMs?.latest ?? 0, mqttLimitMs);
}

/**
 * One bar: the window solid, what dying right after the CONNECT adds striped, MQTT's limit as a line.
 * @param endMs of the axis
 */
export function windowBar(replay: DetectionReplay, endMs: number): string {
  const { windowMs, afterConnectMs, mqttLimitMs } = replay;
  const x = (ms: number) => Number(((ms / Math.max(endMs, 1)) * WIDTH).toFixed(1));
  const bar = (name: string, fromMs: number, untilMs: number) =>
    shape("rect", {
      class: name,
      x: x(fromMs),
      y: 3,
      width: Math.max(2, x(untilMs) - x(fromMs)),
      height: 12,
      rx: 2,
    });
  const isLate = mqttLimitMs !== undefined && (windowMs?.latest ?? Infinity) > mqttLimitMs;
  const early =
    windowMs !== undefined && afterConnectMs !== undefined && afterConnectMs.latest > windowMs.latest;
  const at = mqttLimitMs === undefined ? undefined : Math.min(x(mqttLimitMs), WIDTH - 1);
  return element(
    "svg",
    { class: "bar", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    shape("rect", { class: "track", x: 0, y: 8, width: WIDTH, height: 2 }),
    early ? bar("early", windowMs.latest, afterConnectMs.latest) : "",
    windowMs === undefined ? "" : bar(isLate ? "window late" : "window", windowMs.earliest, windowMs.latest),
    at === undefined ? "" : shape("line", { class: "limit", x1: at, x2: at, y1: 0, y2: HEIGHT }),
  );
}

/** The window in words, and what dying early adds. */
export function windowText({ windowMs, afterConnectMs }: DetectionReplay): Both<string> {
  return both((language) => {
    const words = reportWords[language];
    if (windowMs === undefined) return words.never;
    const window = words.window(secondsText(windowMs.earliest), secondsText(windowMs.latest));
    const isEarlier = afterConnectMs === undefined || afterConnectMs.latest <= windowMs.latest;
    return isEarlier ? window : `${window} (${secondsText(afterConnectMs.latest)})`;
  });
}

function row(label: string, replay: DetectionReplay, endMs: number): string {
  return [
    element("div", { class: "label" }, label),
    windowBar(replay, endMs),
    element("div", { class: "figure" }, say(windowText(replay))),
  ].join("");
}

/** Windows of one client, those in force above the alternatives, on one axis of time. */
export function windowsChart(replay: DetectionReplay, alternatives: readonly Alternative[]): string {
  const endMs = Math.max(latestOf(replay), ...alternatives.map((one) => latestOf(one.replay))) * 1.02;
  const { mqttLimitMs, name, keepaliveMs } = replay;
  const legend = (kind: string, text: Both<string>) =>
    element("span", { class: "key" }, element("i", { class: kind }, ""), say(text));
  return element(
    "figure",
    { class: "windows" },
    element(
      "figcaption",
      {},
      say(both((language) => reportWords[language].chartTitle(name, secondsText(keepaliveMs)))),
    ),
    element(
      "div",
      { class: "bars" },
      row(say(both((language) => reportWords[language].today)), replay, endMs),
      ...alternatives.map(({ text, replay: other }) =>
        row(element("code", {}, escapeHtml(text)), other, endMs),
      ),
    ),
    element(
      "p",
      { class: "legend" },
      legend(
        "window",
        both((language) => reportWords[language].afterLastPacket),
      ),
      legend(
        "early",
        both((language) => reportWords[language].afterConnect),
      ),
      mqttLimitMs === undefined
        ? ""
        : legend(
            "limit",
            both((language) => reportWords[language].limit(secondsText(mqttLimitMs))),
          ),
    ),
  );
}
