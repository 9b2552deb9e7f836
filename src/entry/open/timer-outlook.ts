// What other settings of the timer would come to: for every page that draws them.
import { advise } from "../../advise/search/advise.ts";
import { multiplierMap } from "../../advise/search/feasibility-map.ts";
import type { AdviseInput } from "../../advise/search/plan.ts";
import { completed, isAssumed } from "../../advise/search/question.ts";
import type { TimerOutlook } from "../../report/html/broker.ts";

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
