import { ruleParams } from "../../generated/rule-params.ts";
import { brokenLimits, type TimerRule, timerLimits } from "../../timing/timer-limits.ts";
import type { Assessor, Figures } from "./figures.ts";
import { type AdviseInput, type Change, changesBetween, type Settings } from "./plan.ts";
import { allMet, type Verdict, verdicts } from "./verdict.ts";

/** One choice of settings with everything that speaks for and against it. */
export interface Option {
  readonly settings: Settings;
  /** Against what is in force. */
  readonly changes: readonly Change[];
  readonly figures: Figures;
  readonly verdicts: readonly Verdict[];
  /** Every objective holds. */
  readonly met: boolean;
  /** Rules of the linter these settings would break. */
  readonly guards: readonly TimerRule[];
}

export function optionOf(settings: Settings, input: AdviseInput, assessor: Assessor): Option {
  const figures = assessor.figures(settings);
  const list = verdicts(figures, input.objectives);
  return {
    settings,
    changes: changesBetween(input.current, settings, input),
    figures,
    verdicts: list,
    met: allMet(list),
    guards: guardsOf(settings, input),
  };
}

/** What the rule files say, where nobody says otherwise. */
const usualLimits = timerLimits((rule) => ruleParams().get(rule));

/** What lint would still say about these timings. */
function guardsOf({ timer, keepalivesMs }: Settings, input: AdviseInput): readonly TimerRule[] {
  const { version, clients, limits = usualLimits } = input;
  const connections = clients.reduce((sum, { count }) => sum + count, 0);
  return brokenLimits(timer, version, { keepalivesMs, connections }, limits);
}

/** A hundredth of a core is in no graph: below it nobody sees which of two costs less. */
const INVISIBLE_CORES = 0.01;

/**
 * Cheapest first: fewest clients to change (a fleet is dearer than a file), fewest keys, least CPU where it can be seen, then
 * the most slack and the longest silence allowed, which kick fewest live clients; CPU that nobody sees decides last.
 */
export function byExpense(a: Option, b: Option): number {
  return (
    clientChanges(a) - clientChanges(b) ||
    a.changes.length - b.changes.length ||
    visibleCores(a) - visibleCores(b) ||
    (slackMs(b) ?? 0) - (slackMs(a) ?? 0) ||
    earliestMs(b) - earliestMs(a) ||
    coresOf(a) - coresOf(b)
  );
}

/** Cores in use, 0 where nobody can see them. */
export function visibleCores(option: Option): number {
  const cores = coresOf(option);
  return cores < INVISIBLE_CORES ? 0 : cores;
}

/** The least of all client classes; undefined where none is ever checked. */
export function slackMs({ figures }: Option): number | undefined {
  const slacks = figures.clients.flatMap((client) => client.slackMs ?? []);
  return slacks.length === 0 ? undefined : Math.min(...slacks);
}

function clientChanges({ changes }: Option): number {
  return changes.filter(({ target }) => target === "client").length;
}

export function coresOf({ figures }: Option): number {
  return figures.cost?.cores?.typical ?? Number.MAX_VALUE;
}

/** The latest detection of all client classes; Infinity where one is never noticed. */
export function latestMs({ figures }: Option): number {
  return Math.max(...figures.clients.map(({ detection }) => detection.windowMs?.latest ?? Infinity));
}

/** The earliest kick of all client classes. */
export function earliestMs({ figures }: Option): number {
  return Math.min(
    ...figures.clients.map(({ detection }) => detection.windowMs?.earliest ?? Number.MAX_VALUE),
  );
}
