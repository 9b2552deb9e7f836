/** What besides the conf sets a NanoMQ: variables and start options, from releases/start.toml. */
import { startOptions, urlSchemes, variables } from "../generated/start.ts";
import { isWithin, type NanomqVersion, type VersionSpan } from "./version.ts";

export { startOptions, urlSchemes, variables };

type WholeStore = "uint16" | "uint32" | "uint64" | "int32";

/** An environment variable; how its text becomes a setting is up to its reader. */
export interface Variable extends VersionSpan {
  readonly name: string;
  readonly absent?: readonly VersionSpan[];
  /** `process`: used by NanoMQ itself; `unread`: by nobody. */
  readonly reader:
    | "text"
    | "flag"
    | "number"
    | "count"
    | "length"
    | "spilling-number"
    | "word"
    | "size"
    | "sinks"
    | "file"
    | "process"
    | "unread";
  readonly setting?: string;
  /** A second setting it goes to. */
  readonly also?: string;
  readonly store?: WholeStore;
  /** Which neighbour the upper half of a number lands in. */
  readonly spill?: "packet-size" | "inflight-window" | "multiplier";
  readonly words?: readonly string[];
  /** The switch that a file which can be read sets. */
  readonly loaded?: string;
  /** Where it is read, or named, but nothing comes of it. */
  readonly idle?: readonly VersionSpan[];
}

export interface StartOption {
  /** With its dashes: `--qos_duration`. */
  readonly long: string;
  readonly short?: string;
  /** What follows it, and how that is checked. */
  readonly argument: "none" | "path" | "text" | "number" | "boolean" | "url" | "word";
  readonly reader: "none" | "switch" | "number" | "text" | "url" | "file" | "sink" | "log-file";
  readonly setting?: string;
  readonly store?: WholeStore;
  readonly words?: readonly string[];
  readonly sink?: "console" | "syslog";
  readonly idle?: readonly VersionSpan[];
}

/** True where a broker of `version` knows the variable. */
export function knowsVariable(row: Variable, version: NanomqVersion): boolean {
  return isWithin(version, row) && !(row.absent ?? []).some((span) => isWithin(version, span));
}

/** The span in which nothing comes of a variable or option; undefined where it counts. */
export function idleSpan(row: Variable | StartOption, version: NanomqVersion): VersionSpan | undefined {
  return row.idle?.find((span) => isWithin(version, span));
}
