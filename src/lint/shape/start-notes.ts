import { givenAt } from "../../start/place.ts";
import type { Run } from "../../start/run.ts";
import type { Later, Step } from "../../start/startup/step.ts";
import { namesOf } from "../../text/edit/members.ts";
import { nothingWanted } from "../../text/edit/wanted.ts";
import type { Span } from "../../text/source.ts";
import type { FindingArgs, Proposal } from "../finding/finding.ts";
import type { Note } from "../rules/context.ts";

/** Settings that stand where their section does. */
const SECTION_MARKS = ["(name)", "sql", "enable", "(count)"];

/** Where a setting of the start stands in the text: its path as written, and its place. */
interface Place {
  readonly path: string;
  readonly span: Span;
}

function leafOf(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}

/** Where a key stands; where nothing was written, its section. */
function spanOf({ loaded }: Run, key: string): Span | undefined {
  const parent = key.slice(0, key.lastIndexOf("."));
  const grandparent = parent.slice(0, parent.lastIndexOf("."));
  const marks = [parent, grandparent].flatMap((at) => SECTION_MARKS.map((mark) => `${at}.${mark}`));
  for (const path of [key, `${key}.(count)`, ...marks]) {
    const origin = loaded.origins.get(path);
    if (origin?.kind === "file") return origin.span;
    const given = givenAt(loaded, path);
    if (given !== undefined) return given;
  }
  return undefined;
}

function placeOf(run: Run, key: string, top: Span): Place {
  const { effects } = run.loaded;
  const span = spanOf(run, key);
  // Sections of one dotted key stand in one place: the innermost is meant.
  const written = effects.findLast(
    (effect) => span !== undefined && effect.span.start === span.start && effect.span.file === span.file,
  );
  const isSection = written?.node?.kind === "object";
  const leaf = leafOf(key);
  const isItself = written !== undefined && leafOf(written.path) === leaf;
  const path =
    written === undefined ? key : isSection && !isItself ? `${written.path}.${leaf}` : written.path;
  // What stands there and is not taken is where to look; its section only where nothing stands there.
  const passedOver = effects.find((effect) => effect.path === path);
  const inSection = isSection && written !== undefined ? written.keySpan : (span ?? top);
  return { path, span: passedOver?.span ?? inSection };
}

function noteAt({ path, span }: Place, code: string, args: FindingArgs): Note {
  return { code, key: path, span, args: { path, ...args }, related: [], proposals: [] };
}

/** What to write where a bridge has no queue: the length that NanoMQ's own example has. */
const QUEUE_LENGTH = "512";

function proposalsFor({ reason }: Later, { loaded }: Run, path: string): readonly Proposal[] {
  if (reason !== "bridge-without-queue" || loaded.tree === undefined) return [];
  const text = `max_send_queue_len = ${QUEUE_LENGTH}`;
  return [{ ...nothingWanted, set: [[namesOf(loaded.tree, path), QUEUE_LENGTH]], text, safety: "unsafe" }];
}

function laterNote(run: Run, later: Later, top: Span): Note {
  const place = placeOf(run, later.key, top);
  const note = noteAt(place, "dies-later", { when: later.when, because: later.reason });
  return { ...note, proposals: proposalsFor(later, run, place.path) };
}

/** What ends the start, under the code of its reason; what it goes on without, under that of its step. */
function stepNotes(run: Run, step: Step, top: Span): readonly Note[] {
  const { key, name, end, lacks, opens } = step;
  if (name === "conf" || key === undefined) return [];
  if (end !== undefined) {
    const args = { because: end.reason, step: name, consequence: end.outcome };
    return [noteAt(placeOf(run, key, top), end.reason, args)];
  }
  if (opens?.port === 0) return [noteAt(placeOf(run, key, top), "port-by-chance", {})];
  if (lacks === undefined) return [];
  return [noteAt(placeOf(run, key, top), `${name}-lacks`, { because: lacks, step: name })];
}

/** What a start comes to behind the reading of the conf, as the rules take it. */
export function startNotes(run: Run, top: Span): readonly Note[] {
  return [
    ...run.steps.flatMap((step) => stepNotes(run, step, top)),
    ...run.later.map((later) => laterNote(run, later, top)),
  ];
}
