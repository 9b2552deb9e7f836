import type { Facts } from "../facts/facts.ts";
import { builtInRules } from "../generated/rules.ts";
import type { Settings } from "../start/effective.ts";
import { type NamedFile, namedFiles } from "../start/files/named-files.ts";
import { keyAt, leafOf } from "../start/keys.ts";
import { givenAt, givenSettings } from "../start/place.ts";
import { type Run, run } from "../start/run.ts";
import type { ConfInput } from "../text/conf/conf-input.ts";
import type { Reading } from "../text/conf/tree.ts";
import type { Span } from "../text/source.ts";
import { createSource, type Source } from "../text/source.ts";
import { startCommandOf } from "./facts-start.ts";
import { fileRules, foreignFile, idsOf, oldFormat } from "./file-problems.ts";
import { givenNotes } from "./given-notes.ts";
import { hostFileNotes } from "./host-file-notes.ts";
import type { LintInput } from "./lint-input.ts";
import { onceFor } from "./once.ts";
import { ruleSettingsOf } from "./rule-settings.ts";
import type { Note } from "./rules/element.ts";
import { type RuleRun, runRules } from "./rules/engine.ts";
import { factsScope } from "./rules/facts-scope.ts";
import { selectRules } from "./rules/presets.ts";
import { checkShape } from "./shape/check-shape.ts";
import { hazardNotes, spanText } from "./shape/hazard-notes.ts";
import { misfitNote } from "./shape/misfit-notes.ts";
import { startNotes } from "./shape/start-notes.ts";

export interface LintResult extends RuleRun {
  /** Files that findings may point into, by name: the conf first. */
  readonly sources: ReadonlyMap<string, Source>;
  /** What becomes of the broker. */
  readonly run: Run;
  readonly reading: Reading;
  /** What the broker runs with once the errors of the file are mended: what the findings are about. */
  readonly settings: Settings;
}

/** Nobody reads more of one kind; each costs a look at the whole tree. */
const MOST_MISFITS = 500;

/** All that decides what becomes of a broker. */
type Given = Pick<LintInput, "conf" | "version" | "facts" | "surroundings" | "host">;

const runs = new WeakMap<ConfInput, { readonly given: Given; readonly run: Run }>();

/**
 * What becomes of a broker that is started with what lint is given. The last run of a conf is kept: who asks which files
 * it names lints it then.
 */
export function runOf({ conf, version, facts, surroundings, host }: LintInput): Run {
  const known = runs.get(conf);
  if (
    known?.given.version === version &&
    known.given.facts === facts &&
    known.given.surroundings === surroundings &&
    known.given.host === host
  )
    return known.run;
  const made = run({
    conf,
    version,
    host,
    features: buildOf(facts),
    ...(surroundings ?? { environment: environmentOf(facts), flags: startCommandOf(facts, version).options }),
  });
  runs.set(conf, { given: { conf, version, facts, surroundings, host }, run: made });
  return made;
}

/** What NanoMQ does not take as it was meant; where the process dies there is nothing to pass over. */
function misfitNotes(settings: Settings): readonly Note[] {
  const { tree } = settings;
  if (tree === undefined) return [];
  const deadly = new Set(
    settings.hazards.flatMap(({ span }) => (span === undefined ? [] : [spanText(span)])),
  );
  const notes: Note[] = [];
  for (const misfit of checkShape(settings)) {
    if (deadly.has(spanText(misfit.span))) continue;
    notes.push(misfitNote(misfit, tree));
    if (notes.length === MOST_MISFITS) break;
  }
  return notes;
}

/** Nothing in the broker looks at what a variable or an option sets; there is no line of the conf to point at. */
function idleNotes(settings: Settings, start: Span): readonly Note[] {
  const notes: Note[] = [];
  for (const [path] of givenSettings(settings)) {
    if (keyAt(path)?.inert !== true) continue;
    const args = { path, name: leafOf(path), kept: "" };
    const span = givenAt(settings, path) ?? start;
    notes.push({ code: "no-effect", key: path, pattern: path, span, args, related: [], proposals: [] });
  }
  return notes;
}

/** The files on the host that this conf names: what to look at for `hostFiles`. */
export function filesNamedBy(input: LintInput): readonly NamedFile[] {
  return namedFiles(runOf(input).meant, input.facts.features);
}

/** Files that findings about a conf may point into, by name: the conf first. */
export function sourcesOf({ sources = [] }: LintInput, { reading }: Run): ReadonlyMap<string, Source> {
  return new Map([...reading.sources, ...sources.map((one) => [one.file, one] as const)]);
}

/** Of what is no conf for NanoMQ's reader, that says it all. */
const strangeness = onceFor(({ file = "nanomq.conf", text }: ConfInput): Note | undefined => {
  const source = createSource(file, text);
  return oldFormat(source) ?? foreignFile(source);
});

/** The whole path of one conf: read, work out the settings, check. Pure; same input, same result. */
export function lintConf(input: LintInput): LintResult {
  const { conf, facts, rules = builtInRules, suppressions, today } = input;
  const started = runOf(input);
  const { reading, meant: settings } = started;
  const start = { file: conf.file ?? "nanomq.conf", start: 0, end: 0 };
  const strange = strangeness(conf);
  const chosen = selectRules(rules, facts);
  const sources = sourcesOf(input, started);
  const found = runRules({
    reading,
    sources,
    settings,
    misfits: [
      ...misfitNotes(settings),
      ...(input.deploymentIsChecked === true ? [] : idleNotes(settings, start)),
      ...hazardNotes(settings),
      ...startNotes(started, start),
    ],
    facts: factsScope(facts),
    fileProblems: [
      ...(strange === undefined ? [] : [strange]),
      ...(input.deploymentIsChecked === true ? [] : givenNotes(input, start)),
    ],
    hostFiles: hostFileNotes(input, settings, start),
    rules: strange === undefined ? chosen : fileRules(chosen),
    known: idsOf(rules),
    suppressions,
    today,
    ruleSettings: ruleSettingsOf(facts),
  });
  return { run: started, reading, settings, sources, ...found };
}

/** Build options as the key surface names them; every build but a hand-made one logs. */
export function buildOf({ features }: Facts): readonly string[] | undefined {
  return features === undefined ? undefined : ["log", ...features];
}

function environmentOf({ deployment }: Facts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(deployment.env ?? {}).map(([name, value]) => [name, String(value)]),
  );
}
