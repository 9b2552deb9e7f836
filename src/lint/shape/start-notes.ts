import { type Place, placesOf } from "../../start/deciding-place.ts";
import type { Run } from "../../start/run.ts";
import type { Later, Step } from "../../start/startup/step.ts";
import { namesOf } from "../../text/edit/members.ts";
import { nothingWanted } from "../../text/edit/wanted.ts";
import type { Span } from "../../text/source.ts";
import type { FindingArgs, Proposal } from "../finding/finding.ts";
import type { Note } from "../rules/element.ts";

interface Told {
  readonly code: string;
  readonly args: FindingArgs;
}

function noteAt(place: Place, top: Span, { code, args }: Told): Note {
  const { path, span = top } = place;
  return { code, key: path, span, args: { path, ...args }, related: [], proposals: [], givesWay: true };
}

/** What to write where a bridge has no queue: the length that NanoMQ's own example has. */
const QUEUE_LENGTH = "512";

function proposalsFor({ reason }: Later, { loaded }: Run, path: string): readonly Proposal[] {
  if (reason !== "bridge-without-queue" || loaded.tree === undefined) return [];
  const text = `max_send_queue_len = ${QUEUE_LENGTH}`;
  return [{ ...nothingWanted, set: [[namesOf(loaded.tree, path), QUEUE_LENGTH]], text, safety: "unsafe" }];
}

function laterNote(run: Run, later: Later, place: Place, top: Span): Note {
  const { when, reason } = later;
  const note = noteAt(place, top, { code: "dies-later", args: { when, because: reason } });
  return { ...note, proposals: proposalsFor(later, run, place.path) };
}

/** What a step comes to: its end under the code of the reason, what it goes on without under that of the step. */
function toldOf({ name, end, lacks, opens, asks }: Step): Told | undefined {
  if (end !== undefined)
    return { code: end.reason, args: { because: end.reason, step: name, consequence: end.outcome } };
  if (opens?.port === 0) return { code: "port-by-chance", args: {} };
  const memory = asks?.find((condition) => condition.kind === "memory");
  if (lacks === undefined && memory !== undefined)
    return { code: "memory-wanted", args: { mebibytes: Math.round(memory.bytes / 2 ** 20) } };
  return lacks && { code: `${name}-lacks`, args: { because: lacks, step: name } };
}

/** Nobody reads more of them. */
const MOST_NOTES = 500;

/** What a start comes to behind the reading of the conf, as the rules take it. */
export function startNotes(run: Run, top: Span): readonly Note[] {
  const told = run.steps.flatMap((step) => {
    const one = step.name === "conf" ? undefined : toldOf(step);
    return one === undefined || step.key === undefined ? [] : [{ key: step.key, told: one }];
  });
  if (told.length === 0 && run.later.length === 0) return [];
  const placeOf = placesOf(run.loaded);
  return [
    ...told.slice(0, MOST_NOTES).map((one) => noteAt(placeOf(one.key), top, one.told)),
    ...run.later.slice(0, MOST_NOTES).map((later) => laterNote(run, later, placeOf(later.key), top)),
  ];
}
