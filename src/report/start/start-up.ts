// A start step by step, for people: what the broker does on its way up, where it ends, and what it would die of behind that.
import type { Language } from "../../lint/language.ts";
import { type Place, placesOf } from "../../start/deciding-place.ts";
import { isUp, type Run } from "../../start/run.ts";
import type { Listening, Step } from "../../start/startup/step.ts";
import type { Source, Span } from "../../text/source.ts";
import type { Paint } from "../output/roles.ts";
import { placeText, shownValue } from "../settings/settings.ts";
import { verdictText } from "../settings/verdict.ts";
import { padTo, printable, widthOf, wrap } from "../text-layout.ts";
import { momentIn, reasonIn } from "./reasons.ts";
import { startWords } from "./words.ts";

export interface StartView {
  readonly run: Run;
  /** Name of the conf; what a deployment gives has none. */
  readonly conf: string;
  readonly sources: ReadonlyMap<string, Source>;
  readonly home: (span: Span) => Span;
  readonly columns: number;
  readonly paint: Paint;
}

type Role = "error" | "warning" | "good" | "quiet";

interface Row {
  readonly label: string;
  readonly text: string;
  /** Where it stands, behind the text. */
  readonly place: string;
  readonly role?: Role | undefined;
}

const INDENT = "  ";
const GAP = "  ";

/** One of several hundred bridges is like the others. */
const MOST_ROWS = 200;

function socketText({ address, port }: Listening, anyPort: string): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return port === 0 ? `${host}, ${anyPort}` : `${host}:${port}`;
}

/** What a step is about, as it may be shown. */
function aboutOf(step: Step, anyPort: string): string {
  if (step.opens !== undefined) return socketText(step.opens, anyPort);
  if (step.text === undefined) return "";
  return printable(String(shownValue(step.key ?? "", step.text)));
}

function table(rows: readonly Row[], { columns, paint }: StartView): readonly string[] {
  const labels = Math.max(0, ...rows.map(({ label }) => widthOf(label)));
  const gap = labels === 0 ? "" : GAP;
  const room = Math.max(columns - INDENT.length - labels - gap.length, 16);
  return rows.slice(0, MOST_ROWS).flatMap(({ label, text, place, role }) => {
    const whole = place === "" ? text : `${text} (${place})`;
    return wrap(whole, room).map((line, at) => {
      const head = `${INDENT}${padTo(at === 0 ? label : "", labels)}${gap}`;
      return `${head}${role === undefined ? line : paint(role, line)}`;
    });
  });
}

/** What the rows of one report are made from. */
interface Telling extends StartView {
  readonly language: Language;
  readonly placeOf: (key: string) => Place;
}

function whereIs(
  { placeOf, home, sources }: Telling,
  key: string | undefined,
): Omit<Row, "label" | "text"> & { path: string } {
  const { path, span } = key === undefined ? { path: "", span: undefined } : placeOf(key);
  return { path: printable(path), place: span === undefined ? "" : placeText(home(span), sources) };
}

/** How a step ends the start, or what goes on without it. */
function fateRows(step: Step, telling: Telling): readonly Row[] {
  const { end, lacks, name, key } = step;
  const words = startWords[telling.language];
  const { path, place } = whereIs(telling, key);
  const because = (reason: string): string => {
    const why = reasonIn(telling.language, reason, name);
    return path === "" ? why : `${path}: ${why}`;
  };
  if (end !== undefined) {
    const how = end.outcome === "exits" ? words.exits(end.code ?? 1) : words.crashes;
    return [{ label: "", text: words.ends(how, because(end.reason)), place, role: "error" }];
  }
  if (lacks === undefined) return [];
  return [{ label: "", text: words.without(because(lacks)), place, role: "warning" }];
}

function stepRows(step: Step, telling: Telling): readonly Row[] {
  const words = startWords[telling.language];
  const fates = fateRows(step, telling);
  const about = step.name === "conf" ? printable(telling.conf) : aboutOf(step, words.anyPort);
  const place = fates.length > 0 ? "" : whereIs(telling, step.key).place;
  const text = words.does(step, about);
  const label = words.steps[step.name];
  if (text !== "") return [{ label, text, place }, ...fates];
  const [first, ...others] = fates;
  return first === undefined ? [{ label, text: "", place }] : [{ ...first, label }, ...others];
}

/** Each condition once: many settings ask the same. */
function conditionRows({ run }: StartView, telling: Telling): readonly Row[] {
  const words = startWords[telling.language];
  const seen = new Map<string, Row>();
  for (const { key, asks = [] } of run.steps) {
    for (const condition of asks) {
      const text = printable(words.condition(condition));
      if (!seen.has(text)) seen.set(text, { label: "", text, place: whereIs(telling, key).place });
    }
  }
  return [...seen.values()];
}

function laterRows({ run }: StartView, telling: Telling): readonly Row[] {
  const words = startWords[telling.language];
  return run.later.map(({ when, reason, key }): Row => {
    const { path, place } = whereIs(telling, key);
    const why = `${path}: ${reasonIn(telling.language, reason)}`;
    return { label: "", text: words.dies(momentIn(telling.language, when), why), place, role: "error" };
  });
}

function block(heading: string, rows: readonly Row[], view: StartView): readonly string[] {
  return rows.length === 0 ? [] : [[view.paint("strong", heading), ...table(rows, view)].join("\n")];
}

/** The start of one broker: verdict, steps, sockets, what the host decides, later deaths. */
export function showStart(view: StartView, language: Language): string {
  const { run, paint, columns } = view;
  const words = startWords[language];
  const telling: Telling = { ...view, language, placeOf: placesOf(run.loaded) };
  const release = run.start.version.text;
  const verdict = verdictText(run, view, language) ?? words.starts(release);
  const role = isUp(run.outcome) ? "good" : "error";
  const heading = wrap(printable(verdict), columns).map((line) => paint(role, line));
  const steps = table(
    run.steps.flatMap((step) => stepRows(step, telling)),
    view,
  );
  const sockets = run.steps.flatMap(({ name, opens }): readonly Row[] =>
    opens === undefined
      ? []
      : [{ label: words.steps[name], text: socketText(opens, words.anyPort), place: "" }],
  );
  const up = isUp(run.outcome);
  const blocks = [
    heading.join("\n"),
    steps.join("\n"),
    ...(up && sockets.length === 0 ? [words.listensNowhere] : []),
    ...(up ? block(words.listens, sockets, view) : []),
    ...block(words.asks, conditionRows(view, telling), view),
    ...block(words.later, laterRows(view, telling), view),
  ];
  return `${blocks.join("\n\n")}\n`;
}
