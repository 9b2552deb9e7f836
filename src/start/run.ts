import { parseVersion } from "../nanomq/version.ts";
import { readConf } from "../text/conf/read-conf.ts";
import type { Hazard, Reading } from "../text/conf/tree.ts";
import { effective, type Settings } from "./effective.ts";
import type { NodeEffect } from "./setting.ts";
import type { LoadHazard, Origin, Value } from "./value.ts";

/** A conf and the files it may name: includes, certificates. */
export interface ConfigInput {
  readonly text: string | Uint8Array;
  /** Name of the conf, "nanomq.conf" by default. */
  readonly file?: string | undefined;
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
}

export interface ConfigOptions {
  /** Release of the broker: "0.22.10". */
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

function outcomeOf(reading: Reading, hazards: readonly LoadHazard[]): ConfigResult["outcome"] {
  if (reading.outcome === "crash") return "crash";
  if (reading.exit !== undefined) return "exit";
  return hazards.some((hazard) => hazard.fatal) ? "crash" : "load";
}

/** What becomes of a broker that ends up with these settings. */
export function resultOf(reading: Reading, settings: Settings): ConfigResult {
  const isSyntaxError =
    reading.recovered || reading.reason === "syntax-error" || reading.reason === "parser-stack";
  const outcome = outcomeOf(reading, settings.hazards);
  return {
    outcome,
    ...(isSyntaxError && { syntaxError: true }),
    ...(reading.exit !== undefined && { exit: reading.exit }),
    values: outcome === "load" ? Object.fromEntries(settings.values) : {},
    origins: outcome === "load" ? Object.fromEntries(settings.origins) : {},
    ignored: settings.effects
      .filter(({ effect }) => effect.kind !== "used")
      .map(({ path, pattern, keySpan, span, effect }) => ({ path, pattern, keySpan, span, effect })),
    hazards: [...reading.hazards, ...settings.hazards],
  };
}

/**
 * Reads a conf as NanoMQ `nanomq` does and says what the broker ends up with, and why.
 * @throws RangeError where `nanomq` is no version.
 */
export function readConfig(input: ConfigInput, options: ConfigOptions): ConfigResult {
  const version = parseVersion(options.nanomq);
  if (version === undefined) throw new RangeError(`not a NanoMQ version: ${options.nanomq}`);
  const reading = readConf(input, version);
  const { env: environment, flags, features } = options;
  return resultOf(reading, effective(reading, { version, environment, flags, features, files: input.files }));
}
