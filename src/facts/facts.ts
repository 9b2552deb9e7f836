import { type Feature, featuresOf, parseImage } from "../nanomq/image.ts";
import type { ClientEntry, FactsFile, RuleLevel } from "./facts-file.ts";
import { durationMs, keepaliveMs, sizeBytes } from "./quantity.ts";

/** One class of clients that behave alike; a list of keepalives makes one class each. */
export interface ClientClass
  extends Omit<ClientEntry, "name" | "keepalive" | "session_expiry" | "max_payload"> {
  readonly name: string;
  readonly keepaliveMs?: number | undefined;
  readonly sessionExpiryMs?: number | undefined;
  readonly maxPayloadBytes?: number | undefined;
}

export interface Objective {
  readonly detectWithinMs?: number | undefined;
  /** MQTT's own 1.5 x keepalive. */
  readonly mqttLimit?: boolean | undefined;
  /** Both of those hold for clients too that die right after their CONNECT. */
  readonly earlyDeaths?: boolean | undefined;
  readonly falseKicksPerDay?: number | undefined;
  readonly redeliverWithinMs?: number | undefined;
  readonly drainWithinMs?: number | undefined;
  readonly cpuShare?: number | undefined;
  /** The uplink of a bridge may be away for so long. */
  readonly surviveOutageMs?: number | undefined;
  /** Messages that a bridge may lose in that time; absent: none. */
  readonly loseAtMost?: number | undefined;
}

export interface RuleOverride {
  readonly severity?: RuleLevel | undefined;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** What the conf cannot tell, with quantities in their units. Absent means unknown, never "none". */
export interface Facts {
  readonly nanomq?: string | undefined;
  readonly image?: string | undefined;
  readonly variant?: string | undefined;
  readonly features?: readonly Feature[] | undefined;
  readonly preset: "recommended" | "strict" | "security" | "edge";
  readonly host: {
    readonly cpuCores?: number | undefined;
    readonly memoryBytes?: number | undefined;
    readonly openFiles?: number | undefined;
    readonly freeStorageBytes?: number | undefined;
    readonly user?: string | undefined;
    /** Where what starts it lets every user open ports below 1024; undefined where nobody tells. */
    readonly opensLowPorts?: boolean | undefined;
  };
  readonly deployment: Omit<NonNullable<FactsFile["deployment"]>, "lb_idle_timeout"> & {
    readonly lbIdleTimeoutMs?: number | undefined;
    readonly hostNetwork?: boolean | undefined;
    /** True where no pid file of an earlier start is left at the next one. */
    readonly freshTmp?: boolean | undefined;
    /** True where what starts it expects it to go into the background. */
    readonly forks?: boolean | undefined;
  };
  readonly clients: readonly ClientClass[];
  readonly objective: Objective;
  readonly rules: ReadonlyMap<string, RuleOverride>;
  readonly packs: readonly string[];
}

/** Nothing is known. */
export const noFacts: Facts = {
  preset: "recommended",
  host: {},
  deployment: {},
  clients: [],
  objective: {},
  rules: new Map(),
  packs: [],
};

function optional<From, To>(value: From | undefined, read: (value: From) => To): To | undefined {
  return value === undefined ? undefined : read(value);
}

function clientClasses(entry: ClientEntry, index: number): readonly ClientClass[] {
  const { name = `clients ${index + 1}`, keepalive, session_expiry, max_payload, ...rest } = entry;
  const common = {
    ...rest,
    sessionExpiryMs: optional(session_expiry, durationMs),
    maxPayloadBytes: optional(max_payload, sizeBytes),
  };
  if (keepalive === undefined) return [{ name, ...common }];
  if (typeof keepalive === "string") return [{ name, keepaliveMs: keepaliveMs(keepalive), ...common }];
  return keepalive.map((one) => ({ name: `${name} ${one}`, keepaliveMs: keepaliveMs(one), ...common }));
}

function ruleOverrides(rules: NonNullable<FactsFile["rules"]>): ReadonlyMap<string, RuleOverride> {
  return new Map(
    Object.entries(rules).map(([id, entry]) => {
      if (typeof entry === "string") return [id, { severity: entry, params: {} }];
      const { severity, ...params } = entry;
      const known =
        severity === "error" || severity === "warning" || severity === "info" || severity === "off";
      return [id, { severity: known ? severity : undefined, params }];
    }),
  );
}

/** Facts of a validated nanotune.toml. */
export function factsOf(file: FactsFile): Facts {
  const { host = {}, objective = {} } = file;
  const { lb_idle_timeout, ...deployment } = file.deployment ?? {};
  const image = optional(file.image, parseImage);
  const build = image && featuresOf(image.variant ?? "basic", image.version?.version);
  return {
    nanomq: file.nanomq ?? image?.version?.asked,
    image: file.image,
    variant: image && (image.variant ?? "basic"),
    features: file.features ?? build,
    preset: file.preset ?? "recommended",
    host: {
      cpuCores: host.cpu_cores,
      memoryBytes: optional(host.memory, sizeBytes),
      openFiles: host.open_files,
      freeStorageBytes: optional(host.free_storage, sizeBytes),
      user: host.user,
    },
    deployment: { ...deployment, lbIdleTimeoutMs: optional(lb_idle_timeout, durationMs) },
    clients: (file.clients ?? []).flatMap(clientClasses),
    objective: {
      detectWithinMs: optional(objective.detect_within, durationMs),
      mqttLimit: objective.mqtt_limit,
      earlyDeaths: objective.early_deaths,
      falseKicksPerDay: objective.false_kicks_per_day,
      redeliverWithinMs: optional(objective.redeliver_within, durationMs),
      drainWithinMs: optional(objective.drain_within, durationMs),
      cpuShare: objective.cpu_share,
      surviveOutageMs: optional(objective.survive_outage, durationMs),
      loseAtMost: objective.lose_at_most,
    },
    rules: ruleOverrides(file.rules ?? {}),
    packs: (file.packs ?? []).map(({ path }) => path),
  };
}
