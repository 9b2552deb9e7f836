import type { Advice } from "../../advise/search/advise.ts";
import type { Option } from "../../advise/search/option.ts";
import type { AdviseInput } from "../../advise/search/plan.ts";
import { coversEarlyDeaths } from "../../advise/search/verdict.ts";
import type { Language } from "../../lint/language.ts";
import { FIRST_TICK, noticedWithinMs, type WindowMs } from "../../timing/detection.ts";
import { reportWords } from "../finding/words.ts";
import type { View } from "../output/view.ts";
import { wrap } from "../text-layout.ts";
import { secondsText } from "../time/windows.ts";
import { changesText, changeText, kicksText, valueText } from "./advice.ts";
import { tuneWords } from "./words.ts";

const INDENT = "  ";

/** What becomes of kept sessions: their expiry is counted in ticks too. */
export function sessionLines(
  advice: Advice,
  input: AdviseInput,
  view: View,
  language: Language,
): readonly string[] {
  const words = tuneWords[language];
  const text = (window: WindowMs | undefined) =>
    window === undefined
      ? words.never
      : reportWords[language].window(secondsText(window.earliest), secondsText(window.latest));
  const after = advice.outcome === "change" ? advice.after : undefined;
  return input.clients.flatMap(({ name, session }, index) => {
    if (session === undefined) return [];
    const now = text(advice.before.figures.clients[index]?.sessionEnd);
    const then = after && text(after.figures.clients[index]?.sessionEnd);
    return wrap(words.session(name, now, then === now ? undefined : then), view.columns);
  });
}

function bullet(text: string, columns: number): readonly string[] {
  return wrap(text, columns - INDENT.length).map((line, at) => (at === 0 ? `- ${line}` : `${INDENT}${line}`));
}

/** Objectives that nothing puts to the test: the facts they need are missing. */
function untestedLines(
  { clients, objectives }: AdviseInput,
  view: View,
  language: Language,
): readonly string[] {
  const words = tuneWords[language];
  const unknownNetwork = clients.filter(({ network }) => network === undefined).map(({ name }) => name);
  const kicks = objectives.falseKicksPerDay !== undefined && unknownNetwork.length > 0;
  const drain =
    objectives.drainWithinMs !== undefined &&
    clients.every(({ offlineMessages = 0 }) => offlineMessages === 0);
  return [
    ...(kicks ? wrap(words.kicksUntested(unknownNetwork.join(", ")), view.columns) : []),
    ...(drain ? wrap(words.drainUntested, view.columns) : []),
  ];
}

/** Why: what each change holds, or which ways out there are. */
export function reasonLines(
  advice: Advice,
  input: AdviseInput,
  view: View,
  language: Language,
): readonly string[] {
  return [...outcomeLines(advice, input, view, language), ...untestedLines(input, view, language)];
}

/** Which deaths the objective is about, and what the others come to. */
function deathLines(
  chosen: Option,
  covering: Option | undefined,
  view: View,
  language: Language,
): readonly string[] {
  const words = tuneWords[language];
  const asked = chosen.verdicts.filter(({ earlyDeaths }) => earlyDeaths !== undefined);
  const latest = Math.max(
    ...chosen.figures.clients.map(({ detection }) => noticedWithinMs(detection, true) ?? 0),
  );
  if (asked.length === 0 || latest === 0) return [];
  const early = secondsText(latest);
  if (coversEarlyDeaths(chosen.verdicts)) return wrap(words.coversEarly(early), view.columns);
  const settled = secondsText(FIRST_TICK * chosen.settings.timer.retry);
  const offer =
    covering === undefined
      ? words.noneCoversEarly
      : words.coveringEarly(changesText(covering.changes, language));
  return [...wrap(words.established(settled, early), view.columns), ...wrap(offer, view.columns)];
}

function outcomeLines(advice: Advice, input: AdviseInput, view: View, language: Language): readonly string[] {
  const words = tuneWords[language];
  const settings = (option: Option) => changesText(option.changes, language) || words.today;
  switch (advice.outcome) {
    case "met":
      return [words.met, ...deathLines(advice.before, advice.covering, view, language)];
    case "change":
      return [
        words.change(advice.after.changes.length),
        ...deathLines(advice.after, advice.covering, view, language),
        ...advice.reasons.flatMap(({ change, holds, guards }) => {
          const failing = [...holds.map((code) => words.objective[code]), ...guards.map(words.lintRule)];
          return bullet(words.without(changeText(change, language), failing.join(", ")), view.columns);
        }),
      ];
    case "infeasible": {
      const names = advice.binding.map((code) => words.objective[code]).join(", ");
      const ways = advice.relaxations.map((way) => {
        if (way.lever === "clients") return words.relaxClients(settings(way.option));
        if (way.lever === "rules") return words.relaxRules(settings(way.option), way.rules.join(", "));
        const limit = valueText(way.objective, way.limit, language);
        const reachable = valueText(way.objective, way.reachable, language);
        const kicks = input.clients.some(({ network }) => network !== undefined)
          ? `; ${words.column.kicks}: ${kicksText(way.option, language)}`
          : "";
        return `${words.relax(words.objective[way.objective], limit, reachable, settings(way.option))}${kicks}`;
      });
      const onlyRules = advice.relaxations.some(({ lever }) => lever === "rules");
      const never = advice.unreachable.map((code) => words.objective[code]).join(", ");
      const otherwise = onlyRules
        ? words.rulesBind
        : never === ""
          ? words.severalBind
          : words.unreachable(never);
      const intro = names === "" ? otherwise : words.binding(names);
      return [
        ...wrap(onlyRules ? words.onlyReported : words.infeasible, view.columns),
        ...wrap(intro, view.columns),
        ...ways.flatMap((way) => bullet(way, view.columns)),
      ];
    }
  }
}
