import type { Facts } from "../../facts/facts.ts";
import { spanInToml } from "../../facts/toml-place.ts";
import { startCommandOf } from "../../lint/facts-start.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Source, Span } from "../../text/source.ts";

/** A variable, and where it stands in a file. */
export interface Given {
  readonly name: string;
  readonly text: string;
  readonly span?: Span | undefined;
}

/** Words behind `nanomq start`, and where each option stands. */
export interface GivenOptions {
  readonly flags: readonly string[];
  readonly places: readonly (readonly [option: string, span: Span])[];
}

/** The line of nanotune.toml that says so. */
function factSpan(facts: Source | undefined, path: readonly string[]): Span | undefined {
  return facts && spanInToml(facts, ["deployment", ...path]);
}

/** True where a nanotune.toml says how NanoMQ is started: only then its text is needed. */
export function tellsStart({ deployment: { env, command } }: Facts): boolean {
  return (env !== undefined && Object.keys(env).length > 0) || command !== undefined;
}

/** The variables of a nanotune.toml; `source` is its text, where it is at hand. */
export function variablesIn({ deployment }: Facts, source: Source | undefined): readonly Given[] {
  return Object.entries(deployment.env ?? {}).map(([name, value]) => ({
    name,
    text: String(value),
    span: factSpan(source, ["env", name]),
  }));
}

/** The options of the start command in a nanotune.toml, or of the image it names. */
export function optionsIn(facts: Facts, version: NanomqVersion, source: Source | undefined): GivenOptions {
  const span = factSpan(source, ["command"]);
  const { options, flags, fault } = startCommandOf(facts, version);
  const names = [...flags.map(({ option }) => option), ...(fault === undefined ? [] : [fault.name])];
  return {
    flags: options,
    places: span === undefined ? [] : names.map((name) => [name, span] as const),
  };
}
