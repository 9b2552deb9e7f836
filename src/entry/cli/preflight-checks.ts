// From a conf to checks: every area is observed by `src/live/host`, then judged by `src/preflight`.

import { builtInRules } from "../../generated/rules.ts";
import type { LintResult } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import { type HostUser, mayRead } from "../../live/host/access.ts";
import { observeCpu } from "../../live/host/observe-cpu.ts";
import { observeInstance } from "../../live/host/observe-instance.ts";
import { observeLimits } from "../../live/host/observe-limits.ts";
import { observeListeners } from "../../live/host/observe-listeners.ts";
import { observeMemory } from "../../live/host/observe-memory.ts";
import { observeServers } from "../../live/host/observe-servers.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { AskedBroker } from "../../preflight/asked.ts";
import { type BinarySeen, checkBinary } from "../../preflight/binary.ts";
import type { Check, CheckArea } from "../../preflight/check.ts";
import type { CheckCode } from "../../preflight/codes.ts";
import { checkCpu } from "../../preflight/cpu.ts";
import { checkFiles, type TextSeen } from "../../preflight/files.ts";
import { checkInstance, pidFileOf } from "../../preflight/instance.ts";
import { checkLimits } from "../../preflight/limits.ts";
import { checkListeners } from "../../preflight/listeners.ts";
import { checkMemory } from "../../preflight/memory.ts";
import { checkNetwork, wantedServers } from "../../preflight/network.ts";
import { checkService, type ServiceSeen } from "../../preflight/service.ts";
import { checkStorage } from "../../preflight/storage.ts";
import type { HostFiles } from "../../start/files/file-facts.ts";
import type { NamedFile } from "../../start/files/named-files.ts";
import { type Listener, openListeners } from "../../start/listeners.ts";
import { neededFeatures } from "../../start/needed-features.ts";
import { inForce } from "../../start/run.ts";
import { type BrokerPlaces, nameInside, pathHere } from "../open/host-files.ts";
import type { Project } from "../open/project.ts";

/** Rules that look at files of the host. */
export const fileRules: ReadonlySet<string> = new Set(
  builtInRules.filter(({ list }) => list === "host_files").map(({ id }) => id),
);

/** A conf and the part of the host it names. */
export interface Surveyed {
  /** Name of the conf. */
  readonly conf: string;
  /** Where it lies on this machine; absent where it came from standard input. */
  readonly confPath: string | undefined;
  readonly project: Project;
  readonly input: LintInput;
  readonly lint: LintResult;
  readonly service: ServiceSeen;
  readonly places: BrokerPlaces;
  /** Whom the broker runs as, where that is told. */
  readonly user: string | undefined;
  /** The same as this machine knows it. */
  readonly hostUser: HostUser | undefined;
  readonly installed: BinarySeen;
  /** Version that nanotune.toml or the command line names. */
  readonly asked: NanomqVersion | undefined;
  /** The broker that `--api` shows, where it is on this machine. */
  readonly brokerHere: AskedBroker | undefined;
  readonly files: readonly NamedFile[];
  readonly hostFiles: HostFiles;
  /** Of a container: where a listener stands on this host, where one publishes it. */
  readonly onHost?: OnHost | undefined;
}

/** Undefined where nothing publishes it. */
export type OnHost = (listener: Listener) => Listener | undefined;

export interface HostRun {
  /** Opens connections to other machines too. */
  readonly network: boolean;
  /** Says what is being looked at. */
  readonly progress: (area: CheckArea) => void;
}

type Checks = readonly Check<CheckCode>[];

async function listenerChecks(seen: Surveyed): Promise<Checks> {
  const { lint, service, user, hostUser, brokerHere, onHost = (listener) => listener } = seen;
  const wanted = openListeners(inForce(lint.run)).flatMap((listener) => onHost(listener) ?? []);
  const addresses = wanted.flatMap(({ address }) => address ?? []);
  const mayBind = service.unit?.bindsPrivileged ?? false;
  const brokerIsRoot = hostUser === undefined ? undefined : hostUser.uid === 0 || mayBind;
  const broker = { brokerIsRoot, brokerUser: user, asked: brokerHere };
  return checkListeners(wanted, await observeListeners(addresses, broker));
}

/** The conf and its includes, as the broker's user finds them. */
function texts({ conf, confPath, lint, hostUser, places }: Surveyed): readonly TextSeen[] {
  return [...lint.reading.sources.keys()].map((path) => {
    const isInclude = path !== conf;
    const place = isInclude ? pathHere(path, places) : confPath;
    return { path, isInclude, readable: place === undefined || mayRead(place, hostUser) };
  });
}

function fileChecks(seen: Surveyed): Checks {
  const about = seen.lint.findings.filter(({ rule }) => fileRules.has(rule));
  const spoken = new Set(about.flatMap(({ key }) => key ?? []));
  return checkFiles(seen.files, seen.hostFiles, spoken, texts(seen));
}

function largestPayload({ project }: Surveyed): number | undefined {
  const sizes = project.facts.clients.flatMap(({ maxPayloadBytes }) => maxPayloadBytes ?? []);
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}

function resourceChecks(seen: Surveyed): Checks {
  const { lint, project, service, files: named, hostFiles } = seen;
  const { clients, host } = project.facts;
  const { unit } = service;
  const counts = clients.flatMap(({ count }) => count ?? []);
  const connections = counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
  const waiting = clients.map(({ count, offline_messages, maxPayloadBytes }) => {
    return { count, offlineMessages: offline_messages, payloadBytes: maxPayloadBytes };
  });
  return [
    ...checkStorage(inForce(lint.run), named, hostFiles, largestPayload(seen)),
    ...checkLimits(observeLimits(unit?.openFiles), connections, host.openFiles),
    ...checkMemory(inForce(lint.run), observeMemory(unit?.memoryBytes), waiting, host.memoryBytes),
    ...checkCpu(inForce(lint.run), observeCpu(unit?.cpuQuota), host.cpuCores),
  ];
}

function binaryChecks({ lint, installed, asked }: Surveyed): Checks {
  return checkBinary(installed, asked, neededFeatures(inForce(lint.run)));
}

function serviceChecks({ confPath, lint, service, user, hostUser, places }: Surveyed): Checks {
  const name = confPath === undefined ? undefined : nameInside(confPath, places);
  return checkService(service, inForce(lint.run), name, user === undefined || hostUser !== undefined);
}

function instanceChecks({ input, brokerHere, places }: Surveyed): Checks {
  const { version, surroundings } = input;
  const path = pidFileOf(surroundings?.environment ?? {}, version);
  return checkInstance(observeInstance(path, pathHere(path, places)), brokerHere, version);
}

async function networkChecks(
  { lint, files: named, places }: Surveyed,
  { network: asked, progress }: HostRun,
): Promise<Checks> {
  const wanted = wantedServers(inForce(lint.run));
  if (!asked || wanted.length === 0) return checkNetwork(wanted, undefined);
  progress("network");
  const caOf = (key: string) => {
    const path = named.find((file) => file.key === key)?.path;
    return path === undefined ? undefined : pathHere(path, places);
  };
  return checkNetwork(wanted, await observeServers(wanted, caOf));
}

/** Everything `preflight` asks this host. */
export async function checkHost(seen: Surveyed, run: HostRun): Promise<Checks> {
  run.progress("listeners");
  return [
    ...fileChecks(seen),
    ...(await listenerChecks(seen)),
    ...resourceChecks(seen),
    // The program, its unit and its process are those of the image.
    ...(seen.onHost === undefined
      ? [...binaryChecks(seen), ...serviceChecks(seen), ...instanceChecks(seen)]
      : []),
    ...(await networkChecks(seen, run)),
  ];
}
