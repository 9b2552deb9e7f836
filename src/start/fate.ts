import type { Reading } from "../text/conf/tree.ts";
import type { Settings } from "./effective.ts";

/** How a broker ends up with the file as a whole. */
export type Fate = "reads" | "reads-part" | "defaults" | "exits" | "crashes";

export function fateOf(reading: Reading, { hazards }: Settings): Fate {
  if (reading.outcome === "crash" || hazards.some(({ fatal }) => fatal)) return "crashes";
  if (reading.exit !== undefined) return "exits";
  if (reading.outcome === "reject") return "defaults";
  return reading.recovered ? "reads-part" : "reads";
}
