// What other releases would come to: for every page that draws them.
import { choose } from "../../advise/release/choose.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { runOf } from "../../lint/lint-conf.ts";
import type { ReleaseOutlook } from "../../report/html/broker.ts";
import { assessReleases, releasesWith } from "./assessed.ts";

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
