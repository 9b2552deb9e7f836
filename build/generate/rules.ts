// Built-in rules as data and plain closures: rules/**/*.toml and the rows of releases/defects.toml ->
// src/generated/rules.ts, rule-pages.ts, rule-params.ts.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { groupOf } from "../../src/lint/rules/built-in.ts";
import { confType, type SurfaceEntry } from "../../src/lint/rules/conf-type.ts";
import { type LoadedRule, type LoadResult, loadRow, loadRule } from "../../src/lint/rules/load.ts";
import type { RuleProblem } from "../../src/lint/rules/rule-fault.ts";
import type { RuleSurface } from "../../src/lint/rules/rule-reader.ts";
import { ruleProblemText } from "../../src/report/rule/rule-faults.ts";
import { unknownReleases } from "./releases/check.ts";
import { isReported, ruleFileOf } from "./releases/defect-rules.ts";
import { type DefectRow, readTables } from "./releases/tables.ts";
import { keptSettings } from "./surface/table.ts";
import { isJson, places } from "./surface/walk.ts";

const header = "// Made by build/generate/rules.ts from rules/; do not edit.\n";

async function ruleFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => name.endsWith(".toml")).toSorted();
}

/** Every name there is, before any rule is loaded: rules name each other. */
async function idsOf(folder: string): Promise<readonly string[]> {
  const names = await ruleFiles(folder);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  return texts.map((text) => /^id = "(.*)"$/m.exec(text)?.[1] ?? "");
}

/** The surface as the schema has it: src/generated may not exist yet. */
async function readSurface(root: string, rules: readonly string[]): Promise<RuleSurface> {
  const schema: unknown = JSON.parse(await readFile(join(root, "schemas", "nanomq.schema.json"), "utf8"));
  if (!isJson(schema)) throw new Error("schemas/nanomq.schema.json is no object");
  const entries = places(schema).flatMap(({ path, schema: { "x-nanomq": facts } }): SurfaceEntry[] =>
    isJson(facts) && typeof facts["reader"] === "string" ? [{ path, reader: facts["reader"] }] : [],
  );
  return { conf: confType(entries, keptSettings(schema)), rules };
}

/** Every defect that a conf can be seen to meet, as a rule. @throws Error where a row names a rule that is gone */
async function loadDefects(
  root: string,
  surface: RuleSurface,
  ids: ReadonlySet<string>,
): Promise<readonly LoadResult[]> {
  const file = "releases/defects.toml";
  const text = await readFile(join(root, file), "utf8");
  const { defects } = await readTables(root);
  const named = defects.defect.flatMap(({ told_by, replaces = [] }) => [told_by, ...replaces]);
  const lost = named.filter((id) => id !== undefined && !ids.has(id));
  if (lost.length > 0) throw new Error(`${file} names rules that are gone: ${lost.join(", ")}`);
  return defects.defect
    .filter(isReported)
    .map((row) => within(row, loadRow(`${file} (${row.id})`, text, ruleFileOf(row), surface)));
}

/** The rule with the releases of its row. */
function within({ since, until, except }: DefectRow, result: LoadResult): LoadResult {
  if (!result.ok) return result;
  const { rule } = result.loaded;
  return { ok: true, loaded: { ...result.loaded, rule: { ...rule, versions: { since, until, except } } } };
}

/** Loads every rule there is. @throws Error naming every problem of every file */
async function loadRules(root: string, surface: RuleSurface): Promise<readonly LoadedRule[]> {
  const folder = join(root, "rules");
  const results: LoadResult[] = [];
  const { releases } = await readTables(root);
  const strange: string[] = [];
  for (const name of await ruleFiles(folder)) {
    const text = await readFile(join(folder, name), "utf8");
    strange.push(
      ...unknownReleases(text, releases.release).map((release) => `rules/${name}: ${release} is no release`),
    );
    const result = loadRule(`rules/${name}`, text, surface);
    if (result.ok && `${result.loaded.rule.id}.toml` !== name)
      strange.push(`rules/${name}: ${result.loaded.rule.id} is the name of another place`);
    results.push(result);
  }
  if (strange.length > 0) throw new Error(`rules that do not fit where they stand:\n${strange.join("\n")}`);
  const files = new Set(results.flatMap((result) => (result.ok ? [result.loaded.rule.id] : [])));
  results.push(...(await loadDefects(root, surface, files)));
  const loaded = results.flatMap((result) => (result.ok ? [result.loaded] : []));
  const problems: RuleProblem[] = results.flatMap((result) => (result.ok ? [] : result.problems));
  const ids = loaded.map(({ rule }) => rule.id);
  const repeated = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (repeated.length > 0) throw new Error(`two rules with one id: ${repeated.join(", ")}`);
  if (problems.length > 0)
    throw new Error(
      `rules do not load:\n${problems.map((problem) => ruleProblemText(problem, "en")).join("\n")}`,
    );
  return loaded;
}

/** The conditions of a rule: `when`, then the arguments, in the order of the row. */
function conditionsOf({ code }: LoadedRule): readonly string[] {
  return [...(code.when === undefined ? [] : [code.when]), ...Object.values(code.args)];
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0)
  );
}

function filled(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => !isEmpty(value)));
}

/** What most rules have alike is not written: `ruleOfRow` fills it in. */
function rowOf({ rule, code }: LoadedRule, first: number): object {
  const { when: _when, tells: _tells, presets, ...data } = rule;
  const hasConditions = code.when !== undefined || Object.keys(code.args).length > 0;
  return {
    ...filled(data),
    ...(presets.join() === "recommended" ? {} : { presets }),
    ...(code.when === undefined ? {} : { asks: true }),
    ...(hasConditions ? { first } : {}),
  };
}

function tellingText({ rule, code }: LoadedRule): string {
  return JSON.stringify(filled({ ...rule.tells(), args: Object.keys(code.args) }));
}

/**
 * Rules are data, and conditions are functions of their group: V8 makes something of every function that a function holds, so
 * one that holds those of all rules is the largest part of a start.
 */
function rulesText(loaded: readonly LoadedRule[]): string {
  const imports = [
    'import { call } from "../lint/rules/cel/functions.ts";',
    'import * as cel from "../lint/rules/cel/runtime.ts";',
    'import { type ConditionsOf, type RuleRow, ruleOfRow } from "../lint/rules/built-in.ts";',
    'import type { Rule } from "../lint/rules/rule.ts";',
  ];
  const groups = new Map<string, string[]>();
  const rows = loaded.map((one) => {
    const conditions = groups.get(groupOf(one.rule)) ?? [];
    groups.set(groupOf(one.rule), conditions);
    const row = rowOf(one, conditions.length);
    conditions.push(...conditionsOf(one));
    return row;
  });
  const body = [...groups]
    .map(
      ([group, conditions]) =>
        `  ${JSON.stringify(group)}: () => [\n${conditions.map((one) => `    ${one},\n`).join("")}  ],\n`,
    )
    .join("");
  const text = JSON.stringify(JSON.stringify(rows));
  const tellings = loaded.map((one) => `  ${JSON.stringify(tellingText(one))},\n`);
  return `${header}${imports.join("\n")}\n
const conditions: Readonly<Record<string, ConditionsOf>> = {\n${body}};

const rows: readonly RuleRow[] = JSON.parse(\n  ${text},\n);

/** By row. */
const tellings: readonly string[] = [\n${tellings.join("")}];

export const builtInRules: readonly Rule[] = rows.map((row, at) =>
  ruleOfRow(row, tellings[at] ?? "{}", conditions),
);
`;
}

/** Each page is a function: the engine then compiles those of the few rules that found something. */
function pagesText(loaded: readonly LoadedRule[]): string {
  const pages = loaded.map(({ page }) => `  ${JSON.stringify(page.id)}: () => (${JSON.stringify(page)}),\n`);
  return `${header}import type { RulePage } from "../lint/rules/rule.ts";

const pages: Readonly<Record<string, () => RulePage>> = {
${pages.join("")}};

/** The words and examples of a built-in rule. */
export function rulePageOf(id: string): RulePage | undefined {
  return Object.hasOwn(pages, id) ? pages[id]?.() : undefined;
}
`;
}

const allPages = `${header}import { rulePageOf } from "./rule-page-of.ts";
import { builtInRules } from "./rules.ts";

export const rulePages = builtInRules.flatMap(({ id }) => rulePageOf(id) ?? []);
`;

/** All that nanotune.toml needs to know of the rules, where it speaks of one. */
function paramsText(loaded: readonly LoadedRule[]): string {
  const text = JSON.stringify(JSON.stringify(loaded.map(({ rule }) => [rule.id, rule.params])));
  return `${header}type RuleParams = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

let params: RuleParams | undefined;

/** The parameters of each built-in rule, as they are by default. */
export function ruleParams(): RuleParams {
  params ??= new Map(
    JSON.parse(
      ${text},
    ),
  );
  return params;
}
`;
}

/** @param root folder of the project */
export async function generate(root: string): Promise<Readonly<Record<string, string>>> {
  const folder = join(root, "rules");
  const loaded = await loadRules(root, await readSurface(root, await idsOf(folder)));
  return {
    "rules.ts": rulesText(loaded),
    "rule-page-of.ts": pagesText(loaded),
    "rule-pages.ts": allPages,
    "rule-params.ts": paramsText(loaded),
  };
}
