// What other settings of the timer, and other releases, would come to: for every page that draws them.
import { choose } from "../../advise/release/choose.ts";
import { advise } from "../../advise/search/advise.ts";
import { multiplierMap } from "../../advise/search/feasibility-map.ts";
import type { AdviseInput } from "../../advise/search/plan.ts";
import { completed, isAssumed } from "../../advise/search/question.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { runOf } from "../../lint/lint-conf.ts";
import type { ReleaseOutlook, TimerOutlook } from "../../report/html/broker.ts";
import { assessReleases, releasesWith } from "./assessed.ts";

/** @param told complete or not */
export function timerOutlook(told: AdviseInput): TimerOutlook {
  const input = completed(told);
  const advice = advise(input);
  const recommended = advice.outcome === "change" ? [advice.after.settings] : [];
  return {
    input,
    isAssumed: isAssumed(input),
    advice,
    map: multiplierMap(input, [input.current, ...recommended]),
  };
}

export function releaseOutlook({ input, lint: { run } }: Linted): ReleaseOutlook {
  const { version, facts, rules } = input;
  const today = { run, input };
  const assessments = assessReleases(
    releasesWith(version),
    today,
    (release) => {
      const there = { ...input, version: release };
      return { run: runOf(there), input: there };
    },
    rules,
    facts,
  );
  const now = assessments.find((one) => one.version.rank === version.rank);
  if (now === undefined) throw new RangeError(`${version.text} was not looked at`);
  return { assessments, choice: choose(assessments, now) };
}
