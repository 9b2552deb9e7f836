import { outageRow } from "../../../live/bridge/row.ts";
import { type OutageObservation, runOutage } from "../../../live/bridge/run.ts";
import { BridgeUpstream } from "../../../live/bridge/upstream.ts";
import { agreesWithModel, bridgeProbeJson, bridgeProbeLines } from "../../../report/live/bridge-probe.ts";
import { bridgeProbeWords } from "../../../report/live/bridge-probe-words.ts";
import { probeWords } from "../../../report/live/probe-words.ts";
import { secondsText } from "../../../report/time/windows.ts";
import { replayOutage } from "../../../timing/trace/outage/replay-outage.ts";
import { parseTraceRow } from "../../../timing/trace/row.ts";
import { writeNamedFiles } from "../../open/conf-files.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { type BridgeQuestion, bridgeQuestion } from "../probe/bridge-question.ts";
import { inTheWorld, type Prepared, prepare, sayStopped } from "../probe/prepare.ts";
import { Progress } from "../probe/progress.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

/** Undefined where the user left. @throws UsageError where it could not be done */
async function observed(
  { port, relayTo, script, totalMs }: BridgeQuestion,
  { target }: Prepared,
  args: Arguments,
  session: Session,
): Promise<OutageObservation | undefined> {
  const words = probeWords[session.language];
  const mostMs = script.connectMs + totalMs;
  const progress = new Progress(1, { expectedMs: mostMs, mostMs }, words, session.io);
  try {
    return await inTheWorld(target, args, session, async (world, signal) => {
      const upstream = new BridgeUpstream({ port, token: script.token, clock: world.clock, relayTo });
      await upstream.listen().catch(() => {
        throw new UsageError(bridgeProbeWords[session.language].portTaken(port));
      });
      try {
        return await runOutage(script, upstream, world, signal);
      } finally {
        upstream.close();
      }
    });
  } catch (error) {
    sayStopped(error, target, session);
    return undefined;
  } finally {
    progress.end();
  }
}

/** `nanotune probe mqtt://host:1883 nanomq.conf --what bridge`: the uplink is cut on purpose; does the bridge do as predicted? */
export async function probeBridge(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const prepared = await prepare(args, session);
  const { version } = prepared.project.version;
  const asked = bridgeQuestion(args, prepared, version, session);
  const { bridge, script, port, totalMs } = asked;
  const total = secondsText(Math.ceil(totalMs / 1000) * 1000);
  io.err(`${bridgeProbeWords[language].begins(bridge.name, script.topic, `127.0.0.1:${port}`, total)}\n`);
  const observation = await observed(asked, prepared, args, session);
  if (observation === undefined) return exitCode.left;
  const at = bridge.forwardedTopics.findIndex((filter) => filter.includes("#") || filter.includes("+"));
  const under = {
    id: script.token,
    version: version.text,
    settings: bridge.settings,
    forwardQos: bridge.forwardQos[at],
  };
  const line = JSON.stringify(outageRow(observation, under));
  const row = parseTraceRow(line);
  const shown = {
    asked,
    observation,
    given: replayOutage(row, "given"),
    blind: replayOutage(row, "blind"),
    row,
    line,
  };
  const path = valueOfOption(args, "record");
  if (path !== undefined) {
    writeNamedFiles(session, [{ path, before: "any", after: new TextEncoder().encode(`${line}\n`) }]);
    io.err(`${probeWords[language].recorded(1, path)}\n`);
  }
  if (valueOfOption(args, "format") === "json") io.out(bridgeProbeJson(shown, version.text));
  else io.out(`${bridgeProbeLines(shown, version.text, await viewOf(args, io), language).join("\n")}\n`);
  return agreesWithModel(shown) ? exitCode.clean : exitCode.findings;
}
