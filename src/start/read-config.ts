// The library's form of a run: plain values, as `show --format json` has them too.
import { confRelease } from "../nanomq/behaviour.ts";
import type { Hazard } from "../text/conf/tree.ts";
import type { Settings } from "./effective.ts";
import { type Run, run } from "./run.ts";
import type { NodeEffect } from "./setting.ts";
import { byDefault, type LoadHazard, type Origin, type Value } from "./value.ts";

/** A conf and the files it may name: includes, certificates. */
export interface ConfigInput {
  readonly text: string | Uint8Array;
  /** Name of the conf, "nanomq.conf" by default. */
  readonly file?: string | undefined;
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
}

export interface ConfigOptions {
  /** Release of the broker, as its tag has it. */
  readonly nanomq: string;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Options of `nanomq start`, one word each. */
  readonly flags?: readonly string[] | undefined;
  readonly features?: readonly string[] | undefined;
}

/** A written line without effect, or read as something else. */
export type IgnoredSetting = Pick<NodeEffect, "path" | "pattern" | "keySpan" | "span" | "effect">;

/** What a broker makes of a conf. */
export interface ConfigResult {
  /** `load`: it starts, with defaults where the file was rejected; `exit`: it ends itself; `crash`: it dies. */
  readonly outcome: "load" | "exit" | "crash";
  readonly syntaxError?: true;
  /** Exit code. */
  readonly exit?: number;
  readonly values: Readonly<Record<string, Value>>;
  readonly origins: Readonly<Record<string, Origin>>;
  readonly ignored: readonly IgnoredSetting[];
  readonly hazards: readonly (Hazard | LoadHazard)[];
}

function originsOf({ values, origins }: Settings): ConfigResult["origins"] {
  return Object.fromEntries([...values.keys()].map((path) => [path, origins.get(path) ?? byDefault]));
}

/** A run in the form of {@link readConfig}: what the reading of the conf comes to, whatever comes behind it. */
export function resultOf({ reading, steps, loaded }: Run): ConfigResult {
  const end = steps[0]?.end;
  const isSyntaxError =
    reading.recovered || reading.reason === "syntax-error" || reading.reason === "parser-stack";
  return {
    outcome: end === undefined ? "load" : end.outcome === "exits" ? "exit" : "crash",
    ...(isSyntaxError && { syntaxError: true }),
    ...(end?.code !== undefined && { exit: end.code }),
    values: Object.fromEntries(end === undefined ? loaded.values : []),
    origins: end === undefined ? originsOf(loaded) : {},
    ignored: loaded.effects
      .filter(({ effect }) => effect.kind !== "used")
      .map(({ path, pattern, keySpan, span, effect }) => ({ path, pattern, keySpan, span, effect })),
    hazards: [...reading.hazards, ...loaded.hazards],
  };
}

/**
 * Reads a conf as NanoMQ `nanomq` does and says what the broker ends up with, and why.
 * @throws RangeError where `nanomq` is no version, or one older than any whose reading is known.
 */
export function readConfig(input: ConfigInput, options: ConfigOptions): ConfigResult {
  const version = confRelease(options.nanomq);
  const { env: environment, flags, features } = options;
  return resultOf(run({ version, conf: input, environment, flags, features }));
}
