import type { FileFacts } from "../../start/files/file-facts.ts";
import type { EvidenceRef, FixSafety, Severity } from "../finding/finding.ts";
import type { LocalText } from "../language.ts";
import type { Condition } from "./cel/runtime.ts";
import type { Scope } from "./cel/value.ts";

export type Preset = "recommended" | "strict" | "security" | "edge";

/**
 * What a finding about a client shows: the windows in force beside those of the advice it gives (a figure of the client), and
 * of the settings that meet MQTT's limit; `detection` gives none of its own.
 */
export type Replay =
  | "detection"
  | "thumb"
  | "for_mqtt"
  | "for_objective"
  /** Of a bridge: its uplink is closed, or falls silent; with what to type to survive it. */
  | "outage"
  | "dead_link"
  | "survive";

/** Releases a rule applies to; a missing bound is open. */
export interface VersionRange {
  readonly since?: string | undefined;
  /** Inclusive, builds after that release included. */
  readonly until?: string | undefined;
  /** Exclusive. */
  readonly before?: string | undefined;
  /** Releases in between to which it does not apply. */
  readonly except?: readonly string[] | undefined;
}

/** What to type; texts may hold {args}. `set` maps a setting to the text of its value. */
export interface FixPlan {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly string[];
  readonly text?: string | undefined;
  readonly safety: FixSafety;
}

/** What a rule tells of what it found. */
export interface RuleTelling {
  readonly target?: string | undefined;
  readonly related: Readonly<Record<string, string>>;
  /** Settings that a finding is about beside its target; what holds for any setting is not said of them as well. */
  readonly covers: readonly string[];
  readonly args: Readonly<Record<string, Condition>>;
  readonly replay?: Replay | undefined;
  readonly fix?: FixPlan | undefined;
  readonly evidence: readonly EvidenceRef[];
}

/** A rule ready to run. Its words are apart ({@link RulePage}), since a clean conf needs none. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly presets: readonly Preset[];
  readonly versions: VersionRange;
  /** Name of the list whose elements are looked at one by one, and of the variable that holds them. */
  readonly list?: string | undefined;
  readonly variable?: string | undefined;
  /** Without it every element of the list is a finding. */
  readonly when?: Condition | undefined;
  /** Top-level sections of the conf that decide what `when` answers; undefined where it may be any. */
  readonly reads?: readonly string[] | undefined;
  /** Of a list of problems or misfits: those with one of these codes. */
  readonly codes?: readonly string[] | undefined;
  /** Of misfits: those of one of these keys (`bridges.mqtt.*.keepalive`), or of one that no release has at such a path. */
  readonly at?: readonly string[] | undefined;
  readonly params: Scope;
  readonly requires: readonly string[];
  readonly replaces: readonly string[];
  /** Asked of the few rules that find something. */
  readonly tells: () => RuleTelling;
}

/** An example of a rule file; run as a test. */
export interface RuleExample {
  readonly name?: string | LocalText | undefined;
  readonly nanomq?: string | undefined;
  readonly today?: string | undefined;
  /** Text of nanomq.conf; of a compose file or manifest where `kind` says so. */
  readonly text: string;
  readonly kind: "conf" | "deployment";
  /** Files it includes or names, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** What a look at the host would find, by the setting that names the file. */
  readonly host: Readonly<Record<string, FileFacts>>;
  /** As in nanotune.toml. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Lines on which the rule reports. */
  readonly expect: readonly number[];
}

/** What `explain` shows and reporters word. */
export interface RulePage {
  readonly id: string;
  readonly severity: Severity;
  readonly message: LocalText;
  readonly why: LocalText;
  readonly labels: Readonly<Record<string, LocalText>>;
  readonly catalogue: readonly string[];
  readonly examples: readonly RuleExample[];
}
