import { randomBytes } from "node:crypto";
import { durationMs } from "../../../facts/quantity.ts";
import { ownTopic } from "../../../live/bridge/message.ts";
import type { OutageScript } from "../../../live/bridge/run.ts";
import type { CutKind } from "../../../live/bridge/upstream.ts";
import { targetOf } from "../../../live/probe/target.ts";
import { bridgeBehaviourOf } from "../../../nanomq/bridge-behaviour.ts";
import type { NanomqVersion } from "../../../nanomq/version.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { bridgeProbeWords } from "../../../report/live/bridge-probe-words.ts";
import { probeWords } from "../../../report/live/probe-words.ts";
import { outageWords } from "../../../report/outage/words.ts";
import { secondsText } from "../../../report/time/windows.ts";
import { type ConfBridge, confBridges } from "../../../start/bridges.ts";
import { nngUrl } from "../../../start/format/nng-url.ts";
import { longestReturnMs, NEGOTIATION_MS } from "../../../timing/outage/backoff.ts";
import { type Cut, type OutageQuestion, outageAnswer } from "../../../timing/outage/closed-form.ts";
import { longestBackoffMs } from "../../../timing/outage/settings.ts";
import { type Arguments, hasFlag, valueOfOption } from "../arguments.ts";
import { rateOf } from "../outage/rate.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import type { Prepared } from "./prepare.ts";

/** What is to be done to which bridge. */
export interface BridgeQuestion {
  readonly bridge: ConfBridge;
  readonly port: number;
  readonly relayTo: { readonly host: string; readonly port: number } | undefined;
  readonly script: OutageScript;
  readonly kind: CutKind;
  /** As the closed form asks it, for the picture of the prediction. */
  readonly question: OutageQuestion;
  readonly totalMs: number;
}

const PRE_MS = 2000;
const USUAL_OUTAGE_MS = 10_000;
const USUAL_PER_SECOND = 10;
const MOST_PER_SECOND = 200;
const DEFAULT_TIMEOUT_MS = 5 * 60_000;
/** What a drain may take, to be watched to its end. */
const LONGEST_TAIL_MS = 60_000;
const SLACK_MS = 1000;
/** On one machine. */
const ROUND_TRIP_MS = 1;
const USUAL_CORES = 2;
const LOOPBACK = /^(127\.|localhost$|::1$)/;

const cuts: Readonly<Record<CutKind, Cut>> = {
  refused: "closed",
  reset: "closed",
  silent: "silent-resets",
  hang: "hangs",
};
const kinds: readonly CutKind[] = ["refused", "reset", "silent", "hang"];

/** @throws UsageError where it may not be done, or cannot be */
export function bridgeQuestion(
  args: Arguments,
  { settings, project, classes }: Prepared,
  version: NanomqVersion,
  session: Session,
): BridgeQuestion {
  const words = bridgeProbeWords[session.language];
  if (!hasFlag(args, "cut-bridge")) throw new UsageError(words.needsConsent);
  if (args.positionals.length < 2) throw new UsageError(words.needsConf);
  const bridge = chosenBridge(
    args,
    confBridges(settings, project.facts.host.cpuCores ?? USUAL_CORES),
    session,
  );
  const port = portOf(bridge, session);
  const token = `nanotune-${randomBytes(4).toString("hex")}`;
  const topic = bridge.forwardedTopics.flatMap((filter) => ownTopic(filter, token) ?? [])[0];
  if (topic === undefined) throw new UsageError(words.noOwnTopic(bridge.name));
  const kind = kinds.find((one) => one === valueOfOption(args, "kind")) ?? "refused";
  const everyMs = 1000 / perSecondOf(args, session);
  const outageMs = durationOf(args, session);
  const qos = valueOfOption(args, "qos") === "0" ? 0 : 1;
  const question: OutageQuestion = {
    ...{ settings: bridge.settings, version, cut: cuts[kind], outageMs, everyMs, qos },
    roundTripMs: ROUND_TRIP_MS,
  };
  const longestMs = longestBackoffMs(bridge.settings, bridgeBehaviourOf(version));
  const answer = outageAnswer(question);
  const script: OutageScript = {
    ...{ cut: kind, preMs: PRE_MS, outageMs, everyMs, qos, topic, token, payloadBytes: 64 },
    postMs: answer.backMs.high - outageMs + SLACK_MS,
    tailMs: SLACK_MS + Math.min(LONGEST_TAIL_MS, answer.drainMs.high),
    protocol: classes[0]?.protocol ?? 4,
    connectMs: longestReturnMs(longestMs, Infinity) + NEGOTIATION_MS,
  };
  const totalMs = script.preMs + outageMs + script.postMs + script.tailMs;
  boundTime(totalMs, args, session);
  return { bridge, port, relayTo: relayOf(args, session), script, kind, question, totalMs };
}

function chosenBridge(args: Arguments, all: readonly ConfBridge[], { language }: Session): ConfBridge {
  const wanted = valueOfOption(args, "bridge");
  const named = all.filter(({ name }) => wanted === undefined || name === wanted);
  const [bridge, ...others] = named;
  if (bridge !== undefined && others.length === 0) return bridge;
  throw new UsageError(bridgeProbeWords[language].chooseBridge(named.map(({ name }) => name).join(", ")));
}

/** Where the bridge looks for its upstream on this machine. */
function portOf({ name, server }: ConfBridge, { language }: Session): number {
  const url = nngUrl(server);
  const isHere = url !== undefined && url.scheme === "mqtt-tcp" && LOOPBACK.test(url.host);
  if (!isHere) throw new UsageError(bridgeProbeWords[language].notHere(name, server));
  return url.port === "" ? 1883 : Number(url.port);
}

function perSecondOf(args: Arguments, { language }: Session): number {
  const text = valueOfOption(args, "rate");
  const perSecond = text === undefined ? USUAL_PER_SECOND : rateOf(text);
  if (perSecond !== undefined && perSecond <= MOST_PER_SECOND) return perSecond;
  throw new UsageError(outageWords[language].badRate(text ?? ""));
}

function durationOf(args: Arguments, { language }: Session): number {
  const text = valueOfOption(args, "for");
  const ms = text === undefined ? USUAL_OUTAGE_MS : durationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new UsageError(cliWords[language].badDuration("--for", text ?? ""));
}

function boundTime(totalMs: number, args: Arguments, { language }: Session): void {
  const text = valueOfOption(args, "timeout");
  const limitMs = text === undefined ? DEFAULT_TIMEOUT_MS : durationMs(text);
  if (limitMs === undefined) throw new UsageError(cliWords[language].badDuration("--timeout", text ?? ""));
  if (totalMs <= limitMs) return;
  const needed = secondsText(Math.ceil(totalMs / 1000) * 1000);
  throw new UsageError(probeWords[language].timeoutTooShort(needed, secondsText(limitMs)));
}

function relayOf(args: Arguments, { language }: Session): BridgeQuestion["relayTo"] {
  const text = valueOfOption(args, "relay");
  if (text === undefined) return undefined;
  const found = targetOf(text);
  if (!found.ok || found.target.scheme !== "mqtt")
    throw new UsageError(bridgeProbeWords[language].badRelay(text));
  return { host: found.target.host, port: found.target.port };
}
