/*
 * The tuning advisor. It tries what NanoMQ can really have (whole seconds, multipliers of single precision, keepalives
 * where clients may be changed), works out the figures of each choice by the same closed forms and simulations that
 * the rest of nanotune uses, and recommends the cheapest one that holds every objective.
 *
 * Contract (test/advise/search/contract.test.ts): every value is in range for the version; one value for each key; dropping any
 * change breaks an objective or a rule of the linter; the recommendation applied and asked again needs no change, and the
 * linter reports nothing about it; where nothing serves, it says which objective binds and how far each would have to give
 * way.
 */
import type { TimerRule } from "../../timing/timer-limits.ts";
import { Assessor } from "./figures.ts";
import { byExpense, type Option, optionOf } from "./option.ts";
import { paretoFront } from "./pareto.ts";
import { type AdviseInput, type Change, withoutChange } from "./plan.ts";
import { type Relaxation, relaxations } from "./relax.ts";
import { searchOptions } from "./search.ts";
import { coversEarlyDeaths, type ObjectiveCode } from "./verdict.ts";

/** Why a change is part of the recommendation: what fails without it. */
export interface Reason {
  readonly change: Change;
  readonly holds: readonly ObjectiveCode[];
  readonly guards: readonly TimerRule[];
}

/** Where the answer is too late for clients that die right after their CONNECT: the cheapest one that is not, if any. */
interface Covering {
  readonly covering?: Option | undefined;
}

export type Advice = {
  /** What is in force, with its windows. */
  readonly before: Option;
  /** Not beaten in everything by another choice; `byExpense` order. Where nothing serves: of what lint accepts. */
  readonly front: readonly Option[];
} & (
  | ({ readonly outcome: "met" } & Covering)
  | ({ readonly outcome: "change"; readonly after: Option; readonly reasons: readonly Reason[] } & Covering)
  | {
      readonly outcome: "infeasible";
      /** Objectives that alone stand in the way: giving way on one of them would do. Empty where several have to. */
      readonly binding: readonly ObjectiveCode[];
      /** Objectives that no settings of the broker bring any nearer: a keepalive of 0 is never checked. */
      readonly unreachable: readonly ObjectiveCode[];
      readonly relaxations: readonly Relaxation[];
    }
);

/** The cheapest settings that hold every objective, or why there are none. Same input, same answer. */
export function advise(input: AdviseInput): Advice {
  const assessor = new Assessor(input);
  const before = optionOf(input.current, input, assessor);
  const options = searchOptions(input, assessor).toSorted(byExpense);
  const serving = options.filter(({ met }) => met);
  const clean = serving.filter(({ guards }) => guards.length === 0);
  const front = paretoFront(clean.length > 0 ? clean : serving);
  const covering = (chosen: Option): Covering => {
    if (coversEarlyDeaths(chosen.verdicts)) return {};
    const found = clean.find(({ verdicts }) => coversEarlyDeaths(verdicts));
    return { covering: found && minimal(found, covered(input), assessor) };
  };
  if (before.met) return { outcome: "met", before, front, ...covering(before) };
  const cheapest = clean[0];
  // What the linter would report at once is no advice; it is offered as a way out.
  if (cheapest === undefined) return infeasible(input, assessor, before, options);
  const after = minimal(cheapest, input, assessor);
  return {
    outcome: "change",
    before,
    front,
    after,
    reasons: reasonsFor(after, input, assessor),
    ...covering(after),
  };
}

function covered(input: AdviseInput): AdviseInput {
  return { ...input, objectives: { ...input.objectives, earlyDeaths: true } };
}

function infeasible(
  input: AdviseInput,
  assessor: Assessor,
  before: Option,
  options: readonly Option[],
): Advice {
  const found = relaxations(input, assessor, options);
  const binding = found.flatMap((relaxation) =>
    relaxation.lever === "objective" ? [relaxation.objective] : [],
  );
  const sparing = options.filter(
    ({ verdicts, guards }) =>
      guards.length === 0 && verdicts.every((one) => one.objective !== "live-clients" || one.met),
  );
  const unreachable = (options[0]?.verdicts ?? []).flatMap(({ objective }) => {
    const values = options.flatMap(({ verdicts }) => verdicts.filter((one) => one.objective === objective));
    return values.every(({ value }) => value === Infinity) ? [objective] : [];
  });
  return {
    outcome: "infeasible",
    before,
    front: paretoFront(sparing),
    binding,
    unreachable,
    relaxations: found,
  };
}

/** Takes back every change that nothing depends on. */
function minimal(option: Option, input: AdviseInput, assessor: Assessor): Option {
  for (const change of option.changes) {
    const without = optionOf(
      withoutChange(option.settings, change, input.current, input.clients),
      input,
      assessor,
    );
    if (without.met && without.guards.length === 0) return minimal(without, input, assessor);
  }
  return option;
}

function reasonsFor(option: Option, input: AdviseInput, assessor: Assessor): readonly Reason[] {
  return option.changes.map((change) => {
    const settings = withoutChange(option.settings, change, input.current, input.clients);
    const without = optionOf(settings, input, assessor);
    return {
      change,
      holds: without.verdicts.filter(({ met }) => !met).map(({ objective }) => objective),
      guards: without.guards,
    };
  });
}
