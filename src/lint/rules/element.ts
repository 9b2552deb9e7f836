// What a rule looks at, one by one, and what such an element brings to a finding.
import type { Span } from "../../text/source.ts";
import type { Finding, FindingArgs, Proposal, RelatedSpan } from "../finding/finding.ts";
import type { Scope } from "./cel/value.ts";
import type { Replay } from "./rule.ts";

/** Proposals of it take the place of those of the rule. */
export type Proof = Partial<Pick<Finding, "replay" | "timeline" | "alternatives" | "outage" | "proposals">>;

/** An element as a rule with certain parameters sees it. */
export interface Looked {
  readonly value: Scope;
  /** What a finding about it shows beside its words; played only where there is one. */
  readonly proof?: ((shows: Replay) => Proof) | undefined;
}

/** One element a rule looks at, and what it brings to a finding. */
export interface Element {
  readonly value: Scope;
  /** Path of the setting; rules name settings below it as `client.keepalive`. */
  readonly key?: string | undefined;
  /** The key of the surface it is about, if it is about one: `bridges.mqtt.*.keepalive`. */
  readonly pattern?: string | undefined;
  readonly span?: Span | undefined;
  readonly args?: FindingArgs | undefined;
  readonly related?: readonly RelatedSpan[] | undefined;
  readonly proposals?: readonly Proposal[] | undefined;
  readonly givesWay?: true | undefined;
  /** Where figures of the element hang on the parameters of the rule that asks. */
  readonly lookedAt?: ((params: Scope) => Looked) | undefined;
}

/** A fact with a place that another room found: a problem of the text, a value that does not fit. */
export interface Note {
  readonly code: string;
  readonly span: Span;
  readonly key?: string | undefined;
  /** The key of the surface it is about, if it is about one: `bridges.mqtt.*.keepalive`. */
  readonly pattern?: string | undefined;
  readonly args: FindingArgs;
  readonly related: readonly RelatedSpan[];
  readonly proposals: readonly Proposal[];
  /** True where a finding that knows why says more. */
  readonly givesWay?: true | undefined;
}
