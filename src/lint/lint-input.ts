import type { Facts } from "../facts/facts.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Surroundings } from "../start/effective.ts";
import type { HostFiles } from "../start/files/file-facts.ts";
import type { Host } from "../start/startup/ascent.ts";
import type { ConfInput } from "../text/conf/conf-input.ts";
import type { Source } from "../text/source.ts";
import type { Rule } from "./rules/rule.ts";

/** What a lint of one conf is asked with. */
export interface LintInput {
  readonly conf: ConfInput;
  readonly version: NanomqVersion;
  readonly facts: Facts;
  /** What decides beside the conf; by default what the facts tell. */
  readonly surroundings?: Pick<Surroundings, "environment" | "flags" | "places" | "features"> | undefined;
  /** Files that tell the surroundings: findings may point into them. */
  readonly sources?: readonly Source[] | undefined;
  /** True where findings about a deployment file say what is wrong with its variables and options by themselves. */
  readonly deploymentIsChecked?: boolean | undefined;
  /** The built-in rules by default. */
  readonly rules?: readonly Rule[] | undefined;
  /** False: `# nanotune-ignore` has no effect. */
  readonly suppressions?: boolean | undefined;
  /** Day that decides which suppressions and certificates have expired, as 2026-08-01. */
  readonly today?: string | undefined;
  /** What is known of the machine it runs on. */
  readonly host?: Host | undefined;
  /** What a look at the files of `filesNamedBy` found; without it they are not spoken of. */
  readonly hostFiles?: HostFiles | undefined;
}
