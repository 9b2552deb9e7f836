import type { Facts } from "../facts/facts.ts";
import { has } from "../nanomq/behaviour.ts";
import { canBe, releasesReporting } from "../nanomq/reported.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Check, CheckArgs, CheckStatus } from "./check.ts";
import type { CodeOf, DriftCode } from "./codes.ts";
import { type ConfValues, compareRunning, type Drift } from "./drift.ts";
import { type BrokerStatus, isMembers, type ListedClient, type RunningConfiguration } from "./observed.ts";
import { checkClients } from "./running-clients.ts";

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
  /** Absent where NanoMQ does not start with it. */
  readonly conf: ConfValues | undefined;
  /** Name of the conf, for the command to type. */
  readonly file: string;
  readonly version: NanomqVersion;
  readonly facts: Facts;
}

export type RunningCode = CodeOf<"broker">;

function check(
  code: RunningCode,
  status: CheckStatus,
  subject: string,
  args: CheckArgs = {},
): Check<RunningCode> {
  return { area: "broker", code, status, subject, args };
}

function checkVersion({ status, where }: BrokerSeen, { version }: BrokerWanted): Check<RunningCode> {
  const { version: running } = status;
  const releases = releasesReporting(running);
  const args = { running, wanted: version.text, releases: releases.join(" / "), release: releases[0] ?? "" };
  if (releases.length === 0) return check("version-unknown", "warn", where, args);
  return canBe(running, version)
    ? check("version-runs", "pass", where, args)
    : check("version-other", "fail", where, args);
}

/** Build options leave traces in the configuration: `bridge.sqlite`, and QUIC's members of a bridge. */
function checkFeatures(
  { configuration }: BrokerSeen,
  { facts }: BrokerWanted,
): readonly Check<RunningCode>[] {
  const { bridge } = configuration;
  if (!isMembers(bridge)) return [];
  const node: unknown = Array.isArray(bridge["nodes"]) ? bridge["nodes"][0] : undefined;
  const absent = (facts.features ?? []).filter((feature) => {
    if (feature === "sqlite") return !("sqlite" in bridge);
    return feature === "quic" && isMembers(node) && !("quic_keepalive" in node);
  });
  return absent.map((feature) => check("feature-not-there", "warn", feature, { feature }));
}

function codeOf({ conf, running, secret, takeover }: Drift): DriftCode {
  const way = takeover.reload ? "reload" : takeover.api === undefined ? "restart" : "api";
  if (running === undefined) return `missing-${way}`;
  if (conf === undefined) return `surplus-${way}`;
  return `${secret ? "secret" : "drift"}-${way}`;
}

function checkDrift(drift: Drift, file: string): Check<RunningCode> {
  const { key, conf, running, secret, takeover } = drift;
  const shown = secret ? {} : { conf: String(conf ?? "-"), running: String(running ?? "-") };
  const path = takeover.api === undefined ? {} : { path: `/api/v4${takeover.api.path}` };
  return check(codeOf(drift), "warn", key.replace("(internal).", ""), { ...shown, ...path, file });
}

/** Environment and command line count only at the start: a reload sees the file alone. */
function reloadLoses({ origins }: ConfValues): readonly string[] {
  return [...origins].flatMap(([key, { kind }]) => (kind === "environment" || kind === "flag" ? [key] : []));
}

function checkReload(
  drifts: readonly Drift[],
  conf: ConfValues,
  { version, file }: BrokerWanted,
): readonly Check<RunningCode>[] {
  if (!drifts.some(({ takeover }) => takeover.reload)) return [];
  const lost = reloadLoses(conf);
  return [
    ...(has(version, "reload-may-crash")
      ? [check("reload-may-crash", "warn", "nanomq reload", { version: version.text })]
      : []),
    ...(lost.length > 0
      ? [check("reload-loses", "warn", "nanomq reload", { keys: lost.join(", "), file })]
      : []),
  ];
}

function checkSettings(seen: BrokerSeen, wanted: BrokerWanted): readonly Check<RunningCode>[] {
  const { conf } = wanted;
  if (conf === undefined) return [check("conf-does-not-start", "skipped", wanted.file)];
  const { drifts, compared, untold } = compareRunning(conf, seen.configuration, wanted.version);
  const same = compared - drifts.length;
  return [
    ...drifts.map((drift) => checkDrift(drift, wanted.file)),
    ...checkReload(drifts, conf, wanted),
    check("settings-run", "pass", seen.where, { same, compared }),
    ...(untold.length === 0
      ? []
      : [
          check("settings-not-told", "skipped", seen.where, {
            count: untold.length,
            keys: untold.join(", "),
          }),
        ]),
    check("api-does-not-tell", "skipped", "log, webhook, rules, auth.acl"),
  ];
}

/** The running broker against conf and nanotune.toml. */
export function checkRunningBroker(seen: BrokerSeen, wanted: BrokerWanted): readonly Check<RunningCode>[] {
  return [
    checkVersion(seen, wanted),
    ...checkFeatures(seen, wanted),
    ...checkSettings(seen, wanted),
    ...checkClients(seen.clients, seen.configuration, wanted),
  ];
}
