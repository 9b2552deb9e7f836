import type { NanomqVersion } from "../nanomq/version.ts";
import type { ConfInput } from "../text/conf/conf-input.ts";
import type { Span } from "../text/source.ts";
import type { Places } from "./effective.ts";
import type { Environment } from "./environment.ts";
import type { Host } from "./startup/ascent.ts";

/** All that NanoMQ is started with: everything that decides what becomes of it, and nothing that does not. */
export interface Start {
  readonly version: NanomqVersion;
  /** The conf with the files it includes; undefined: it is started without one. */
  readonly conf: ConfInput | undefined;
  readonly environment?: Environment | undefined;
  /** Options of the start command, one word each: `["--qos_duration", "5"]`. */
  readonly flags?: readonly string[] | undefined;
  /** Where those of them stand that stand in a file. */
  readonly places?: Places | undefined;
  /** Build options; undefined where nobody told: those of the official full build. */
  readonly features?: readonly string[] | undefined;
  /** What is known of the machine it runs on; what is not is taken to be as the conf wants it. */
  readonly host?: Host | undefined;
}

/** Leads from a conf that stands inside another file (a compose file, a ConfigMap) to its place in that file. */
export type Home = (span: Span) => Span;

/** Of a conf that is a file of its own. */
export const atHome: Home = (span) => span;
