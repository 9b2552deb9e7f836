import type { CellState } from "../../advise/search/feasibility-map.ts";
import { latestMs, type Option } from "../../advise/search/option.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { secondsText } from "../time/windows.ts";
import { changesText } from "../tune/advice.ts";
import { cellSigns } from "../tune/feasibility.ts";
import { decidingClient, figureSentences, pairText } from "../tune/option-figures.ts";
import { tuneWords } from "../tune/words.ts";
import type { TimerOutlook } from "./broker.ts";
import { both, element, say } from "./markup.ts";
import { latestOf, windowBar } from "./windows-chart.ts";
import { pageWords } from "./words.ts";

/** What one pair of settings comes to, in sentences. */
function detailOf(option: Option, state: CellState, endMs: number, version: NanomqVersion): string {
  const client = decidingClient(option);
  if (client === undefined) return "";
  return [
    element(
      "p",
      { class: "pair" },
      element("code", {}, say(both((language) => pairText(option, version, language)))),
      element("span", { class: `chip ${state}` }, say(both((language) => tuneWords[language].cell[state]))),
    ),
    windowBar(client.detection, endMs),
    element(
      "p",
      {},
      say(both((language) => figureSentences(option, language).join(language === "en" ? " " : ""))),
    ),
  ].join("");
}

interface Marked {
  readonly isNow: boolean;
  readonly isAdvised: boolean;
  /** The field that Tab leads to. */
  readonly isEntry: boolean;
}

function isAt(option: Option, other: Option | undefined): boolean {
  const [one, two] = [option.settings.timer, other?.settings.timer];
  return two !== undefined && one.retry === two.retry && Math.abs(one.multiplier - two.multiplier) < 1e-3;
}

function cell(
  option: Option,
  state: CellState,
  { isNow, isAdvised, isEntry }: Marked,
  endMs: number,
  outlook: TimerOutlook,
): string {
  const name = ["cell", state, isNow ? "now" : "", isAdvised ? "advised" : ""].filter((one) => one !== "");
  const said = both((language) => tuneWords[language].cell[state]);
  const mark = isAdvised ? "★" : isNow ? "●" : cellSigns[state];
  return element(
    "td",
    {},
    element(
      "button",
      {
        type: "button",
        class: name.join(" "),
        tabindex: isEntry ? 0 : -1,
        "aria-pressed": isNow ? "true" : "false",
      },
      element("span", { "aria-hidden": "true" }, mark),
      element("span", { class: "unseen" }, say(said)),
    ),
    element("div", { class: "detail", hidden: true }, detailOf(option, state, endMs, outlook.input.version)),
  );
}

/** Of the axis that all bars of a map have in common. */
function endOf({ map }: TimerOutlook): number {
  const shown = map.options.flat().flatMap((option) => {
    const client = decidingClient(option);
    return client === undefined || latestMs(option) === Infinity ? [] : [latestOf(client.detection)];
  });
  return Math.max(1, ...shown);
}

/** What the settings in force come to: shown until another field is pointed at. */
function firstDetail(outlook: TimerOutlook): string {
  const { map, advice, input } = outlook;
  const row = map.options.findIndex((options) => options.some((option) => isAt(option, advice.before)));
  const column = map.options[row]?.findIndex((option) => isAt(option, advice.before)) ?? -1;
  const option = map.options[row]?.[column];
  const state = map.rows[row]?.[column];
  if (option === undefined || state === undefined) return "";
  return detailOf(option, state, endOf(outlook), input.version);
}

function table(outlook: TimerOutlook): string {
  const { map, advice } = outlook;
  const after = advice.outcome === "change" ? advice.after : undefined;
  const endMs = endOf(outlook);
  const entry = map.options.flat().find((option) => isAt(option, advice.before)) ?? map.options[0]?.[0];
  const head = map.retryIntervalsS.map((interval) => element("th", { scope: "col" }, `${interval} s`));
  const rows = map.options.map((options, row) => {
    const cells = options.map((option, column) => {
      const marks = {
        isNow: isAt(option, advice.before),
        isAdvised: isAt(option, after),
        isEntry: option === entry,
      };
      return cell(option, map.rows[row]?.[column] ?? "misses", marks, endMs, outlook);
    });
    return element("tr", {}, element("th", { scope: "row" }, `× ${map.steps[row]}`), ...cells);
  });
  return element(
    "div",
    {
      class: "scroll mapped",
      tabindex: 0,
      role: "group",
      "aria-label": "retry_interval × keepalive_multiplier",
    },
    element(
      "table",
      { class: "map" },
      element("thead", {}, element("tr", {}, element("td", {}, ""), ...head)),
      element("tbody", {}, ...rows),
    ),
  );
}

const states: readonly CellState[] = ["meets", "reported", "mqtt", "misses", "kicks", "costs"];

function legend({ map, advice }: TimerOutlook): string {
  const used = states.filter((state) => map.rows.some((row) => row.includes(state)));
  const key = (name: string, sign: string, text: string) =>
    element(
      "span",
      { class: "key" },
      element("i", { class: `cell ${name}`, "aria-hidden": "true" }, sign),
      text,
    );
  return element(
    "p",
    { class: "legend" },
    ...used.map((state) =>
      key(state, cellSigns[state], say(both((language) => tuneWords[language].cell[state]))),
    ),
    key("now", "●", say(both((language) => pageWords[language].inForce))),
    advice.outcome === "change"
      ? key("advised", "★", say(both((language) => pageWords[language].recommended)))
      : "",
  );
}

function adviceLine({ advice }: TimerOutlook): string {
  const text = both((language) => {
    const words = pageWords[language];
    if (advice.outcome === "met") return words.met;
    return advice.outcome === "infeasible"
      ? words.infeasible
      : words.proposal(changesText(advice.after.changes, language));
  });
  return element("p", { class: `advice ${advice.outcome}` }, say(text));
}

/** Retry interval across, multiplier down; each field tells its window when it is pointed at. */
export function mapSection(outlook: TimerOutlook): string {
  const { advice, isAssumed } = outlook;
  const client = decidingClient(advice.before);
  const keepalive = secondsText(client?.detection.keepaliveMs ?? 0);
  return [
    adviceLine(outlook),
    element(
      "p",
      { class: "soft" },
      say(both((language) => pageWords[language].mapIntro(client?.detection.name ?? "", keepalive))),
      isAssumed ? ` ${say(both((language) => pageWords[language].mapAssumed))}` : "",
    ),
    element(
      "div",
      { class: "explorer" },
      table(outlook),
      legend(outlook),
      element("p", { class: "soft hint" }, say(both((language) => pageWords[language].choose))),
      element("div", { class: "panel", "aria-live": "polite" }, firstDetail(outlook)),
    ),
  ].join("");
}
