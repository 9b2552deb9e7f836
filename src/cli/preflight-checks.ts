// From a conf to checks: every area is observed by `src/host`, then judged by `src/preflight`.
import { resolve } from "node:path/posix";
import type { HostFiles } from "../files/file-facts.ts";
import type { NamedFile } from "../files/named-files.ts";
import { observeBinary } from "../host/observe-binary.ts";
import { observeCpu } from "../host/observe-cpu.ts";
import { observeLimits } from "../host/observe-limits.ts";
import { observeListeners } from "../host/observe-listeners.ts";
import { observeMemory } from "../host/observe-memory.ts";
import { observeServers } from "../host/observe-servers.ts";
import { userNamed } from "../host/users.ts";
import type { LintResult } from "../lint/lint-conf.ts";
import { checkBinary } from "../preflight/binary.ts";
import type { Check, CheckArea } from "../preflight/check.ts";
import type { CheckCode } from "../preflight/codes.ts";
import { checkCpu } from "../preflight/cpu.ts";
import { checkFiles } from "../preflight/files.ts";
import { checkLimits } from "../preflight/limits.ts";
import { checkListeners } from "../preflight/listeners.ts";
import { checkMemory } from "../preflight/memory.ts";
import { neededFeatures } from "../preflight/needed-features.ts";
import { checkNetwork, wantedServers } from "../preflight/network.ts";
import { checkService, type ServiceSeen } from "../preflight/service.ts";
import { checkStorage } from "../preflight/storage.ts";
import { wantedSockets } from "../preflight/wanted-sockets.ts";
import { type BrokerPlaces, placeOf } from "./host-files.ts";
import type { Project } from "./project.ts";
import type { Session } from "./session.ts";

/** A conf and the part of the host it names. */
export interface Surveyed {
  /** Name of the conf. */
  readonly conf: string;
  readonly project: Project;
  readonly lint: LintResult;
  readonly service: ServiceSeen;
  readonly places: BrokerPlaces;
  /** Whom the broker runs as, where that is known. */
  readonly user: string | undefined;
  readonly files: readonly NamedFile[];
  readonly hostFiles: HostFiles;
}

export interface HostRun {
  readonly session: Session;
  /** Opens connections to other machines too. */
  readonly network: boolean;
  /** Says what is being looked at. */
  readonly progress: (area: CheckArea) => void;
}

type Checks = readonly Check<CheckCode>[];

async function listeners({ lint, service, user, places }: Surveyed): Promise<Checks> {
  const wanted = wantedSockets(lint.settings);
  const addresses = wanted.flatMap(({ address }) => address ?? []);
  const known = user === undefined ? undefined : userNamed(user, places.root);
  const brokerIsRoot = known === undefined ? undefined : known.uid === 0 || service.unit?.bindsPrivileged;
  return checkListeners(wanted, await observeListeners(addresses, { brokerIsRoot, brokerUser: user }));
}

function files({ lint, files: named, hostFiles, conf }: Surveyed): Checks {
  const spoken = new Set(lint.findings.flatMap(({ key }) => key ?? []));
  const includes = [...lint.reading.sources.keys()].filter((name) => name !== conf);
  return checkFiles(named, hostFiles, spoken, includes);
}

function largestPayload({ project }: Surveyed): number | undefined {
  const sizes = project.facts.clients.flatMap(({ maxPayloadBytes }) => maxPayloadBytes ?? []);
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}

function resources(seen: Surveyed): Checks {
  const { lint, project, service, files: named, hostFiles } = seen;
  const { clients, host } = project.facts;
  const { unit } = service;
  const counts = clients.flatMap(({ count }) => count ?? []);
  const connections = counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
  const waiting = clients.map(({ count, offline_messages, maxPayloadBytes }) => {
    return { count, offlineMessages: offline_messages, payloadBytes: maxPayloadBytes };
  });
  return [
    ...checkStorage(lint.settings, named, hostFiles, largestPayload(seen)),
    ...checkLimits(observeLimits(unit?.openFiles), connections),
    ...checkMemory(lint.settings, observeMemory(unit?.memoryBytes), waiting),
    ...checkCpu(lint.settings, observeCpu(unit?.cpuQuota), host.cpuCores),
  ];
}

async function binary({ lint, project }: Surveyed, { session }: HostRun): Promise<Checks> {
  const asked = project.versionAssumed ? undefined : project.version.version;
  return checkBinary(await observeBinary(session.io.env["PATH"]), asked, neededFeatures(lint.settings));
}

function service({ conf, lint, service: seen, user, places }: Surveyed, { session }: HostRun): Checks {
  const path = resolve(session.io.cwd, conf);
  const knowsUser = user === undefined || userNamed(user, places.root) !== undefined;
  return checkService(seen, lint.settings, path, knowsUser);
}

async function network(
  { lint, files: named, places }: Surveyed,
  { network: asked, progress }: HostRun,
): Promise<Checks> {
  const wanted = wantedServers(lint.settings);
  if (!asked || wanted.length === 0) return checkNetwork(wanted, undefined);
  progress("network");
  const caOf = (key: string) => {
    const path = named.find((file) => file.key === key)?.path;
    return path === undefined ? undefined : placeOf(path, places);
  };
  return checkNetwork(wanted, await observeServers(wanted, caOf));
}

/** Everything `preflight` asks this host. */
export async function checkHost(seen: Surveyed, run: HostRun): Promise<Checks> {
  run.progress("listeners");
  const opened = await listeners(seen);
  run.progress("binary");
  const installed = await binary(seen, run);
  return [
    ...files(seen),
    ...opened,
    ...resources(seen),
    ...installed,
    ...service(seen, run),
    ...(await network(seen, run)),
  ];
}
