// What stays the same from the first question of the wizard to the last, and what answers make of it.
import { type Answers, answeredFacts } from "../../../advise/wizard/answers.ts";
import type { Known } from "../../../advise/wizard/questions.ts";
import type { View } from "../../../report/output/view.ts";
import type { Run } from "../../../start/run.ts";
import type { ConfInput } from "../../../text/conf/conf-input.ts";
import type { Opened } from "../../open/open.ts";
import { type Project, versionOf } from "../../open/project.ts";
import type { Arguments } from "../arguments.ts";
import type { Session } from "../session.ts";
import type { Asker } from "./asker.ts";

export interface Talk {
  readonly asker: Asker;
  readonly view: View;
  readonly session: Session;
  readonly args: Arguments;
  readonly opened: Opened;
  readonly started: Run;
  readonly path: string;
  readonly conf: ConfInput;
  readonly project: Project;
  readonly known: Known;
}

export function answeredProject({ project, session }: Talk, answers: Answers): Project {
  const facts = answeredFacts(project.facts, answers);
  if (answers.nanomq === undefined) return { ...project, facts };
  return { facts, version: versionOf(answers.nanomq, session), versionAssumed: false };
}

export function answeredArguments({ args }: Talk, answers: Answers): Arguments {
  if (answers["set-clients"] !== "yes") return args;
  return { ...args, options: new Map([...args.options, ["set-clients", []]]) };
}
