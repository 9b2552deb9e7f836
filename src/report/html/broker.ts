import type { Assessment } from "../../advise/release/assess.ts";
import type { Choice } from "../../advise/release/choose.ts";
import type { Advice } from "../../advise/search/advise.ts";
import type { FeasibilityMap } from "../../advise/search/feasibility-map.ts";
import type { AdviseInput } from "../../advise/search/plan.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Run } from "../../start/run.ts";
import type { Home } from "../../start/start.ts";
import type { Source } from "../../text/source.ts";

/** What settings of its timer would come to. */
export interface TimerOutlook {
  /** Clients of nanotune.toml, or one with the keepalive of most libraries. */
  readonly input: AdviseInput;
  readonly isAssumed: boolean;
  readonly advice: Advice;
  readonly map: FeasibilityMap;
}

export interface ReleaseOutlook {
  readonly assessments: readonly Assessment[];
  readonly choice: Choice;
}

/** A broker that was started on paper, with all that the page tells of it beside its findings. */
export interface PageBroker {
  readonly name: string;
  readonly run: Run;
  readonly home: Home;
  readonly sources: ReadonlyMap<string, Source>;
  readonly facts: Pick<Facts, "clients" | "objective" | "host">;
  readonly timer: TimerOutlook;
  readonly releases: ReleaseOutlook;
}
