// Where on this machine the sources and the findings of a check lie.
import type { Mark } from "../../editor/marks.ts";
import type { Source } from "../../text/source.ts";
import type { Checked, Seen } from "./seen.ts";
import { type Looks, pathOf } from "./world.ts";

/** Marks by the path of their file; those of files that are not here nobody can show. */
export function byPath(
  marks: readonly Mark[],
  find: Checked["pathOf"],
): ReadonlyMap<string, readonly Mark[]> {
  const found = new Map<string, Mark[]>();
  for (const mark of marks) {
    const path = find(mark.span.file);
    if (path === undefined) continue;
    const there = found.get(path);
    if (there === undefined) found.set(path, [mark]);
    else there.push(mark);
  }
  return found;
}

/** Finds the paths of sources by the names that findings have for them. */
export function placed(sources: ReadonlyMap<string, Source>, looks: Looks): Pick<Seen, "pathOf" | "sources"> {
  const paths = new Map(
    [...sources].flatMap(([file, source]) => {
      const path = pathOf(source, looks);
      return path === undefined ? [] : [[file, path] as const];
    }),
  );
  const here = [...sources].flatMap(([file, source]) => {
    const path = paths.get(file);
    return path === undefined ? [] : [[path, source] as const];
  });
  return { pathOf: (file) => paths.get(file), sources: new Map(here) };
}
