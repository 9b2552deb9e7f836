import type { AdvisedClient, AdviseInput, Objectives } from "../../../advise/search/plan.ts";
import { advisedClient, currentSettings } from "../../../advise/search/question.ts";
import { durationMs } from "../../../facts/quantity.ts";
import { timerLimitsOf } from "../../../lint/timing.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { tuneWords } from "../../../report/tune/words.ts";
import { run } from "../../../start/run.ts";
import type { Start } from "../../../start/start.ts";
import { networks } from "../../../timing/network.ts";
import type { Project } from "../../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** Objectives of nanotune.toml, each replaced by what the line says. */
function objectivesOf(args: Arguments, { facts }: Project, session: Session): Objectives {
  const { objective } = facts;
  const duration = (name: string, otherwise: number | undefined) => {
    const text = valueOfOption(args, name);
    if (text === undefined) return otherwise;
    const ms = durationMs(text);
    if (ms === undefined) throw new UsageError(cliWords[session.language].badDuration(`--${name}`, text));
    return ms;
  };
  const number = (name: string, otherwise: number | undefined) => {
    const text = valueOfOption(args, name);
    if (text === undefined) return otherwise;
    if (!/^\d+(\.\d+)?$/.test(text))
      throw new UsageError(tuneWords[session.language].badNumber(`--${name}`, text));
    return Number(text);
  };
  return {
    detectWithinMs: duration("detect-within", objective.detectWithinMs),
    mqttLimit: hasFlag(args, "mqtt-limit") || objective.mqttLimit === true,
    earlyDeaths: hasFlag(args, "early-deaths") || objective.earlyDeaths === true,
    falseKicksPerDay: number("false-kicks-per-day", objective.falseKicksPerDay),
    redeliverWithinMs: duration("redeliver-within", objective.redeliverWithinMs),
    drainWithinMs: duration("drain-within", objective.drainWithinMs),
    cpuShare: number("cpu-share", objective.cpuShare),
  };
}

function clientsOf(args: Arguments, { facts }: Project): readonly AdvisedClient[] {
  const connections = Number(valueOfOption(args, "connections") ?? Number.NaN);
  const network = valueOfOption(args, "network");
  const named = Object.entries(networks).find(([name]) => name === network)?.[1];
  return facts.clients.flatMap((entry) => {
    const client = advisedClient(entry);
    if (client === undefined) return [];
    const count = Number.isInteger(connections) && connections > 0 ? connections : client.count;
    return [{ ...client, count, network: named ?? client.network }];
  });
}

/** What to work out for these clients and objectives, complete or not. */
export function inputOf(args: Arguments, project: Project, start: Start, session: Session): AdviseInput {
  const { version } = start;
  const clients = clientsOf(args, project);
  return {
    version,
    current: currentSettings(run(start).meant, clients),
    clients,
    objectives: objectivesOf(args, project, session),
    setClients: hasFlag(args, "set-clients"),
    limits: timerLimitsOf(project.facts),
  };
}

/** The question that the command line and nanotune.toml ask. @throws UsageError where it is not complete */
export function questionOf(args: Arguments, project: Project, start: Start, session: Session): AdviseInput {
  const words = tuneWords[session.language];
  const input = inputOf(args, project, start, session);
  if (input.clients.length === 0)
    throw new UsageError(`${cliWords[session.language].noClients}\n${words.needsTty}`);
  const { earlyDeaths: _, ...objectives } = input.objectives;
  const asked = Object.values(objectives).some((value) => value !== undefined && value !== false);
  if (!asked) throw new UsageError(`${words.noObjective}\n${words.needsTty}`);
  return input;
}
