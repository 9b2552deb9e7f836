// What a report says of a broker that was started on paper for it.
import type { Facts } from "../../facts/facts.ts";
import type { Language } from "../../lint/language.ts";
import type { Timer } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { inForce, type Outcome, type Run } from "../../start/run.ts";
import { atHome, type Home } from "../../start/start.ts";
import { timerOfSettings } from "../../start/timer.ts";
import type { Source } from "../../text/source.ts";
import { metLines } from "../outage/met.ts";
import { verdictText } from "../settings/verdict.ts";

/** A broker that was started on paper for this report. */
export interface Started {
  /** The conf, or the deployment file with the name of the container. */
  readonly name: string;
  readonly version: NanomqVersion;
  /** What it reads: the conf and its includes, or the deployment file that holds them. */
  readonly files: readonly string[];
  readonly outcome: Outcome;
  /** What becomes of it, in words; undefined where it simply runs with its conf. */
  readonly verdict: string | undefined;
  readonly timer: Timer;
  /** True where somebody told which clients it has. */
  readonly hasClients: boolean;
  /** What holds that nanotune.toml asks for; what does not is a finding. */
  readonly met: readonly string[];
}

interface OnPaper extends Pick<Started, "name"> {
  readonly run: Run;
  /** What nanotune.toml and the line say about it. */
  readonly facts: Pick<Facts, "clients" | "objective" | "host">;
  readonly home?: Home | undefined;
  readonly sources: ReadonlyMap<string, Source>;
}

/** What a report says of a run; the run itself, with all that was read, need not be kept for it. */
export function startedOf(
  { name, run, facts, home = atHome, sources }: OnPaper,
  language: Language,
): Started {
  const { version } = run.start;
  const verdict = run.outcome === "runs" ? undefined : verdictText(run, { home, sources }, language);
  const timer = timerOfSettings(inForce(run));
  const met = metLines(run, facts, language);
  const read = [...run.reading.sources.keys()].map((file) => home({ file, start: 0, end: 0 }).file);
  const files = [...new Set(read)];
  return {
    name,
    version,
    files,
    outcome: run.outcome,
    verdict,
    timer,
    hasClients: facts.clients.length > 0,
    met,
  };
}
