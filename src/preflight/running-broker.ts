import { type ConfValues, compareRunning, type Drift } from "../compare/running.ts";
import type { Facts } from "../facts/facts.ts";
import type { BrokerStatus, ListedClient, RunningConfiguration } from "../http-api/answers.ts";
import { releasesReporting } from "../nanomq/reported.ts";
import { reloadMayCrash } from "../nanomq/takeover.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Check, CheckArgs, CheckStatus } from "./check.ts";
import { type ClientCode, checkClients } from "./running-clients.ts";

/** What the HTTP API of a running broker told. */
export interface BrokerSeen {
  /** Its address, without credentials. */
  readonly where: string;
  readonly status: BrokerStatus;
  readonly configuration: RunningConfiguration;
  readonly clients: readonly ListedClient[];
}

/** What it is held against. */
export interface BrokerWanted {
  readonly conf: ConfValues;
  /** Name of the conf, for the command to type. */
  readonly file: string;
  readonly version: NanomqVersion;
  readonly facts: Facts;
}

export type RunningCode =
  | ClientCode
  | "version-runs"
  | "version-other"
  | "version-unknown"
  | "feature-absent"
  | "settings-run"
  | "drift-reload"
  | "drift-api"
  | "drift-restart"
  | "reload-may-crash"
  | "reload-loses"
  | "api-does-not-tell";

function check(
  code: RunningCode,
  status: CheckStatus,
  subject: string,
  args: CheckArgs = {},
): Check<RunningCode> {
  return { area: "broker", code, status, subject, args };
}

function sameRelease(left: NanomqVersion, text: string): boolean {
  return left.text === text || `${left.text}.0` === text;
}

function checkVersion({ status, where }: BrokerSeen, { version }: BrokerWanted): Check<RunningCode> {
  const { version: running } = status;
  const releases = releasesReporting(running);
  const args = { running, wanted: version.text, releases: releases.join(" / "), release: releases[0] ?? "" };
  if (releases.length === 0) return check("version-unknown", "warn", where, args);
  const runs = releases.some((release) => sameRelease(version, release.replace(/-.*$/, "")));
  return runs ? check("version-runs", "pass", where, args) : check("version-other", "fail", where, args);
}

/** Build options leave traces in the configuration: `bridge.sqlite`, and QUIC's members of a bridge. */
function checkFeatures(
  { configuration }: BrokerSeen,
  { facts }: BrokerWanted,
): readonly Check<RunningCode>[] {
  const { bridge } = configuration;
  const text = JSON.stringify(bridge ?? {});
  const nodes = text.includes('"connector":');
  const absent = (facts.features ?? []).filter((feature) => {
    if (feature === "sqlite") return !text.includes('"sqlite":');
    return feature === "quic" && nodes && !text.includes('"quic_keepalive":');
  });
  return absent.map((feature) => check("feature-absent", "warn", feature, { feature }));
}

const HIDDEN = "********";

function valueText(value: Drift["conf"], secret: boolean): string {
  if (value === undefined || value === null) return "-";
  return secret ? HIDDEN : String(value);
}

function checkDrift(drift: Drift, file: string): Check<RunningCode> {
  const { key, conf, running, secret, takeover } = drift;
  const subject = key.replace("(internal).", "");
  const args = {
    conf: valueText(conf, secret),
    running: valueText(running, secret),
    file,
    path: `/api/v4${takeover.api?.path ?? ""}`,
    name: takeover.api?.name ?? "",
  };
  if (takeover.reload) return check("drift-reload", "warn", subject, args);
  return check(takeover.api === undefined ? "drift-restart" : "drift-api", "warn", subject, args);
}

/** Environment and command line count only at the start: a reload sees the file alone. */
function reloadLoses({ origins }: ConfValues): readonly string[] {
  return [...origins].flatMap(([key, { kind }]) => (kind === "environment" || kind === "flag" ? [key] : []));
}

function checkReload(
  drifts: readonly Drift[],
  { conf, version, file }: BrokerWanted,
): readonly Check<RunningCode>[] {
  if (!drifts.some(({ takeover }) => takeover.reload)) return [];
  const lost = reloadLoses(conf);
  return [
    ...(reloadMayCrash(version)
      ? [check("reload-may-crash", "warn", "nanomq reload", { version: version.text })]
      : []),
    ...(lost.length > 0
      ? [check("reload-loses", "warn", "nanomq reload", { keys: lost.join(", "), file })]
      : []),
  ];
}

function checkSettings(seen: BrokerSeen, wanted: BrokerWanted): readonly Check<RunningCode>[] {
  const { drifts, compared } = compareRunning(wanted.conf, seen.configuration, wanted.version);
  const same = compared - drifts.length;
  return [
    ...drifts.map((drift) => checkDrift(drift, wanted.file)),
    ...checkReload(drifts, wanted),
    check("settings-run", "pass", seen.where, { same, compared }),
    check("api-does-not-tell", "skipped", "log, webhook, rules, auth.acl"),
  ];
}

/** The running broker against conf and nanotune.toml. */
export function checkRunningBroker(seen: BrokerSeen, wanted: BrokerWanted): readonly Check<RunningCode>[] {
  return [
    checkVersion(seen, wanted),
    ...checkFeatures(seen, wanted),
    ...checkSettings(seen, wanted),
    ...checkClients(seen.clients, seen.configuration, wanted.version, wanted.facts),
  ];
}
