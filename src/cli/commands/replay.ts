import { timingOf } from "../../lint/timing.ts";
import { detectionReplay } from "../../replay/detection.ts";
import { playScenario } from "../../replay/scenario.ts";
import { scenarioNames, type Timeline } from "../../replay/timeline.ts";
import type { Role, View } from "../../report/report.ts";
import { drawTimeline, type TimelineRole } from "../../report/timeline.ts";
import { secondsText, windowChart } from "../../report/windows.ts";
import { cliWords } from "../../words/cli.ts";
import type { Language } from "../../words/language.ts";
import { reportWords } from "../../words/report.ts";
import { timelineWords } from "../../words/timeline.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { readConfInput } from "../conf-files.ts";
import { exitCode } from "../exit-code.ts";
import { noteVersion, openProject } from "../project.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { viewOf } from "../view.ts";

const rolesOfTimeline: Readonly<Record<TimelineRole, Role>> = {
  quiet: "quiet",
  client: "good",
  tick: "quiet",
  turn: "warning",
  limit: "strong",
  kick: "error",
  will: "info",
  state: "info",
};

function timelineText(timeline: Timeline, view: View, language: Language): string {
  const lines = drawTimeline(timeline, {
    width: view.columns,
    ascii: !view.unicode,
    words: timelineWords[language],
    colour: (role, text) => view.paint(rolesOfTimeline[role], text),
  });
  return `${lines.join("\n")}\n`;
}

/** `nanotune replay [file]`: the windows of every client class, and the timeline of one that falls silent. */
export async function replay(args: Arguments, session: Session): Promise<0> {
  const { io, language } = session;
  const [path] = args.positionals;
  const project = await openProject(args, path ?? "nanomq.conf", session);
  noteVersion(project, session);
  const { version } = project.version;
  const conf =
    path === undefined
      ? undefined
      : await readConfInput(session, path, valueOfOption(args, "stdin-filename"));
  const timing = timingOf(conf, version);
  const clients = project.facts.clients.flatMap(
    ({ name, keepaliveMs, protocol = 4, clean_start = true, sessionExpiryMs }) => {
      return keepaliveMs === undefined
        ? []
        : [{ name, keepaliveMs, protocol, cleanStart: clean_start, sessionExpiryMs }];
    },
  );
  if (clients.length === 0) throw new UsageError(cliWords[language].noClients);
  const replays = clients.map((client) => detectionReplay(timing, version, client));
  if (valueOfOption(args, "format") === "json") {
    const settings = { retryIntervalMs: timing.retryIntervalMs, multiplier: timing.multiplier };
    io.out(`${JSON.stringify({ nanomq: version.text, settings, clients: replays }, null, 2)}\n`);
    return exitCode.clean;
  }
  const view = await viewOf(args, io);
  const scenario = scenarioNames.find((name) => name === valueOfOption(args, "scenario")) ?? "silent";
  const interval = secondsText(timing.retryIntervalMs);
  const multiplier = String(timing.configuredMultiplier);
  io.out(`${view.paint("strong", reportWords[language].settings(interval, multiplier, version.text))}\n`);
  for (const [at, client] of clients.entries()) {
    const shown = replays[at];
    if (shown === undefined) continue;
    io.out(`\n${windowChart(shown, [], view, language).join("\n")}\n\n`);
    io.out(timelineText(playScenario(scenario, timing, version, client), view, language));
  }
  return exitCode.clean;
}
