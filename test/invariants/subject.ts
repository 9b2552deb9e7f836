// The one door of these tests into the project, and the confs that they walk over.
import { readdirSync, readFileSync } from "node:fs";
import { factsOf, noFacts } from "../../src/facts/facts.ts";
import { readFacts } from "../../src/facts/read-facts.ts";
import { rulePages } from "../../src/generated/rule-pages.ts";
import { builtInRules } from "../../src/generated/rules.ts";
import type { Finding } from "../../src/lint/finding/finding.ts";
import { type LintResult, lintConf, runOf } from "../../src/lint/lint-conf.ts";
import type { LintInput } from "../../src/lint/lint-input.ts";
import { newestRelease, resolveVersion } from "../../src/nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../src/nanomq/version.ts";
import type { Settings } from "../../src/start/effective.ts";
import type { Outcome } from "../../src/start/run.ts";
import type { Value } from "../../src/start/value.ts";
import { fieldCases, inputOf } from "../conformance/field-cases.ts";
import { startupRows } from "../conformance/startup-rows.ts";

export { startOptions, variables } from "../../src/nanomq/start.ts";
export { openListeners } from "../../src/start/listeners.ts";
export { run } from "../entry/cli/fake-io.ts";
export type { Finding, LintInput, LintResult };
export { builtInRules, lintConf };

/** A conf with all that decides what is said about it. */
export interface Subject {
  readonly name: string;
  readonly input: LintInput & {
    readonly conf: { readonly text: string; readonly files?: LintInput["conf"]["files"] };
  };
}

const fixtures = new URL("../../fixtures/", import.meta.url);

function versionOf(name = newestRelease): NanomqVersion {
  const version = resolveVersion(name)?.version;
  if (version === undefined) throw new RangeError(name);
  return version;
}

/** Every example of every rule that is a conf, in a preset that has the rule. */
function examples(): readonly Subject[] {
  const presets = new Map(builtInRules.map(({ id, presets: [preset] }) => [id, preset]));
  return rulePages.flatMap(({ id, examples: of }) =>
    of.flatMap(({ kind, nanomq, text, files, facts, today, host }, at): readonly Subject[] => {
      const version = parseVersion(nanomq ?? newestRelease);
      if (kind !== "conf" || version === undefined) return [];
      const input = {
        conf: { text, files },
        version,
        facts: { ...factsOf(facts), preset: presets.get(id) ?? "recommended" },
        today,
        hostFiles: new Map(Object.entries(host)),
      };
      return [{ name: `${id} #${at + 1}`, input }];
    }),
  );
}

function fieldSubjects(): readonly Subject[] {
  return fieldCases.flatMap((one) =>
    (["bad", "good"] as const).map((side) => ({ name: `${one.id} ${side}`, input: inputOf(one, side) })),
  );
}

/** Whole confs, with their nanotune.toml where there is one. */
async function wholeConfs(): Promise<readonly Subject[]> {
  const folders = readdirSync(new URL("mutation/", fixtures)).toSorted();
  const kept = await Promise.all(
    ["gateway/", ...folders.map((name) => `mutation/${name}/`)].map(async (name): Promise<Subject> => {
      const facts = await readFacts(readFileSync(new URL(`${name}nanotune.toml`, fixtures), "utf8"));
      if (!facts.ok) throw new Error(name);
      const text = readFileSync(new URL(`${name}nanomq.conf`, fixtures), "utf8");
      return { name, input: { conf: { text }, version: versionOf(facts.facts.nanomq), facts: facts.facts } };
    }),
  );
  const bare = ["report/troubled.conf", "settings/ignored.conf"].map((name): Subject => {
    const text = readFileSync(new URL(name, fixtures), "utf8");
    return { name, input: { conf: { text }, version: versionOf(), facts: noFacts } };
  });
  return [...kept, ...bare];
}

/** A conf and clients with a keepalive of 60 s, asked as strictly as can be. */
export function inputOfText(text: string, release?: string): Subject["input"] {
  const facts = factsOf({ preset: "strict", clients: [{ keepalive: "60s" }] });
  return { conf: { text }, version: versionOf(release), facts };
}

/** Confs that real brokers were started with. */
export function startedConfs(): readonly Subject[] {
  return startupRows.map(({ id, conf }) => ({ name: id, input: inputOfText(conf) }));
}

/** Examples of the rules, both sides of the field cases, whole confs. */
export async function subjects(): Promise<readonly Subject[]> {
  return [...examples(), ...fieldSubjects(), ...(await wholeConfs())];
}

/** One of so many, chosen by name: a conf that comes in or goes away moves no other one. */
export function isSampled({ name }: { readonly name: string }, oneOf: number): boolean {
  return [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % oneOf === 0;
}

/** What the broker makes of it, errors of the file included. */
export interface Loaded {
  /** From good to bad: "load", "part", "defaults", "exit", "crash". */
  readonly outcome: (typeof outcomes)[number];
  readonly values: ReadonlyMap<string, Value>;
  readonly origins: Settings["origins"];
  readonly effects: Settings["effects"];
}

export const outcomes = ["load", "part", "defaults", "exit", "crash"] as const;

const names: Readonly<Record<Outcome, Loaded["outcome"]>> = {
  runs: "load",
  depends: "load",
  "runs-on-part": "part",
  "runs-on-defaults": "defaults",
  exits: "exit",
  crashes: "crash",
};

/** The faithful reading. */
export function loadedOf(input: LintInput): Loaded {
  const { outcome, loaded } = runOf(input);
  const { values, origins, effects } = loaded;
  return { outcome: names[outcome], values, origins, effects };
}

/** True where the broker ends up the same. */
export function runsTheSame(one: Loaded, other: Loaded): boolean {
  if (one.outcome !== other.outcome || one.values.size !== other.values.size) return false;
  return [...one.values].every(
    ([path, value]) => JSON.stringify(value) === JSON.stringify(other.values.get(path)),
  );
}

/** The key of a finding, whatever the letter case and the quotes of the conf. */
export function keyOf({ key = "" }: Finding): string {
  return key.toLowerCase().replaceAll('"', "");
}

/** Of the text itself, not of what it comes to: another spelling has other faults. */
function isOfText({ rule }: Finding): boolean {
  return rule.startsWith("syntax/") || rule.startsWith("suppression/");
}

/** True where an error of the text hides what stands at its place. */
export function isMistyped(input: LintInput): boolean {
  return lintConf(input).findings.some(
    (finding) => finding.rule.startsWith("syntax/") && finding.severity === "error",
  );
}

/** Rule and key of every finding about settings, sorted. */
export function saidAbout(input: LintInput): readonly string[] {
  const { findings } = lintConf(input);
  return findings
    .filter((finding) => !isOfText(finding))
    .map((finding) => `${finding.rule} ${keyOf(finding)}`)
    .toSorted();
}

/** What one says and the other does not, as "-lost" and "+new"; "" where they say the same. */
export function difference(before: readonly string[], after: readonly string[]): string {
  const left = [...after];
  const lost = before.filter((one) => {
    const at = left.indexOf(one);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return [...lost.map((one) => `-${one}`), ...left.map((one) => `+${one}`)].join(", ");
}
