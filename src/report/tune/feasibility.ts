import type { CellState, FeasibilityMap } from "../../advise/search/feasibility-map.ts";
import type { Language } from "../../lint/language.ts";
import type { Role } from "../output/roles.ts";
import type { View } from "../output/view.ts";
import { widthOf, wrap } from "../text-layout.ts";
import { tuneWords } from "./words.ts";

const cellRoles: Readonly<Record<CellState, Role>> = {
  meets: "good",
  reported: "warning",
  mqtt: "info",
  misses: "quiet",
  kicks: "error",
  costs: "warning",
};
/** A sign for each: colour is not needed to read a map. */
export const cellSigns: Readonly<Record<CellState, string>> = {
  meets: "█",
  reported: "▓",
  mqtt: "▒",
  misses: "·",
  kicks: "×",
  costs: "$",
};
const asciiCells: Readonly<Record<CellState, string>> = {
  meets: "#",
  reported: "%",
  mqtt: "+",
  misses: ".",
  kicks: "x",
  costs: "$",
};

/** Columns of one cell. */
const CELL = 4;

/** Retry intervals that fit beside the multipliers. */
export function shownColumns({ columns }: Pick<View, "columns">): number {
  return Math.max(1, Math.floor((columns - 7) / CELL));
}

/** A field of a map, from the top left one. */
export interface Field {
  readonly row: number;
  readonly column: number;
}

/** One row, its field in brackets where it is the marked one. */
function rowText(signs: readonly string[], marked: number | undefined): string {
  const cells = signs.map((sign, at) => {
    if (at === marked) return `${" ".repeat(CELL - 2)}[${sign}`;
    return `${at - 1 === marked ? "]" : " "}${" ".repeat(CELL - 2)}${sign}`;
  });
  return `${cells.join("")}${marked === signs.length - 1 ? "]" : ""}`;
}

/** Every cell has its own sign, so colour is not needed to read it. */
export function drawMap(
  map: FeasibilityMap,
  view: View,
  language: Language,
  field?: Field,
): readonly string[] {
  const words = tuneWords[language];
  const signs = view.unicode ? cellSigns : asciiCells;
  const sign = (state: CellState) => view.paint(cellRoles[state], signs[state]);
  const isKeepalive = map.down === "keepalive";
  const steps = map.steps.map((step) => (isKeepalive ? `${step}s` : String(step)).padStart(6));
  const shown = shownColumns(view);
  const intervals = map.retryIntervalsS.slice(0, shown);
  const head = `      ${intervals.map((interval) => `${interval}s`.padStart(CELL)).join("")}`;
  const rows = map.rows.map((row, at) => {
    const marked = field?.row === at ? field.column : undefined;
    return `${steps[at]}${rowText(row.slice(0, shown).map(sign), marked)}`;
  });
  const states: readonly CellState[] = ["meets", "reported", "mqtt", "misses", "kicks", "costs"];
  const used = states.filter((state) => map.rows.some((row) => row.includes(state)));
  const legend = used.map((state) => `${sign(state)} ${words.cell[state]}`);
  const legendWidth = used.reduce((sum, state) => sum + widthOf(words.cell[state]) + 4, 0) - 2;
  return [
    ...wrap(
      words.map(isKeepalive ? words.keepalives : "keepalive_multiplier", "retry_interval"),
      view.columns,
    ).map((line) => view.paint("strong", line)),
    head,
    ...rows,
    ...(legendWidth <= view.columns ? [legend.join("  ")] : legend),
  ];
}
