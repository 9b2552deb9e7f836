import type { Outage } from "../../lint/finding/finding.ts";
import { type OutageStory, storyOf, waitingAt } from "../../timing/outage/story.ts";
import { rateText } from "../outage/rate.ts";
import { outageWords } from "../outage/words.ts";
import { secondsText } from "../time/windows.ts";
import { type Both, both, element, say, shape } from "./markup.ts";

const WIDTH = 600;
const ROW = 22;
const LEVEL = 54;
const STEPS = 120;
/** Of tries that fall on one place a few are enough. */
const MOST_TRIES = 200;
/** A drain that takes longer is cut off: the outage shall be seen. */
const MOST_TIMES_BACK = 4;

function spanOf({ backMs, deliveredMs }: OutageStory): number {
  const most = MOST_TIMES_BACK * backMs;
  return 1.03 * (deliveredMs > most ? most : Math.max(backMs, deliveredMs));
}

/** A band of time on a track; an end beyond the axis is its end. */
function band(name: string, fromMs: number, untilMs: number, spanMs: number): string {
  const x = (ms: number) => Number(((Math.min(Math.max(ms, 0), spanMs) / spanMs) * WIDTH).toFixed(1));
  const width = Math.max(0, x(untilMs) - x(fromMs));
  return width === 0 ? "" : shape("rect", { class: name, x: x(fromMs), y: 5, width, height: 12, rx: 2 });
}

function track(...content: readonly string[]): string {
  return element(
    "svg",
    { class: "bar", viewBox: `0 0 ${WIDTH} ${ROW}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...content,
  );
}

function tries(story: OutageStory, spanMs: number): string {
  const step = Math.ceil(story.tries.length / MOST_TRIES);
  return story.tries
    .filter((atMs, at) => at % step === 0 && atMs < story.backMs && atMs < story.crashMs)
    .map((atMs) => {
      const x = Number(((atMs / spanMs) * WIDTH).toFixed(1));
      return shape("line", { class: "try", x1: x, x2: x, y1: 2, y2: ROW - 2 });
    })
    .join("");
}

/** What waits, as an area over time. */
function waiting(story: OutageStory, spanMs: number): string {
  const points = Array.from({ length: STEPS + 1 }, (_, at) => {
    const share = waitingAt(story, (at / STEPS) * spanMs) / story.full;
    return `${((at / STEPS) * WIDTH).toFixed(1)},${(LEVEL - share * (LEVEL - 6)).toFixed(1)}`;
  });
  return element(
    "svg",
    {
      class: "bar tall",
      viewBox: `0 0 ${WIDTH} ${LEVEL}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    },
    shape("polygon", { class: "level", points: `0,${LEVEL} ${points.join(" ")} ${WIDTH},${LEVEL}` }),
  );
}

/** Link, bridge, attempts and what waits while the uplink is away, on one axis of time. */
export function outageChart({ question, answer }: Outage): string {
  const story = storyOf(question, answer);
  const spanMs = spanOf(story);
  const { outageMs, noticedMs, backMs, crashMs, losingMs } = story;
  const { cut, everyMs, qos } = question;
  const row = (label: Both<string>, chart: string, figure: Both<string>) =>
    [
      element("div", { class: "label" }, say(label)),
      chart,
      element("div", { class: "figure" }, say(figure)),
    ].join("");
  const at = (ms: number) => both(() => (ms < Infinity ? secondsText(Math.round(ms / 100) * 100) : "∞"));
  const word = (name: "link" | "bridge" | "waiting" | "losing") =>
    both((language) => outageWords[language][name]);
  return element(
    "figure",
    { class: "windows outage" },
    element(
      "figcaption",
      {},
      say(
        both((language) => {
          const words = outageWords[language];
          return words.question(words.cuts[cut], secondsText(question.outageMs), rateText(everyMs), qos);
        }),
      ),
    ),
    element(
      "div",
      { class: "bars" },
      row(
        word("link"),
        track(band("away", 0, outageMs, spanMs), band("up", outageMs, spanMs, spanMs)),
        at(outageMs),
      ),
      row(
        word("bridge"),
        track(
          band("unaware", 0, Math.min(noticedMs, crashMs), spanMs),
          band("away", noticedMs, Math.min(backMs, crashMs), spanMs),
          band("up", backMs, crashMs, spanMs),
          tries(story, spanMs),
          band("dead", crashMs, spanMs, spanMs),
        ),
        at(crashMs < Infinity ? crashMs : backMs),
      ),
      story.full === 0
        ? ""
        : row(
            word("waiting"),
            waiting(story, spanMs),
            both(() => String(story.full)),
          ),
      losingMs === Infinity
        ? ""
        : row(
            word("losing"),
            track(band("dead", losingMs, backMs, spanMs)),
            both(() => String(answer.lost.high)),
          ),
    ),
  );
}
