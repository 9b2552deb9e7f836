// The reference start-up: what a NanoMQ does from exec until it waits for clients (nanomq/apps/broker.c, broker_start and broker).
import type { Hazard, Reading } from "../text/conf/tree.ts";
import { officialFeatures, type Settings } from "./effective.ts";
import type { Start } from "./start.ts";
import { Ascent, type Host } from "./startup/ascent.ts";
import { startBridges } from "./startup/bridges.ts";
import { askQuestions, meetClients } from "./startup/clients.ts";
import { checkEvents } from "./startup/hook-events.ts";
import { laterDeaths } from "./startup/later.ts";
import { openHttpServer, openListeners } from "./startup/listeners.ts";
import { endOfOptions } from "./startup/options.ts";
import {
  leave,
  openCommand,
  openExchanges,
  openLog,
  openNng,
  openStore,
  presetSessions,
  startRules,
  startWebhook,
} from "./startup/services.ts";
import type { End, Later, Step } from "./startup/step.ts";
import { makeHookTasks, makeHttpTasks, makeTasks } from "./startup/tasks.ts";
import type { LoadHazard } from "./value.ts";

/** What the steps are worked out from. */
export interface Loaded {
  readonly start: Start;
  readonly reading: Reading;
  /** Where it dies, in the text or in the loader. */
  readonly death: Hazard | LoadHazard | undefined;
  /** What the loader made of what it was given, up to where it died. */
  readonly loaded: Settings;
}

type Part = (ascent: Ascent) => void;

/** A part of one step at most. */
function one(step: (ascent: Ascent) => Step | undefined): Part {
  return (ascent) => ascent.take(step(ascent));
}

/** In the order of NanoMQ's own code, which is the same from 0.20 to 0.25. */
const parts: readonly Part[] = [
  one(leave),
  one(openLog),
  startRules,
  one((ascent) => openStore(ascent, "sqlite")),
  one(presetSessions),
  startWebhook,
  makeHookTasks,
  startBridges,
  makeTasks,
  openNng,
  openExchanges,
  openListeners,
  makeHttpTasks,
  one(openHttpServer),
  one(openCommand),
  checkEvents,
  one(meetClients),
  askQuestions,
];

/** How the reading of the conf ends the start, if it does. */
function endOfReading({ start, reading, death }: Loaded): End | undefined {
  // Without a conf there is no empty file to trip over.
  const isRead = start.conf !== undefined;
  if (isRead && reading.outcome === "crash") return { outcome: "crashes", reason: "loader" };
  if (isRead && reading.exit !== undefined) return { outcome: "exits", code: reading.exit, reason: "syntax" };
  return death === undefined ? undefined : { outcome: "crashes", reason: "loader" };
}

/** A start on paper. */
export interface StartUp {
  /** In their order; the last one ends the start, or the broker is up. */
  readonly steps: readonly Step[];
  /** What kills the broker that came up. */
  readonly later: readonly Later[];
}

/** What a broker does from exec on, and what it would die of behind that. */
export function startUp(run: Loaded, host?: Host): StartUp {
  const options = endOfOptions(run.start.flags ?? []);
  if (options?.isBeforeConf === true) return { steps: [options.step], later: [] };
  const end = endOfReading(run);
  const first: Step = { name: "conf", end };
  if (end !== undefined) return { steps: [first], later: [] };
  if (options !== undefined) return { steps: [first, options.step], later: [] };
  const ascent = new Ascent(
    run.loaded,
    new Set(run.start.features ?? officialFeatures),
    host,
    run.reading.unseen.length === 0,
  );
  for (const part of parts) if (!ascent.hasEnded) part(ascent);
  return { steps: [first, ...ascent.steps], later: ascent.hasEnded ? [] : laterDeaths(ascent) };
}
