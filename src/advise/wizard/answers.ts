import { type Facts, factsOf } from "../../facts/facts.ts";
import type { ClientEntry, FactsFile } from "../../facts/facts-file.ts";
import { type NetworkName, networks } from "../../timing/network.ts";

/** What can be asked, in the order of asking. */
export const questionKeys = [
  "profile",
  "nanomq",
  "keepalive",
  "connections",
  "network",
  "detect-within",
  "false-kicks-per-day",
  "offline-messages",
  "drain-within",
  "cpu-share",
  "set-clients",
] as const;

export type QuestionKey = (typeof questionKeys)[number];

/** Answers as typed or chosen; only checked ones get in here. */
export type Answers = Readonly<Partial<Record<QuestionKey, string>>>;

/** Stands for "no objective of this kind". */
export const ANY = "any";

/** Stands for MQTT's own limit of 1.5 x keepalive. */
export const MQTT = "mqtt";

export function listOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function networkNamed(text: string | undefined): NetworkName | undefined {
  const names: readonly string[] = Object.keys(networks);
  const isName = (name: string): name is NetworkName => names.includes(name);
  return text !== undefined && isName(text) ? text : undefined;
}

function numeric(text: string | undefined): number | undefined {
  return text === undefined || text === ANY ? undefined : Number(text);
}

/** One class for each keepalive; together they are as many as were said. */
function clientsOf(answers: Answers): readonly ClientEntry[] {
  const keepalives = listOf(answers.keepalive ?? "");
  const connections = Number(answers.connections ?? 1);
  const network = networkNamed(answers.network);
  const offline = numeric(answers["offline-messages"]);
  return keepalives.map((keepalive) => ({
    name: keepalives.length === 1 ? (answers.profile ?? "clients") : `keepalive ${keepalive}`,
    count: Math.ceil(connections / keepalives.length),
    keepalive,
    ...(network === undefined ? {} : { network }),
    ...(offline === undefined || offline === 0 ? {} : { offline_messages: offline }),
  }));
}

/** What nanotune.toml would say: the wizard and `--answers` take the same road from here. */
function factsFileOf(answers: Answers): FactsFile {
  const detect = answers["detect-within"];
  const drain = answers["drain-within"];
  const kicks = numeric(answers["false-kicks-per-day"]);
  const cpu = numeric(answers["cpu-share"]);
  return {
    clients: clientsOf(answers),
    objective: {
      ...(detect === MQTT ? { mqtt_limit: true } : {}),
      ...(detect === undefined || detect === MQTT ? {} : { detect_within: detect }),
      ...(kicks === undefined ? {} : { false_kicks_per_day: kicks }),
      ...(drain === undefined || drain === ANY ? {} : { drain_within: drain }),
      ...(cpu === undefined ? {} : { cpu_share: cpu }),
    },
  };
}

/** Whether clients are known well enough not to ask for them. */
export function knowsClients({ clients }: Facts): boolean {
  return clients.some(({ keepaliveMs }) => keepaliveMs !== undefined);
}

/** The facts with the answers in them; what was not asked for stays as it was. */
export function answeredFacts(facts: Facts, answers: Answers): Facts {
  const { clients, objective } = factsOf(factsFileOf(answers));
  const { detectWithinMs, mqttLimit, drainWithinMs, cpuShare } = facts.objective;
  const { earlyDeaths, redeliverWithinMs, surviveOutageMs, loseAtMost } = facts.objective;
  return {
    ...facts,
    clients: knowsClients(facts) ? facts.clients : clients,
    objective: {
      ...objective,
      // Nobody asks for these.
      earlyDeaths,
      redeliverWithinMs,
      surviveOutageMs,
      loseAtMost,
      // Both at once can stand in the file only; the question asks for one of them.
      mqttLimit: objective.mqttLimit ?? (detectWithinMs === undefined ? undefined : mqttLimit),
      drainWithinMs: answers["drain-within"] === undefined ? drainWithinMs : objective.drainWithinMs,
      cpuShare: answers["cpu-share"] === undefined ? cpuShare : objective.cpuShare,
    },
  };
}

/** The objective of nanotune.toml as answers to start from. */
export function knownAnswers({ objective }: Facts): Answers {
  const { detectWithinMs, mqttLimit, falseKicksPerDay } = objective;
  const detect = detectWithinMs === undefined ? mqttLimit && MQTT : `${detectWithinMs / 1000}s`;
  return {
    ...(detect ? { "detect-within": detect } : {}),
    ...(falseKicksPerDay === undefined ? {} : { "false-kicks-per-day": String(falseKicksPerDay) }),
  };
}
