import { linked } from "../../report/output/roles.ts";
import type { View } from "../../report/output/view.ts";
import type { Arguments } from "./arguments.ts";
import type { Io } from "./io.ts";
import { paintFor, wantsColor } from "./paint.ts";

const COLUMNS = { least: 60, usual: 100, most: 140 };
/** What findings make do with. */
export const NARROW_COLUMNS = 40;

/**
 * What stdout can show: width, colour, and whether it takes more than ASCII.
 * @param least columns that what is drawn makes do with
 */
export async function viewOf(args: Arguments, io: Io, least: number = COLUMNS.least): Promise<View> {
  const { env, columns } = io;
  const wide = columns ?? Number(env["COLUMNS"] ?? COLUMNS.usual);
  const usable = Number.isFinite(wide) && wide > 0 ? wide : COLUMNS.usual;
  return {
    columns: Math.min(Math.max(usable, least), COLUMNS.most),
    unicode: env["TERM"] !== "dumb" && env["NANOTUNE_ASCII"] === undefined && env["LC_ALL"] !== "C",
    paint: paintFor(args, io),
    ...(wantsColor(args, io) && { link: linked }),
  };
}
