import type { BehaviourName } from "../../../nanomq/behaviour.ts";
import type { ApiBroker, Reply } from "./reply.ts";

/** The parts of a path below /api/v4. */
export type Names = readonly string[];

/** A request that changes something, and what comes of it. */
export interface Route {
  readonly method: "POST" | "PUT" | "DELETE";
  /** `bridges/:name`: a part with a colon stands for any. */
  readonly path: string;
  /** Of JSON; everything else is refused. */
  readonly takes: "object" | "list" | "nothing";
  /** Where not every release has it. */
  readonly only?: BehaviourName;
  readonly run: (broker: ApiBroker, names: Names, body: unknown) => Reply;
}

/** Of an object; none of anything else. */
export function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [],
  );
}
