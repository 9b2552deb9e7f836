import type { ClientClass } from "../../../facts/facts.ts";
import type { Language } from "../../../lint/language.ts";
import { plainMultiplier, type Timer, writtenMultiplier } from "../../../nanomq/time.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { reportWords } from "../../../report/finding/words.ts";
import type { View } from "../../../report/output/view.ts";
import { outlookTable } from "../../../report/time/outlook.ts";
import { timelineLines } from "../../../report/time/timeline-view.ts";
import { secondsText, windowChart } from "../../../report/time/windows.ts";
import { inForce, isUp, type Run } from "../../../start/run.ts";
import { timerOfSettings } from "../../../start/timer.ts";
import { type DetectionReplay, detectionReplay } from "../../../timing/detection.ts";
import { type NetworkName, networks } from "../../../timing/network.ts";
import { type Outlook, outlookOf } from "../../../timing/outlook.ts";
import { type PingPolicyName, pingPolicies } from "../../../timing/ping-policy.ts";
import { playScenario } from "../../../timing/scenario.ts";
import { scenarioNames, type Timeline } from "../../../timing/timeline.ts";
import type { SessionClient } from "../../../timing/windows.ts";
import { open } from "../../open/open.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { sayMended, startOpened } from "../verdict.ts";
import { viewOf } from "../view.ts";
import { replayTraceFile } from "./replay-trace.ts";

/** What is played for one client class. */
interface Play {
  readonly client: SessionClient;
  readonly detection: DetectionReplay;
  readonly outlook: Outlook;
  readonly timeline: Timeline;
  readonly queued: number;
}

const DEFAULT_QUEUED = 100;

function nameIn<Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  name: string | undefined,
): Name | undefined {
  for (const key in table) if (key === name) return key;
  return undefined;
}

/** Digits only, so that the same line gives the same figures. */
function seedOf(args: Arguments): number {
  const text = valueOfOption(args, "seed") ?? "1";
  return /^\d{1,9}$/.test(text) ? Number(text) : 1;
}

function playClass(
  known: ClientClass,
  args: Arguments,
  timer: Timer,
  version: NanomqVersion,
): Play | undefined {
  const { name, keepaliveMs, protocol = 4, clean_start = true, sessionExpiryMs } = known;
  if (keepaliveMs === undefined) return undefined;
  const client: SessionClient = { name, keepaliveMs, protocol, cleanStart: clean_start, sessionExpiryMs };
  const network: NetworkName | undefined = nameIn(networks, valueOfOption(args, "network") ?? known.network);
  const ping: PingPolicyName | undefined = nameIn(pingPolicies, valueOfOption(args, "ping") ?? known.ping);
  const queued = known.offline_messages ?? DEFAULT_QUEUED;
  const seed = seedOf(args);
  const scenario = scenarioNames.find((one) => one === valueOfOption(args, "scenario")) ?? "silent";
  return {
    client,
    detection: detectionReplay(timer, version, client),
    outlook: outlookOf(timer, version, client, {
      network,
      ping,
      seed,
      whatIf: hasFlag(args, "what-if"),
      queued,
    }),
    timeline: playScenario(scenario, timer, version, client, {
      seed,
      ...(network && { network: networks[network] }),
    }),
    queued,
  };
}

/**
 * The contract is the detection of each class; what was asked for besides stands beside it. `outcome` stands there where
 * the broker does not simply run: after "exits" and "crashes" the figures are those of the mended conf.
 */
function jsonText(plays: readonly Play[], args: Arguments, timer: Timer, { outcome, start }: Run): string {
  const nanomq = start.version.text;
  const settings = { retryIntervalMs: timer.retry, multiplier: plainMultiplier(timer.multiplier) };
  const all = ["scenario", "network", "what-if"].some((name) => args.options.has(name));
  const clients = plays.map(({ detection, outlook, timeline }) => ({
    ...detection,
    ...(all ? { outlook, timeline } : {}),
  }));
  const told = outcome === "runs" ? {} : { outcome };
  return `${JSON.stringify({ nanomq, ...told, settings, clients }, null, 2)}\n`;
}

function prettyText(plays: readonly Play[], args: Arguments, view: View, language: Language): string {
  return plays
    .map(({ detection, outlook, timeline, queued }) => {
      const chart = `${windowChart(detection, [], view, language).join("\n")}\n`;
      const table = outlookTable(outlook, queued, seedOf(args), language);
      return `\n${chart}\n${table}\n${timelineLines(timeline, view, language).join("\n")}\n`;
    })
    .join("");
}

/** `nanotune replay [file]`: the windows of every client class, what else hangs on the timer, and a timeline. */
export async function replay(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const [path] = args.positionals;
  const trace = valueOfOption(args, "trace");
  const asJson = valueOfOption(args, "format") === "json";
  const mode = hasFlag(args, "blind") ? "blind" : "given";
  if (trace !== undefined) return replayTraceFile(trace, mode, asJson, session);
  const opened = await open(path, args, session);
  const { project, version } = opened;
  const started = startOpened(opened, session);
  const timer = timerOfSettings(inForce(started));
  const plays = project.facts.clients.flatMap((known) => playClass(known, args, timer, version) ?? []);
  if (plays.length === 0) throw new UsageError(cliWords[language].noClients);
  sayMended([started], session);
  const code = isUp(started.outcome) ? exitCode.clean : exitCode.findings;
  if (asJson) {
    io.out(jsonText(plays, args, timer, started));
    return code;
  }
  const view = await viewOf(args, io);
  const interval = secondsText(timer.retry);
  const heading = reportWords[language].settings(
    interval,
    String(writtenMultiplier(timer.multiplier, version)),
    version.text,
  );
  io.out(`${view.paint("strong", heading)}\n${prettyText(plays, args, view, language)}`);
  return code;
}
