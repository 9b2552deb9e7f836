import { givenAt } from "../../start/place.ts";
import type { Run } from "../../start/run.ts";
import type { Span } from "../../text/source.ts";
import type { Note } from "../rules/context.ts";

/** Settings that stand where their section does. */
const SECTION_MARKS = ["(name)", "sql", "enable"];

/** Where what ends the start stands in the text; where nothing was written, its section. */
function endAt({ loaded }: Run, key: string): Span | undefined {
  const parent = key.slice(0, key.lastIndexOf("."));
  for (const path of [key, ...SECTION_MARKS.map((mark) => `${parent}.${mark}`)]) {
    const origin = loaded.origins.get(path);
    if (origin?.kind === "file") return origin.span;
    const given = givenAt(loaded, path);
    if (given !== undefined) return given;
  }
  return undefined;
}

/** What ends the start behind the reading of the conf, as the rules take it: one, since nothing comes after it. */
export function startNotes(run: Run, top: Span): readonly Note[] {
  const last = run.steps.at(-1);
  if (last?.end === undefined || last.name === "conf" || last.key === undefined) return [];
  const span = endAt(run, last.key);
  // Sections of one dotted key stand in one place: the innermost is meant.
  const written = run.loaded.effects.findLast(
    (effect) => span !== undefined && effect.span.start === span.start && effect.span.file === span.file,
  );
  const leaf = last.key.slice(last.key.lastIndexOf(".") + 1);
  const isSection = written?.node?.kind === "object";
  const path = written === undefined ? last.key : isSection ? `${written.path}.${leaf}` : written.path;
  // What stands there and is not taken is where to look; its section only where nothing stands there.
  const passedOver = run.loaded.effects.find((effect) => effect.path === path);
  const inSection = isSection && written !== undefined ? written.keySpan : (span ?? top);
  const at = passedOver?.span ?? inSection;
  return [
    {
      code: last.end.reason,
      key: path,
      span: at,
      args: { path },
      related: [],
      proposals: [],
      givesWay: true,
    },
  ];
}
