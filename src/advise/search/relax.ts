import type { TimerRule } from "../../timing/timer-limits.ts";
import type { Assessor } from "./figures.ts";
import { byExpense, type Option } from "./option.ts";
import type { AdviseInput } from "./plan.ts";
import { searchOptions } from "./search.ts";
import type { ObjectiveCode } from "./verdict.ts";

/** A way out where nothing serves, with the settings that then do. */
export type Relaxation =
  | {
      readonly lever: "objective";
      readonly objective: ObjectiveCode;
      readonly limit: number;
      /** The nearest value that can be had with every other objective held. */
      readonly reachable: number;
      readonly option: Option;
    }
  | { readonly lever: "clients"; readonly option: Option }
  /** Meets the objective, but the linter would report it. */
  | { readonly lever: "rules"; readonly rules: readonly TimerRule[]; readonly option: Option };

/**
 * The nearest relaxation of each objective, all others held; and the nearest keepalives of the clients, where those
 * were not free and would serve.
 */
export function relaxations(
  input: AdviseInput,
  assessor: Assessor,
  options: readonly Option[],
): readonly Relaxation[] {
  const asked = options[0]?.verdicts.map(({ objective }) => objective) ?? [];
  const clean = options.filter(({ guards }) => guards.length === 0);
  // Giving way on an objective is worth nothing where lint reports the settings for it as well as those that hold it.
  const others = options.some(({ met }) => met) ? [] : options;
  const objectives = asked.flatMap(
    (objective) => relaxed(objective, clean) ?? relaxed(objective, others) ?? [],
  );
  return [...objectives, ...changedClients(input, assessor), ...brokenRules(options)];
}

/** Fewest rules first, then the cheapest: `options` come in that order. */
function brokenRules(options: readonly Option[]): readonly Relaxation[] {
  const [option] = options.filter(({ met }) => met).toSorted((a, b) => a.guards.length - b.guards.length);
  return option === undefined ? [] : [{ lever: "rules", rules: option.guards, option }];
}

function relaxed(objective: ObjectiveCode, options: readonly Option[]): Relaxation | undefined {
  let best: Relaxation | undefined;
  for (const option of options) {
    const others = option.verdicts.every((verdict) => verdict.objective === objective || verdict.met);
    const own = option.verdicts.find((verdict) => verdict.objective === objective);
    if (!others || own === undefined || own.met || !Number.isFinite(own.value)) continue;
    if (best?.lever === "objective" && best.reachable <= own.value) continue;
    best = { lever: "objective", objective, limit: own.limit, reachable: own.value, option };
  }
  return best;
}

function changedClients(input: AdviseInput, assessor: Assessor): readonly Relaxation[] {
  if (input.setClients === true) return [];
  const options = searchOptions({ ...input, setClients: true }, assessor);
  const serving = options.filter(({ met }) => met).toSorted(byNearness);
  const option = serving.find(({ guards }) => guards.length === 0);
  return option === undefined ? [] : [{ lever: "clients", option }];
}

/** The smallest step of the clients first, then the cheapest. */
function byNearness(a: Option, b: Option): number {
  return step(a) - step(b) || byExpense(a, b);
}

function step({ changes }: Option): number {
  let sum = 0;
  for (const change of changes) {
    if (change.target === "client") sum += Math.abs(Math.log(change.toMs / change.fromMs));
  }
  return sum;
}
