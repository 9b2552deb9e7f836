// All that the page of a report tells of a broker beside its findings.
import { choose } from "../../advise/release/choose.ts";
import { advise } from "../../advise/search/advise.ts";
import { multiplierMap } from "../../advise/search/feasibility-map.ts";
import type { AdviseInput } from "../../advise/search/plan.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { runOf } from "../../lint/lint-conf.ts";
import type { PageBroker, ReleaseOutlook, TimerOutlook } from "../../report/html/broker.ts";
import { pingPolicies } from "../../timing/ping-policy.ts";
import { assessReleases, releasesWith } from "../open/assessed.ts";
import type { LintedBroker } from "../open/linted-broker.ts";
import type { Project } from "../open/project.ts";
import type { Arguments } from "./arguments.ts";
import type { Session } from "./session.ts";
import { inputOf } from "./tune/question.ts";

/** What most client libraries send where nobody says otherwise. */
const USUAL_CLIENT = { name: "", count: 1, keepaliveMs: 60_000, policy: pingPolicies.mosquitto };

/** Complete: without a client one of the usual ones is looked at, without an objective MQTT's own limit is asked for. */
function questionFor(
  { input: { facts }, lint: { run } }: Linted,
  project: Project,
  args: Arguments,
  session: Session,
): AdviseInput {
  const told = inputOf(args, { ...project, facts }, run.start, session);
  const clients = told.clients.length > 0 ? told.clients : [USUAL_CLIENT];
  const { earlyDeaths: _, ...asked } = told.objectives;
  const isAsked = Object.values(asked).some((value) => value !== undefined && value !== false);
  return {
    ...told,
    clients,
    current: { ...told.current, keepalivesMs: clients.map(({ keepaliveMs }) => keepaliveMs) },
    objectives: isAsked ? told.objectives : { ...told.objectives, mqttLimit: true },
  };
}

function timerOutlook(input: AdviseInput, isAssumed: boolean): TimerOutlook {
  const advice = advise(input);
  const recommended = advice.outcome === "change" ? [advice.after.settings] : [];
  return { input, isAssumed, advice, map: multiplierMap(input, [input.current, ...recommended]) };
}

function releaseOutlook({ input, lint: { run } }: Linted): ReleaseOutlook {
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

export function pageBroker(
  { linted, ...rest }: LintedBroker,
  project: Project,
  args: Arguments,
  session: Session,
): PageBroker {
  const { facts } = linted.input;
  const input = questionFor(linted, project, args, session);
  const isAssumed = input.clients.includes(USUAL_CLIENT);
  return {
    ...rest,
    run: linted.lint.run,
    facts,
    timer: timerOutlook(input, isAssumed),
    releases: releaseOutlook(linted),
  };
}
