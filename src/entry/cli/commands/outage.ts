import { type AskedOutage, bridgeOutlook } from "../../../advise/outage/outlook.ts";
import type { Facts } from "../../../facts/facts.ts";
import { durationMs, sizeBytes } from "../../../facts/quantity.ts";
import type { Qos } from "../../../nanomq/bridge-settings.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { outageJson, outageText } from "../../../report/outage/outage.ts";
import { outageWords } from "../../../report/outage/words.ts";
import { confBridges } from "../../../start/bridges.ts";
import { inForce } from "../../../start/run.ts";
import type { Cut } from "../../../timing/outage/closed-form.ts";
import { open } from "../../open/open.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { sayMended, startOpened } from "../verdict.ts";
import { viewOf } from "../view.ts";

const USUAL_MS = 600_000;
/** Where nobody says how many cores the machine has. */
const USUAL_CORES = 2;
const qosLevels: Readonly<Record<string, Qos>> = { "0": 0, "1": 1, "2": 2 };

function askedOutage(args: Arguments, facts: Facts, { language }: Session): AskedOutage {
  const words = outageWords[language];
  const away = valueOfOption(args, "for");
  const outageMs = away === undefined ? USUAL_MS : durationMs(away);
  if (!outageMs) throw new UsageError(cliWords[language].badDuration("--for", away ?? ""));
  const rate = valueOfOption(args, "rate");
  const perSecond = rate === undefined ? usualRate(facts) : rateOf(rate);
  if (perSecond === undefined) throw new UsageError(words.badRate(rate ?? ""));
  const payload = valueOfOption(args, "payload") ?? "0";
  const payloadBytes = sizeBytes(payload);
  if (payloadBytes === undefined) throw new UsageError(words.badPayload(payload));
  const cut: Cut = valueOfOption(args, "kind") === "silent" ? "silent-resets" : "closed";
  const qos = qosLevels[valueOfOption(args, "qos") ?? "1"] ?? 1;
  return { cut, outageMs, everyMs: 1000 / perSecond, qos, payloadBytes };
}

/** "20/s", "20", "30/m" as messages a second. */
function rateOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:\/([smh]))?$/.exec(text);
  const perUnit = Number(match?.[1] ?? 0);
  const unitS = { s: 1, m: 60, h: 3600 }[match?.[2] ?? "s"] ?? 1;
  return perUnit > 0 ? perUnit / unitS : undefined;
}

/** All that the client classes of nanotune.toml publish together. */
function usualRate({ clients }: Facts): number {
  const sum = clients.reduce((total, { count = 1, publish_rate = 0 }) => total + count * publish_rate, 0);
  return sum > 0 ? sum : 1;
}

/** `nanotune outage [conf]`: per bridge what is kept and lost, when it is back, and what to type; exit code 1 if anything is lost. */
export async function outage(args: Arguments, session: Session): Promise<ExitCode> {
  const { io, language } = session;
  const opened = await open(args.positionals[0] ?? "nanomq.conf", args, session);
  const { version, project } = opened;
  const started = startOpened(opened, session);
  const asked = askedOutage(args, project.facts, session);
  const wanted = valueOfOption(args, "bridge");
  const bridges = confBridges(inForce(started), project.facts.host.cpuCores ?? USUAL_CORES).filter(
    ({ name }) => wanted === undefined || name === wanted,
  );
  if (bridges.length === 0) throw new UsageError(outageWords[language].noBridges);
  sayMended(started, session);
  const outlooks = bridges.map((bridge) => bridgeOutlook(bridge, version, asked));
  if (valueOfOption(args, "format") === "json") io.out(outageJson(outlooks, asked, version.text));
  else {
    const view = await viewOf(args, io);
    io.out(outlooks.map((outlook) => outageText(outlook, asked, version.text, view, language)).join("\n"));
  }
  const harmless = outlooks.every(({ answer }) => answer.lost.high === 0 && answer.crash === "never");
  return harmless ? exitCode.clean : exitCode.findings;
}
