import type { ConfInput } from "../text/conf/conf-input.ts";
import { readConf } from "../text/conf/read-conf.ts";
import type { Reading } from "../text/conf/tree.ts";
import { effective, intended, type Settings } from "./effective.ts";
import type { Start } from "./start.ts";
import type { End, Later, Step } from "./startup/step.ts";
import { type Loaded, startUp } from "./startup.ts";

/** What becomes of a broker by its conf; "depends": on a file that nobody here can see. */
export type Outcome = "runs" | "runs-on-part" | "runs-on-defaults" | "exits" | "crashes" | "depends";

/** What the broker of a release makes of a start: the one verdict, and the one set of settings, that every command shows. */
export interface Run extends Loaded {
  /** What it does on its way up, in order; where it ends there, the last one says so. */
  readonly steps: readonly Step[];
  /** What it would die of behind its start. */
  readonly later: readonly Later[];
  readonly outcome: Outcome;
  /** How the start ends, where it does. */
  readonly end: End | undefined;
  /** What the broker really has; undefined where there is none. */
  readonly running: Settings | undefined;
  /** What it would have once the errors of the file are mended; the same object where nothing is wrong. */
  readonly meant: Settings;
}

/** True where a broker is up after the start, with whatever settings. */
export function isUp(outcome: Outcome): boolean {
  return outcome !== "exits" && outcome !== "crashes";
}

/** What is read where there is no conf. */
const NO_CONF: ConfInput = { text: "" };

/** True where the broker runs with the whole conf, as far as this machine can see. */
export function isAsWritten(outcome: Outcome): boolean {
  return outcome === "runs" || outcome === "depends";
}

/** What figures are about: what the broker has, and where there is none, what it would have. */
export function inForce({ running, meant }: Run): Settings {
  return running ?? meant;
}

function outcomeOf({ outcome, recovered, unseen }: Reading, end: End | undefined, named: boolean): Outcome {
  if (end !== undefined) return end.outcome;
  if (!named) return "runs";
  if (outcome === "reject") return "runs-on-defaults";
  if (recovered) return "runs-on-part";
  return unseen.length > 0 ? "depends" : "runs";
}

/** Starts a broker on paper. Pure; never throws, whatever the conf. */
export function run(start: Start): Run {
  const { version, conf, environment, flags, places, features, host } = start;
  const reading = readConf(conf ?? NO_CONF, version);
  const surroundings = { version, environment, flags, places, features, files: conf?.files };
  const loaded = effective(reading, surroundings);
  const isWhole = conf === undefined || reading.tree === reading.intended;
  const meant = isWhole ? loaded : intended(reading, surroundings);
  const death = [...reading.hazards, ...loaded.hazards].find(({ fatal }) => fatal);
  const { steps, later } = startUp({ start, reading, loaded, death }, host);
  const end = steps.at(-1)?.end;
  const outcome = outcomeOf(reading, end, conf !== undefined);
  const running = isUp(outcome) ? loaded : undefined;
  return { start, reading, steps, later, outcome, end, death, loaded, running, meant };
}
