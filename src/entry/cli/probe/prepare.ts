import type { CanaryClass } from "../../../live/canary/canary.ts";
import type { Yardstick } from "../../../live/canary/expectation.ts";
import type { ApiTarget } from "../../../live/http-api/request.ts";
import { monotonicClock } from "../../../live/probe/clock.ts";
import { ProbeError } from "../../../live/probe/failure.ts";
import { linksTo } from "../../../live/probe/link.ts";
import type { MqttCredentials, ProbeWorld } from "../../../live/probe/mqtt-client.ts";
import { processLag } from "../../../live/probe/process-lag.ts";
import { type Target, targetOf, targetText, transportOf } from "../../../live/probe/target.ts";
import { has } from "../../../nanomq/behaviour.ts";
import type { Timer } from "../../../nanomq/time.ts";
import { probeWords } from "../../../report/live/probe-words.ts";
import { verdictText } from "../../../report/settings/verdict.ts";
import type { Settings } from "../../../start/effective.ts";
import { run as startOnPaper } from "../../../start/run.ts";
import type { Start } from "../../../start/start.ts";
import { timerOfSettings } from "../../../start/timer.ts";
import { readNamedFile } from "../../open/conf-files.ts";
import { noteOpened, open as openConf } from "../../open/open.ts";
import type { Project } from "../../open/project.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import type { Io } from "../io.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";

/** What the command line, the conf and nanotune.toml say about a probe. */
export interface Prepared {
  readonly target: Target;
  readonly project: Project;
  readonly timer: Timer;
  /** What the broker runs with, by its conf. */
  readonly settings: Settings;
  readonly yardstick: Yardstick;
  readonly classes: readonly CanaryClass[];
}

/** Long enough to be a plausible client, short enough to wait for. */
const DEFAULT_KEEPALIVE_MS = 5000;

function addressOf(args: Arguments, { language }: Session): Target {
  const words = probeWords[language];
  const [address] = args.positionals;
  if (address === undefined) throw new UsageError(words.noTarget);
  const result = targetOf(address);
  if (!result.ok) throw new UsageError(words.badTarget[result.why]);
  return result.target;
}

function classesOf(args: Arguments, { facts }: Project, target: Target): readonly CanaryClass[] {
  const usual = valueOfOption(args, "mqtt") === "5" ? 5 : 4;
  const transport = transportOf(target);
  const known = facts.clients.flatMap(({ name, keepaliveMs, protocol = usual }) => {
    return keepaliveMs === undefined ? [] : [{ name, keepaliveMs, protocol, transport }];
  });
  const canary = { name: "canary", keepaliveMs: DEFAULT_KEEPALIVE_MS, protocol: usual, transport } as const;
  return known.length > 0 ? known : [canary];
}

/** Who names a conf, or sets a variable or option of NanoMQ, says that it is one. */
function tellsNanomq({ conf, environment = {}, flags = [] }: Start): boolean {
  return conf !== undefined || Object.keys(environment).length > 0 || flags.length > 0;
}

/** @throws UsageError where something of it is wrong */
export async function prepare(args: Arguments, session: Session): Promise<Prepared> {
  const target = addressOf(args, session);
  const [, path] = args.positionals;
  const opened = await openConf(path, args, session);
  const { project, version } = opened;
  const start = opened.start(version);
  const started = startOnPaper(start);
  const verdict = verdictText(started, opened, session.language);
  if (started.running === undefined)
    throw new UsageError(`${verdict ?? ""}\n${probeWords[session.language].notThisConf}`);
  const timer = timerOfSettings(started.running);
  const asked = valueOfOption(args, "broker") ?? (tellsNanomq(start) ? "nanomq" : "other");
  const yardstick: Yardstick = asked === "nanomq" ? { kind: "nanomq", timer, version } : { kind: "mqtt" };
  if (asked === "nanomq") {
    noteOpened(opened, session);
    if (verdict !== undefined) session.io.err(`${verdict}\n`);
  }
  return {
    target,
    project,
    timer,
    settings: started.running,
    yardstick,
    classes: classesOf(args, project, target),
  };
}

/** How a user ends a command: Ctrl-C, `kill`, closing the terminal. */
const ENDS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What asking this release's API may do to it. */
export function notePolling(
  api: ApiTarget | undefined,
  { yardstick }: Prepared,
  { io, language }: Session,
): void {
  if (api === undefined || yardstick.kind !== "nanomq") return;
  const { version } = yardstick;
  if (has(version, "client-list-crash")) io.err(`${probeWords[language].pollCrashes(version.text)}\n`);
}

/** From the environment only: everybody on the machine sees the command line. */
function credentialsOf(env: Io["env"]): MqttCredentials | undefined {
  const username = env["NANOTUNE_MQTT_USERNAME"];
  return username ? { username, password: env["NANOTUNE_MQTT_PASSWORD"] } : undefined;
}

/**
 * Says that the user ended a probe.
 * @throws UsageError for any other failure of it; what is no failure of a probe as it is
 */
export function sayStopped(error: unknown, target: Target, { io, language }: Session): void {
  if (!(error instanceof ProbeError)) throw error;
  const sentence = probeWords[language].failure(error.failure, targetText(target));
  if (error.failure.kind !== "stopped") throw new UsageError(sentence);
  io.err(`${sentence}\n`);
}

/** Real sockets and real time for `run`, and an abort when the user ends the process. */
export async function inTheWorld<Result>(
  target: Target,
  args: Arguments,
  session: Session,
  run: (world: ProbeWorld, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ca = valueOfOption(args, "ca");
  const tls = {
    ca: ca === undefined ? undefined : readNamedFile(session, ca),
    insecure: hasFlag(args, "insecure"),
  };
  const { lagSinceMs, stop } = processLag();
  const interrupted = new AbortController();
  const abort = () => interrupted.abort();
  for (const end of ENDS) process.once(end, abort);
  try {
    const open = linksTo(target, tls);
    const credentials = credentialsOf(session.io.env);
    return await run({ clock: monotonicClock, open, credentials, lagSinceMs }, interrupted.signal);
  } finally {
    stop();
    for (const end of ENDS) process.off(end, abort);
  }
}
