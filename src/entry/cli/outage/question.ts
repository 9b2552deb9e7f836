import type { AskedOutage } from "../../../advise/outage/outlook.ts";
import type { ClientClass, Facts } from "../../../facts/facts.ts";
import { perSecondOf, publishRate } from "../../../facts/publish-rate.ts";
import { durationMs, sizeBytes } from "../../../facts/quantity.ts";
import type { Qos } from "../../../nanomq/bridge-settings.ts";
import { cliWords } from "../../../report/cli/words.ts";
import { outageWords } from "../../../report/outage/words.ts";
import type { Cut } from "../../../timing/outage/closed-form.ts";
import { type Arguments, valueOfOption } from "../arguments.ts";
import type { Session } from "../session.ts";
import { UsageError } from "../usage-error.ts";
import { rateOf } from "./rate.ts";

/** Where neither the line nor nanotune.toml says more. */
const USUAL_MS = 600_000;
const USUAL_PER_SECOND = 1;
/** Of an upstream in another town. */
const USUAL_ROUND_TRIP_MS = 50;

const cuts: Readonly<Record<string, Cut>> = { silent: "silent-resets", hang: "hangs" };
const qosLevels: Readonly<Record<string, Qos>> = { "0": 0, "1": 1, "2": 2 };

/** The outage that the line and nanotune.toml ask about. @throws UsageError where a value of the line is none */
export function askedOutage(args: Arguments, { clients, objective }: Facts, session: Session): AskedOutage {
  const words = outageWords[session.language];
  const rate = valueOfOption(args, "rate");
  const perSecond = rate === undefined ? (publishRate(clients) ?? USUAL_PER_SECOND) : rateOf(rate);
  if (perSecond === undefined) throw new UsageError(words.badRate(rate ?? ""));
  const payload = valueOfOption(args, "payload");
  const payloadBytes = payload === undefined ? payloadOfClients(clients) : sizeBytes(payload);
  if (payloadBytes === undefined) throw new UsageError(words.badPayload(payload ?? ""));
  return {
    cut: cuts[valueOfOption(args, "kind") ?? ""] ?? "closed",
    outageMs: durationOf("for", objective.surviveOutageMs ?? USUAL_MS, args, session),
    everyMs: 1000 / perSecond,
    qos: qosLevels[valueOfOption(args, "qos") ?? "1"] ?? 1,
    payloadBytes,
    roundTripMs: durationOf("round-trip", USUAL_ROUND_TRIP_MS, args, session),
    quietAfter: valueOfOption(args, "messages-after") === "no",
    goal: {
      loseAtMost: objective.loseAtMost ?? 0,
      drainWithinMs: objective.drainWithinMs ?? Infinity,
    },
  };
}

function durationOf(name: string, usualMs: number, args: Arguments, { language }: Session): number {
  const text = valueOfOption(args, name);
  const ms = text === undefined ? usualMs : durationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new UsageError(cliWords[language].badDuration(`--${name}`, text ?? ""));
}

/** A mean over the messages, each at most as large as its class says. */
function payloadOfClients(clients: readonly ClientClass[]): number {
  const known = clients.filter((client) => client.maxPayloadBytes !== undefined && perSecondOf(client) > 0);
  const messages = known.reduce((total, client) => total + perSecondOf(client), 0);
  const bytes = known.reduce((total, one) => total + perSecondOf(one) * (one.maxPayloadBytes ?? 0), 0);
  return messages === 0 ? 0 : Math.ceil(bytes / messages);
}
