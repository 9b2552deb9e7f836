// All that the page of a report tells of a broker beside its findings.
import type { PageBroker } from "../../report/html/broker.ts";
import type { LintedBroker } from "../open/linted-broker.ts";
import type { Project } from "../open/project.ts";
import { releaseOutlook } from "../open/release-outlook.ts";
import { timerOutlook } from "../open/timer-outlook.ts";
import type { Arguments } from "./arguments.ts";
import type { Session } from "./session.ts";
import { inputOf } from "./tune/question.ts";

export function pageBroker(
  { linted, ...rest }: LintedBroker,
  project: Project,
  args: Arguments,
  session: Session,
): PageBroker {
  const { facts } = linted.input;
  const { run } = linted.lint;
  return {
    ...rest,
    run,
    facts,
    timer: timerOutlook(inputOf(args, { ...project, facts }, run.start, session)),
    releases: releaseOutlook(linted),
  };
}
