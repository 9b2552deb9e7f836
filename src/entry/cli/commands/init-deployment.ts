import { dirname, isAbsolute, relative, resolve } from "node:path/posix";
import { type DeploymentPlan, type PlanPlaces, planOf, type Starter } from "../../../deploy/plan/plan.ts";
import { composeText } from "../../../report/deployment/compose.ts";
import { kubernetesText } from "../../../report/deployment/kubernetes.ts";
import { systemdText } from "../../../report/deployment/systemd.ts";
import { deploymentWords } from "../../../report/deployment/words.ts";
import { readNeighbour, STDIN, stateOf } from "../../open/conf-files.ts";
import { brokerPlaces, pathHere } from "../../open/host-files.ts";
import { noteOpened, open, refuseToWrite } from "../../open/open.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { refuseToReplace, writeNew } from "../new-file.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

const CONF = "nanomq.conf";

/** What a path of the broker is most likely called here: the longest end of it that lies beside the conf. */
function besideConf(path: string, folder: string, session: Session): string | undefined {
  const parts = path.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
  const ends = parts.map((_, at) => resolve(session.io.cwd, folder, ...parts.slice(at)));
  return ends.find((end) => stateOf(session, end) === "file");
}

/** Where files of this machine are, as a file in `folder` names them; a unit names them whole. */
function placesOf(
  starter: Starter,
  conf: string,
  folder: string,
  args: Arguments,
  session: Session,
): PlanPlaces {
  const { cwd } = session.io;
  const named = (path: string, isAbsoluteAsWritten: boolean): string => {
    const whole = resolve(cwd, path);
    return starter === "systemd" || isAbsoluteAsWritten ? whole : relative(resolve(cwd, folder), whole);
  };
  return {
    has: (path) => stateOf(session, resolve(cwd, folder, path)) === "file",
    conf: named(conf, isAbsolute(conf)),
    of: (path) => {
      const here = pathHere(path, brokerPlaces(args, session));
      const isHere = stateOf(session, here) === "file";
      const found = isHere ? here : (besideConf(path, dirname(conf), session) ?? here);
      return named(found, isAbsolute(path) && found === here);
    },
  };
}

function textOf(starter: Starter, plan: DeploymentPlan, folder: string, session: Session): string {
  const { language, io } = session;
  switch (starter) {
    case "compose":
      return composeText(plan, language);
    case "kubernetes": {
      const textAt = (host: string) => readNeighbour(session, resolve(io.cwd, folder, host));
      return kubernetesText(plan, textAt, language);
    }
    case "systemd":
      return systemdText(plan, language);
  }
}

/** `nanotune init --compose nanomq.conf`: what starts NanoMQ with a conf, printed or written; never over what is there unasked. */
export async function initDeployment(starter: Starter, args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const words = deploymentWords[language];
  const [conf = CONF] = args.positionals;
  const target = valueOfOption(args, "output-file");
  if (target !== undefined) refuseToReplace(target, words.exists, args, session);
  const opened = await open(conf, args, session);
  if (opened.form === "deployment") throw new UsageError(words.startsAlready(conf));
  refuseToWrite(opened, session);
  noteOpened(opened, session);
  const path = opened.path === STDIN ? CONF : opened.path;
  const folder = target === undefined ? "." : dirname(target);
  const plan = planOf(starter, opened.start(opened.version), placesOf(starter, path, folder, args, session));
  const text = textOf(starter, plan, folder, session);
  for (const note of plan.notes) io.err(`${words.note(note, path)}\n`);
  if (target === undefined) io.out(text, "file");
  else {
    // A manifest holds the conf, and that its passwords.
    const isPrivate = starter === "kubernetes" ? true : undefined;
    writeNew(target, new TextEncoder().encode(text), args, session, isPrivate);
    io.err(`${words.written(target)}\n`);
  }
  return exitCode.clean;
}
