import type { Advice } from "../../advise/search/advise.ts";
import { latestMs, type Option, slackMs } from "../../advise/search/option.ts";
import type { Change } from "../../advise/search/plan.ts";
import { confValue } from "../../advise/search/takeover.ts";
import type { ObjectiveCode } from "../../advise/search/verdict.ts";
import type { Language } from "../../lint/language.ts";
import type { Role } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { table, telling } from "../time/figure-table.ts";
import { secondsText } from "../time/windows.ts";
import { tuneWords } from "./words.ts";

const MOST_ROWS = 8;

/** `retry_interval = 1s`, or the keepalive of a client class. */
export function changeText(change: Change, language: Language): string {
  if (change.target === "client")
    return tuneWords[language].clientKeepalive(change.client, secondsText(change.toMs));
  return `${change.key.slice(change.key.lastIndexOf(".") + 1)} = ${confValue(change.key, change.to)}`;
}

export function changesText(changes: readonly Change[], language: Language): string {
  return changes.map((change) => changeText(change, language)).join(", ");
}

/** A figure of an objective with its unit. */
export function valueText(objective: ObjectiveCode, value: number, language: Language): string {
  if (!Number.isFinite(value)) return tuneWords[language].never;
  switch (objective) {
    case "live-clients":
    case "detect-within":
    case "redeliver-within":
    case "drain-within":
      return secondsText(value);
    case "mqtt-limit":
      return `${Number((value * 1.5).toFixed(2))} x keepalive`;
    case "false-kicks-per-day":
      return rateText(value);
    case "cpu-share":
      return String(Number(value.toPrecision(2)));
  }
}

/** Rarer than once in three years is not worth a digit. */
const RAREST_PER_DAY = 0.001;

function rateText(perDay: number): string {
  if (perDay === 0) return "0";
  if (perDay < RAREST_PER_DAY) return `<${RAREST_PER_DAY}`;
  return perDay >= 100 ? String(Math.round(perDay)) : String(Number(perDay.toPrecision(2)));
}

function worstClient(option: Option) {
  const latest = latestMs(option);
  const { clients } = option.figures;
  return clients.find(({ detection }) => (detection.windowMs?.latest ?? Infinity) === latest) ?? clients[0];
}

export function kicksText({ figures }: Option, language: Language): string {
  const rates = figures.clients.flatMap(({ falseKicks }) => (falseKicks === undefined ? [] : [falseKicks]));
  const [worst] = rates.toSorted((a, b) => b.high - a.high);
  if (worst === undefined) return tuneWords[language].unknown;
  return `${rateText(worst.perDay)} (${rateText(worst.low)} - ${rateText(worst.high)})`;
}

/** "8.5 / 8.95 / 9 s" */
function secondsListText(times: readonly number[]): string {
  return `${times.map((ms) => String(Number((ms / 1000).toFixed(2)))).join(" / ")} s`;
}

/** The cells of one option: windows of the client class noticed last, the worst of everything else. */
function cellsOf(option: Option, label: string, before: Option, language: Language): readonly string[] {
  const words = tuneWords[language];
  const { windowMs: window, afterConnectMs } = worstClient(option)?.detection ?? {};
  const { redelivery, cost, clients } = option.figures;
  const drains = clients.map(({ drainMs }) => drainMs);
  const drain = drains.includes(undefined) ? undefined : Math.max(...drains.map((ms) => ms ?? 0));
  return [
    label,
    window === undefined ? words.never : secondsListText([window.p50, window.p95, window.latest]),
    afterConnectMs === undefined ? words.never : secondsText(afterConnectMs.latest),
    slackText(option),
    kicksText(option, language),
    redelivery === undefined ? words.never : secondsText(redelivery.latest),
    drain === undefined ? words.never : drain === 0 ? "-" : secondsText(drain),
    String(Number((cost?.ticksPerSecond ?? 0).toPrecision(3))),
    cost?.cores === undefined ? "?" : coresText(cost.cores.typical, before.figures.cost?.cores?.typical),
  ];
}

/** How late a ping of the class with the least slack may be; below 0 it is kicked though it pings on time. */
function slackText(option: Option): string {
  const slack = slackMs(option);
  return slack === undefined ? "?" : secondsText(slack);
}

/** Cores in use, and how that compares with today. */
function coresText(cores: number, today: number | undefined): string {
  const own = String(Number(cores.toPrecision(2)));
  return today === undefined || today === cores
    ? own
    : `${own} (${Number((cores / today).toPrecision(2))} x)`;
}

export function candidateTable(advice: Advice, view: View, language: Language): readonly string[] {
  const words = tuneWords[language];
  const { column } = words;
  const heading = [
    column.change,
    column.window,
    column.early,
    column.slack,
    column.kicks,
    column.redelivery,
    column.drain,
    column.ticks,
    column.cpu,
  ];
  const { before } = advice;
  const after = advice.outcome === "change" ? [advice.after] : [];
  const key = after[0] && changesText(after[0].changes, language);
  // Where nothing serves, the ways out are the candidates.
  const front =
    advice.outcome === "infeasible" ? advice.relaxations.map(({ option }) => option) : advice.front;
  const worded = front.map((option) => [changesText(option.changes, language), option] as const);
  const others = shownOf(
    [...new Map(worded.filter(([text]) => text !== "" && text !== key)).values()],
    MOST_ROWS - after.length,
  );
  const rows = [
    heading,
    cellsOf(before, words.today, before, language),
    ...after.map((option) => cellsOf(option, `${key} *`, before, language)),
    ...others.map((option) => cellsOf(option, changesText(option.changes, language), before, language)),
  ];
  const roleOf = (at: number): Role =>
    at === 0 ? "strong" : at === 2 && after.length > 0 ? "good" : "quiet";
  const painted = table(telling(rows), view.columns).flatMap((lines, at) =>
    lines.map((line) => view.paint(roleOf(at), line)),
  );
  return after.length > 0 ? [...painted, view.paint("quiet", `* ${words.recommended}`)] : painted;
}

/** Of a long front the ends and what lies evenly between them: the whole trade, not its first part. */
function shownOf(front: readonly Option[], most: number): readonly Option[] {
  const sorted = front.toSorted((a, b) => latestMs(a) - latestMs(b));
  if (sorted.length <= most) return sorted;
  const step = (sorted.length - 1) / (most - 1);
  const picked = new Set(Array.from({ length: most }, (_, at) => sorted[Math.round(at * step)]));
  return sorted.filter((option) => picked.has(option));
}
