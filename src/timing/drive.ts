import type { BrokerCore } from "./core/core.ts";
import type { BrokerEffect, BrokerEvent } from "./core/events.ts";

export interface Input {
  readonly atMs: number;
  readonly event: BrokerEvent;
}

/** What a client answers to an effect, at the same moment. */
export type Reaction = (effect: BrokerEffect) => readonly BrokerEvent[];

/** Runs the core through `inputs` (any order; equal times keep theirs) and on to `untilMs`, in virtual time. */
export function drive(
  core: BrokerCore,
  inputs: readonly Input[],
  untilMs: number,
  react?: Reaction,
): readonly BrokerEffect[] {
  const effects: BrokerEffect[] = [];
  const happen = (event: BrokerEvent, atMs: number): void => {
    for (const effect of core.handle(event, atMs)) {
      effects.push(effect);
      for (const answer of react?.(effect) ?? []) happen(answer, effect.atMs);
    }
  };
  const elapseTo = (atMs: number): void => {
    while (core.nextDeadlineMs() <= atMs) happen({ kind: "elapse" }, core.nextDeadlineMs());
  };
  for (const { atMs, event } of inputs.toSorted((a, b) => a.atMs - b.atMs)) {
    if (atMs > untilMs) break;
    elapseTo(atMs);
    happen(event, atMs);
  }
  elapseTo(untilMs);
  return effects;
}
