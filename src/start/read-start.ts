// The library's form of a start: how it ends, and what the broker opens, needs and lacks.
import { confRelease } from "../nanomq/behaviour.ts";
import type { ConfigInput, ConfigOptions } from "./read-config.ts";
import { isUp, type Run, run } from "./run.ts";
import type { Host } from "./startup/ascent.ts";
import type { Condition, EndReason, Later, Listening, Shortfall, StepName } from "./startup/step.ts";

export interface StartOptions extends ConfigOptions {
  /** Answers what only the machine decides; without it nothing stands in the way. */
  readonly host?: Host | undefined;
}

/** What NanoMQ does with a conf, from exec to the first client. */
export interface StartResult {
  readonly outcome: "runs" | "exits" | "crashes";
  /** Exit code. */
  readonly code?: number;
  /** Where it ends. */
  readonly step?: StepName;
  readonly reason?: EndReason;
  /** The setting that ends it. */
  readonly key?: string;
  /** TCP sockets; port 0 is any free one. Those that were open when the start ended, where it ends. */
  readonly listens: readonly Listening[];
  /** What only the machine decides. */
  readonly conditions: readonly (Condition & { readonly key?: string | undefined })[];
  /** What it goes on without. */
  readonly lacks: readonly {
    readonly step: StepName;
    readonly key?: string | undefined;
    readonly reason: Shortfall;
  }[];
  /** What kills it behind its start, and when. */
  readonly later: readonly Later[];
}

/** A run in the form of {@link readStart}. */
export function startOf({ steps, later, outcome, end }: Run): StartResult {
  const last = steps.at(-1);
  return {
    outcome: isUp(outcome) ? "runs" : outcome === "exits" ? "exits" : "crashes",
    ...(end?.code !== undefined && { code: end.code }),
    ...(end !== undefined && { step: last?.name ?? "conf", reason: end.reason }),
    ...(end !== undefined && last?.key !== undefined && { key: last.key }),
    listens: steps.flatMap(({ opens }) => (opens === undefined ? [] : [opens])),
    conditions: steps.flatMap(({ key, asks = [] }) => asks.map((condition) => ({ ...condition, key }))),
    lacks: steps.flatMap(({ name, key, lacks }) =>
      lacks === undefined ? [] : [{ step: name, key, reason: lacks }],
    ),
    later,
  };
}

/**
 * Starts NanoMQ `nanomq` on paper with a conf and says how far it comes.
 * @throws RangeError where `nanomq` is no version, or one older than any whose reading is known.
 */
export function readStart(input: ConfigInput, options: StartOptions): StartResult {
  const version = confRelease(options.nanomq);
  const { env: environment, flags, features, host } = options;
  return startOf(run({ version, conf: input, environment, flags, features, host }));
}
