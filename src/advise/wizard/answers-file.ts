import type { ClientClass, Facts, Objective } from "../../facts/facts.ts";

type Field = readonly [key: string, value: string | number | boolean | undefined];

function lines(fields: readonly Field[]): readonly string[] {
  // A JSON string is a TOML basic string.
  return fields.flatMap(([key, value]) => (value === undefined ? [] : [`${key} = ${JSON.stringify(value)}`]));
}

function seconds(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${ms / 1000}s`;
}

function clientLines(client: ClientClass): readonly string[] {
  const { name, keepaliveMs, sessionExpiryMs, maxPayloadBytes, ...asWritten } = client;
  return [
    "",
    "[[clients]]",
    ...lines([
      ["name", name],
      ["keepalive", seconds(keepaliveMs)],
      ["session_expiry", seconds(sessionExpiryMs)],
      ["max_payload", maxPayloadBytes],
      ...Object.entries(asWritten),
    ]),
  ];
}

function objectiveLines(objective: Objective): readonly string[] {
  return lines([
    ["detect_within", seconds(objective.detectWithinMs)],
    ["mqtt_limit", objective.mqttLimit],
    ["early_deaths", objective.earlyDeaths],
    ["false_kicks_per_day", objective.falseKicksPerDay],
    ["redeliver_within", seconds(objective.redeliverWithinMs)],
    ["drain_within", seconds(objective.drainWithinMs)],
    ["cpu_share", objective.cpuShare],
    ["survive_outage", seconds(objective.surviveOutageMs)],
    ["lose_at_most", objective.loseAtMost],
  ]);
}

/** A nanotune.toml with the version, the clients and the objective; `comment` says where it comes from. */
export function answersFile(
  { nanomq, clients, objective }: Pick<Facts, "nanomq" | "clients" | "objective">,
  comment: string,
): string {
  return `${[
    `# ${comment}`,
    ...lines([["nanomq", nanomq]]),
    ...clients.flatMap(clientLines),
    "",
    "[objective]",
    ...objectiveLines(objective),
  ].join("\n")}\n`;
}
