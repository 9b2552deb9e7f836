import type { Facts } from "../facts/facts.ts";
import { behaviourOf } from "../nanomq/behaviour.ts";
import { type Timer, timerOf } from "../nanomq/time.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { detectionReplay } from "../timing/detection.ts";
import { thumbBound } from "../timing/rule-of-thumb.ts";
import type { Check, CheckArgs, CheckStatus } from "./check.ts";
import type { ClientCode } from "./codes.ts";
import { isMembers, type ListedClient, type RunningConfiguration } from "./observed.ts";

/** What the clients are held against. */
export interface ClientsWanted {
  readonly version: NanomqVersion;
  readonly facts: Facts;
  /** Name of the conf, for the command to type. */
  readonly file: string;
}

function check(code: ClientCode, status: CheckStatus, subject: string, args: CheckArgs): Check<ClientCode> {
  return { area: "broker", code, status, subject, args };
}

/** How many clients of a list name themselves; the rest is counted. */
const NAMED = 3;

function namesOf(clients: readonly ListedClient[]): string {
  const names = clients.slice(0, NAMED).map(({ clientId }) => clientId);
  return clients.length > NAMED ? `${names.join(", ")}, ...` : names.join(", ");
}

function runningTimer({ basic }: RunningConfiguration): Timer {
  const number = (name: string, otherwise: number) => {
    const value = isMembers(basic) ? basic[name] : undefined;
    return typeof value === "number" ? value : otherwise;
  };
  return timerOf(number("qos_duration", 10), number("keepalive_backoff", 1.5));
}

const seconds = (ms: number) => `${Number((ms / 1000).toFixed(1))} s`;

/** The keepalives of connected clients, the most common first. */
function byKeepalive(clients: readonly ListedClient[]): ReadonlyMap<number, readonly ListedClient[]> {
  const groups = new Map<number, ListedClient[]>();
  for (const client of clients) {
    const group = groups.get(client.keepaliveS);
    if (group === undefined) groups.set(client.keepaliveS, [client]);
    else group.push(client);
  }
  return new Map([...groups].toSorted(([a, left], [b, right]) => right.length - left.length || a - b));
}

/** Why nobody notices them: no keepalive, a timer that spins, or more ticks in it than NanoMQ counts. */
function neverNoticed(
  subject: string,
  keepaliveMs: number,
  limitMs: number,
  { retry }: Timer,
  args: CheckArgs,
): Check<ClientCode> {
  if (retry <= 0) return check("timer-spins", "warn", subject, args);
  if (keepaliveMs === 0) return check("keepalive-never", "warn", subject, args);
  const shortest = thumbBound(keepaliveMs, limitMs, 0).retry / 1000;
  return check("keepalive-uncounted", "warn", subject, { ...args, shortest });
}

function checkKeepalive(
  keepaliveS: number,
  clients: readonly ListedClient[],
  timer: Timer,
  { version, file }: ClientsWanted,
): Check<ClientCode> {
  const client = { name: "", keepaliveMs: keepaliveS * 1000 };
  const { windowMs, mqttLimitMs, limitMs } = detectionReplay(timer, version, client);
  const subject = `keepalive ${keepaliveS} s`;
  const args = { count: clients.length, clients: namesOf(clients) };
  if (windowMs === undefined) return neverNoticed(subject, client.keepaliveMs, limitMs, timer, args);
  const window = { ...args, earliest: seconds(windowMs.earliest), latest: seconds(windowMs.latest) };
  if (mqttLimitMs === undefined || windowMs.latest <= mqttLimitMs)
    return check("keepalive-noticed", "pass", subject, window);
  return check("keepalive-late", "warn", subject, {
    ...window,
    mqtt: seconds(mqttLimitMs),
    keepaliveS,
    file,
  });
}

/** Ids that are connected more than once: up to 0.20.8 a second CONNECT leaves the first connection in place. */
function checkTwice(connected: readonly ListedClient[]): readonly Check<ClientCode>[] {
  const counts = new Map<string, number>();
  for (const { clientId } of connected) counts.set(clientId, (counts.get(clientId) ?? 0) + 1);
  return [...counts].flatMap(([clientId, count]) =>
    count > 1 ? [check("client-twice", "warn", clientId, { count, gone: count - 1 })] : [],
  );
}

/**
 * Who is listed as disconnected has a kept session: its `clean_start` reads true from the close on, whatever it was
 * (nmq_mqtt.c nano_pipe_close of 0.20.8 to 0.25.3).
 */
function checkSessions(kept: readonly ListedClient[], version: NanomqVersion): readonly Check<ClientCode>[] {
  if (kept.length === 0 || behaviourOf(version).keptSessionAfterKick !== "never-expires") return [];
  const args = { count: kept.length, clients: namesOf(kept) };
  return [check("session-for-ever", "warn", "session_expiry", args)];
}

/** Keepalives in use that nanotune.toml does not name; nothing where it names no clients at all. */
function checkDeclared(keepalives: Iterable<number>, { clients }: Facts): readonly Check<ClientCode>[] {
  const declared = new Set(clients.map(({ keepaliveMs }) => (keepaliveMs ?? 0) / 1000));
  const missing =
    clients.length === 0 ? [] : [...keepalives].filter((keepaliveS) => !declared.has(keepaliveS));
  if (missing.length === 0) return [];
  const inUse = missing.map((keepaliveS) => `${keepaliveS} s`).join(", ");
  return [check("keepalive-undeclared", "warn", "nanotune.toml", { keepalives: inUse })];
}

/**
 * The clients that the API lists. It tells no time of a last packet: what can be said is when a dead one will be gone
 * at the latest, which can never go, and which should be gone by the broker's own rules.
 */
export function checkClients(
  clients: readonly ListedClient[],
  configuration: RunningConfiguration,
  wanted: ClientsWanted,
): readonly Check<ClientCode>[] {
  const connected = clients.filter((client) => client.connected);
  const away = clients.filter((client) => !client.connected);
  const groups = byKeepalive(connected);
  const timing = runningTimer(configuration);
  if (clients.length === 0) return [check("no-clients", "skipped", "clients", {})];
  return [
    ...[...groups].map(([keepaliveS, group]) => checkKeepalive(keepaliveS, group, timing, wanted)),
    ...checkDeclared(groups.keys(), wanted.facts),
    ...checkTwice(connected),
    ...checkSessions(away, wanted.version),
  ];
}
