import type { ClientClass, Facts } from "../../facts/facts.ts";
import { variables } from "../../nanomq/start.ts";
import { onceFor } from "../once.ts";
import type { Scope, Value } from "./cel/value.ts";

/** Leaves out what is not known: a rule that asks for it does not run. */
function known(entries: Readonly<Record<string, Value | undefined>>): Scope {
  const scope: Record<string, Value> = {};
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) scope[key] = value;
  return scope;
}

const readNames: ReadonlySet<string> = new Set(variables.map(({ name }) => name));

/** A variable that looks like NanoMQ's own, and that no release reads. */
function isUnread(name: string): boolean {
  return name.startsWith("NANOMQ_") && !readNames.has(name);
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

/** As a name, a number, or with its group. */
function isRoot(user: string): boolean {
  return /^(?:0|root)(?::|$)/.test(user);
}

function clientScope(client: ClientClass): Scope {
  const { name, keepaliveMs, sessionExpiryMs, maxPayloadBytes, ...rest } = client;
  return known({
    ...rest,
    name,
    keepalive: seconds(keepaliveMs),
    session_expiry: seconds(sessionExpiryMs),
    max_payload: maxPayloadBytes,
  });
}

/** Facts under the names that conditions use, durations in seconds, sizes in bytes; the same facts give the same scope. */
export const factsScope: (facts: Facts) => Scope = onceFor(scopeOf);

function scopeOf({ host, deployment, objective, clients, features, image, variant }: Facts): Scope {
  const {
    lbIdleTimeoutMs,
    hostNetwork = false,
    freshTmp = false,
    forks = false,
    mounts,
    published_ports,
    probe_ports,
    env,
    ...rest
  } = deployment;
  return known({
    clients: clients.map(clientScope),
    objective: known({
      detect_within: seconds(objective.detectWithinMs),
      early_deaths: objective.earlyDeaths,
      redeliver_within: seconds(objective.redeliverWithinMs),
      drain_within: seconds(objective.drainWithinMs),
      false_kicks_per_day: objective.falseKicksPerDay,
      cpu_share: objective.cpuShare,
      survive_outage: seconds(objective.surviveOutageMs),
      lose_at_most: objective.loseAtMost,
    }),
    deployment: known({
      ...rest,
      host_network: hostNetwork,
      fresh_tmp: freshTmp,
      forks,
      image,
      variant,
      env: env && { ...env },
      unread: env && Object.keys(env).filter(isUnread),
      mounts: mounts && [...mounts],
      published_ports: published_ports && [...published_ports],
      probe_ports: probe_ports && [...probe_ports],
      lb_idle_timeout: seconds(lbIdleTimeoutMs),
    }),
    host: known({
      cpu_cores: host.cpuCores,
      memory: host.memoryBytes,
      free_storage: host.freeStorageBytes,
      nofile: host.openFiles,
      root: host.user === undefined ? undefined : isRoot(host.user),
      low_ports: host.opensLowPorts ?? false,
    }),
    features: features && [...features],
  });
}
