import type { Wanted } from "../../text/edit/wanted.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Span } from "../../text/source.ts";
import type { DetectionReplay } from "../../timing/detection.ts";
import type { OutageAnswer, OutageQuestion } from "../../timing/outage/closed-form.ts";
import type { Timeline } from "../../timing/timeline.ts";
import type { Refusal } from "./refusal.ts";

export type Severity = "error" | "warning" | "info";

/** Facts of a finding, filled into the words of its rule: `{retry_interval}` -> `args.retry_interval`. */
export type FindingArgs = Readonly<Record<string, string | number | boolean>>;

/** `safe` keeps what the broker does apart from the problem; `unsafe` changes it. */
export type FixSafety = "safe" | "unsafe";

/** Settings to change, and how safe that is; no bytes yet (`editsFor` makes them). */
export interface Proposal extends Wanted {
  /** What to type, one line, in no language: `retry_interval = 1s`; "" where something is to be removed. */
  readonly text: string;
  readonly safety: FixSafety;
}

/** A proposal that proved itself, with its bytes; without edits it is for a person to type. */
export interface Fix extends Pick<Proposal, "text" | "safety"> {
  readonly edits: readonly TextEdit[];
}

/** A second place that decides the finding; `label` names a sentence of the rule's words. */
export interface RelatedSpan {
  readonly span: Span;
  readonly label: string;
}

export interface EvidenceRef {
  readonly kind: "measurement" | "issue" | "doc" | "spec" | "cve" | "source";
  /** What is cited, or what was seen in English. */
  readonly ref: string;
  /** The same in Chinese; a citation needs none. */
  readonly zh?: string | undefined;
}

/** Other settings for the same client, and when they notice it. */
export interface Alternative {
  /** What to type: `retry_interval = 1s`. */
  readonly text: string;
  readonly replay: DetectionReplay;
}

/** An outage that was asked about, and what it comes to. */
export interface Outage {
  readonly question: OutageQuestion;
  readonly answer: OutageAnswer;
}

/** What a checker found: facts only. The rule's words turn it into a sentence, a reporter draws it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly args: FindingArgs;
  readonly span: Span;
  /** Path of the setting, as in nanomq.conf: `mqtt.retry_interval`. */
  readonly key?: string | undefined;
  /** The variable or option that makes it, by name; absent where the conf does or nobody. */
  readonly by?: string | undefined;
  /** True where an error about the same setting or place, which knows why, says more. */
  readonly givesWay?: true | undefined;
  /** Settings it is about beside `key`, with all below them. */
  readonly covers?: readonly string[] | undefined;
  readonly related: readonly RelatedSpan[];
  readonly proposals: readonly Proposal[];
  readonly evidence: readonly EvidenceRef[];
  /** The replay that proves it, where time matters. */
  readonly replay?: DetectionReplay | undefined;
  /** The shortest story that shows it, event by event. */
  readonly timeline?: Timeline | undefined;
  /** What becomes of a bridge whose uplink is away. */
  readonly outage?: Outage | undefined;
  /** Beside the replay: what other settings would come to, nearest change first. */
  readonly alternatives?: readonly Alternative[] | undefined;
}

/** A finding as reports show it: proposals have become fixes. */
export interface Reported extends Omit<Finding, "proposals"> {
  readonly fixes: readonly Fix[];
  /** Why what its words say to write is not offered. */
  readonly refusal?: Refusal | undefined;
}
