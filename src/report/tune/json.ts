import type { Advice } from "../../advise/search/advise.ts";
import type { Option } from "../../advise/search/option.ts";
import type { Relaxation } from "../../advise/search/relax.ts";
import { timerText } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";

/** The advice as JSON has it: the timer of every option as this release's conf would say it. */
export function adviceJson(advice: Advice, version: NanomqVersion): object {
  const option = ({ settings: { timer, ...settings }, ...rest }: Option) => ({
    settings: { ...timerText(timer, version), batchResend: timer.batchResend, ...settings },
    ...rest,
  });
  const relaxation = (way: Relaxation) => ({ ...way, option: option(way.option) });
  const { before, front, ...rest } = advice;
  const covering = (one: Option | undefined) => (one === undefined ? {} : { covering: option(one) });
  const common = { before: option(before), front: front.map(option) };
  switch (rest.outcome) {
    case "met":
      return { outcome: rest.outcome, ...common, ...covering(rest.covering) };
    case "change":
      return {
        outcome: rest.outcome,
        ...common,
        after: option(rest.after),
        reasons: rest.reasons,
        ...covering(rest.covering),
      };
    case "infeasible": {
      const { outcome, binding, unreachable, relaxations } = rest;
      return { outcome, ...common, binding, unreachable, relaxations: relaxations.map(relaxation) };
    }
  }
}
