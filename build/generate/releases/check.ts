// What a schema cannot say of the tables: their releases exist and are in order, and none is behind the newest release.
import { parseVersion } from "../../../src/nanomq/version.ts";
import type { BehaviourTable, MeasuredTable, ReleaseRow, Span, Tables } from "./tables.ts";

export function rankOf(release: string): number {
  const version = parseVersion(release);
  if (version === undefined) throw new Error(`${release} is no release`);
  return version.rank;
}

/** Half-open, builds after the last release included: what a span covers. */
export function ranksOf({ since, until }: Span): readonly [number, number | null] {
  return [rankOf(since), until === undefined ? null : rankOf(until) + 1000];
}

/** A fact and where it stands, for the complaint. */
export interface Dated {
  readonly at: string;
  readonly span: Span;
}

function orderFaults(rows: readonly ReleaseRow[]): readonly string[] {
  return rows.flatMap(({ name }, at) => {
    const before = rows[at - 1]?.name;
    return before !== undefined && rankOf(before) >= rankOf(name)
      ? [`releases/releases.toml: ${name} stands after ${before}`]
      : [];
  });
}

/** Tables that were not compared with the newest release. */
export function behindFaults(newest: string, checked: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(checked)
    .filter(([, release]) => release !== newest)
    .map(([file, release]) => `${file} is checked up to ${String(release)}, not ${newest}`);
}

function spanFaults(known: ReadonlySet<string>, dated: readonly Dated[]): readonly string[] {
  return dated.flatMap(({ at, span: { since, until } }) => {
    const unknown = [since, until].filter((name) => name !== undefined && !known.has(name));
    const faults = unknown.map(
      (name) => `${at} names ${name}, which is no release of releases/releases.toml`,
    );
    if (faults.length > 0 || until === undefined || rankOf(since) <= rankOf(until)) return faults;
    return [`${at} ends (${until}) before it begins (${since})`];
  });
}

/** Every behaviour with values, by its table and name: `timing.willV5`. */
function measuredIn({
  timing,
  bridge,
}: BehaviourTable): readonly (readonly [string, MeasuredTable[string]])[] {
  return Object.entries({ timing, bridge }).flatMap(([table, rows]) =>
    Object.entries(rows).map(([name, row]) => [`${table}.${name}`, row] as const),
  );
}

/** Values of one behaviour follow each other without a gap, assumed releases apart; the last one holds until today. */
function gapFaults({ behaviour, releases }: Tables): readonly string[] {
  const known = releases.release.filter((release) => release.known !== "named");
  const isAssumed = new Set(known.filter((release) => release.known === "assumed").map(({ name }) => name));
  const names = known.map(({ name }) => name);
  return measuredIn(behaviour).flatMap(([name, { values }]) =>
    values.flatMap(({ until }, at) => {
      const next = values[at + 1];
      if (next === undefined) return until === undefined ? [] : [`${name} ends with ${until}`];
      const between =
        until === undefined ? [] : names.slice(names.indexOf(until) + 1, names.indexOf(next.since));
      const follows = until !== undefined && names.indexOf(until) < names.indexOf(next.since);
      const hasGap = !follows || between.some((release) => !isAssumed.has(release));
      return hasGap ? [`${name} has a gap before ${next.since}`] : [];
    }),
  );
}

function datedOf({ images, behaviour, api, start, defects, releases }: Tables): readonly Dated[] {
  const dated = (at: string, spans: readonly Span[]) => spans.map((span) => ({ at, span }));
  return [
    ...images.image.flatMap(({ variant, features, start: words, conf }) =>
      dated(`releases/images.toml: ${variant}`, [...features, ...words, ...conf]),
    ),
    ...images.setting.map((span) => ({ at: `releases/images.toml: ${span.path}`, span })),
    ...measuredIn(behaviour).flatMap(([name, { values }]) =>
      dated(`releases/behaviour.toml: ${name}`, values),
    ),
    ...Object.entries(behaviour.facts).flatMap(([name, { spans }]) =>
      dated(`releases/behaviour.toml: facts.${name}`, spans),
    ),
    ...dated("releases/behaviour.toml: stall", behaviour.stall),
    ...api.endpoint.flatMap(({ method, path, since = releases.release[0]?.name ?? "", until }) =>
      dated(`releases/api.toml: ${method} ${path}`, [{ since, ...(until === undefined ? {} : { until }) }]),
    ),
    ...start.variable.flatMap((row) =>
      dated(`releases/start.toml: ${row.name}`, [row, ...(row.absent ?? []), ...(row.idle ?? [])]),
    ),
    ...defects.defect.flatMap((row) => {
      const { except = [], fixed_in, upgrade_to } = row;
      const named = [...except, fixed_in, upgrade_to].filter((release) => release !== undefined);
      return dated(`releases/defects.toml: ${row.id}`, [row, ...named.map((since) => ({ since }))]);
    }),
    ...start.option.flatMap(({ long, idle = [] }) => dated(`releases/start.toml: ${long}`, idle)),
  ];
}

const NAMED_RELEASE = /(?<![\d.])0\.(?:1[4-9]|[2-9]\d)\.\d+(?![\d.]*\d)/g;

/** Releases that the text of a rule names, and that there never were; what its examples hold is for its examples. */
export function unknownReleases(text: string, rows: readonly ReleaseRow[]): readonly string[] {
  const known = new Set(rows.map(({ name }) => rankOf(name)));
  const named = text.split("[[example")[0]?.match(NAMED_RELEASE) ?? [];
  return named.filter((release) => !known.has(rankOf(release)));
}

function repeatFaults({ releases, api, start, defects }: Tables): readonly string[] {
  const names = [
    ...releases.release.map(({ name }) => name),
    ...api.endpoint.map(({ method, path }) => `${method} ${path}`),
    ...start.variable.map(({ name }) => name),
    ...start.option.map(({ long }) => long),
    ...defects.defect.flatMap(({ id, name }) => [id, `defects/${name}`]),
  ];
  return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} stands twice`);
}

/** A fix that is in a release which still has the defect, or one that comes before it. */
function fixFaults({ defects }: Tables): readonly string[] {
  return defects.defect.flatMap(({ id, since, until, fixed_in, upgrade_to }) =>
    [fixed_in, upgrade_to].flatMap((fixed) => {
      if (fixed === undefined) return [];
      if (until === undefined) return [`${id} has no end, but ${fixed} ends it`];
      return rankOf(fixed) > rankOf(until) || rankOf(fixed) < rankOf(since)
        ? []
        : [`${id} is still there in ${until}, but ${fixed} ends it`];
    }),
  );
}

/** Keys that a variable, an option or a note names, and that no table knows. */
function settingFaults(
  { releases, images, start }: Tables,
  settings: ReadonlySet<string>,
): readonly string[] {
  const named = [
    ...start.variable.flatMap(({ name, setting, also, loaded }) =>
      [setting, also, loaded].map((path) => [name, path] as const),
    ),
    ...start.option.map(({ long, setting }) => [long, setting] as const),
    ...images.setting.map(({ path }) => ["releases/images.toml", path] as const),
    ...releases.release.flatMap(({ name, note = [] }) =>
      note.flatMap(({ keys }) => keys.map((key) => [name, key] as const)),
    ),
  ];
  const sections = new Set(
    [...settings].flatMap((path) => path.split(".").map((_, at, steps) => steps.slice(0, at + 1).join("."))),
  );
  return named.flatMap(([by, path]) =>
    path === undefined || settings.has(path) || sections.has(path)
      ? []
      : [`${by} names ${path}, which is no setting`],
  );
}

/**
 * @param settings every path the key table knows
 * @param schemaChecked what schemas/nanomq.schema.json says of itself
 * @throws Error naming every fault of every table
 */
export function checkTables(tables: Tables, settings: ReadonlySet<string>, schemaChecked: unknown): void {
  const rows = tables.releases.release;
  const newest = rows.at(-1)?.name ?? "";
  const faults = [
    ...orderFaults(rows),
    ...behindFaults(newest, {
      "releases/releases.toml": tables.releases.checked,
      "rules/ (rules_checked of releases/releases.toml)": tables.releases.rules_checked,
      "releases/images.toml": tables.images.checked,
      "releases/behaviour.toml": tables.behaviour.checked,
      "releases/api.toml": tables.api.checked,
      "releases/start.toml": tables.start.checked,
      "releases/defects.toml": tables.defects.checked,
      "schemas/nanomq.schema.json": schemaChecked,
    }),
    ...spanFaults(new Set(rows.map(({ name }) => name)), datedOf(tables)),
    ...gapFaults(tables),
    ...repeatFaults(tables),
    ...fixFaults(tables),
    ...settingFaults(tables, settings),
  ];
  if (faults.length > 0) throw new Error(`the tables of releases/ do not load:\n  ${faults.join("\n  ")}`);
}
