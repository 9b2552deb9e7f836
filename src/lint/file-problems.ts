import type { DeploymentProblem } from "../deploy/problem.ts";
import type { Facts } from "../facts/facts.ts";
import { builtInRules } from "../generated/rules.ts";
import { ofMosquitto } from "../nanomq/borrowed-names.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import { intended } from "../start/effective.ts";
import { readConf } from "../text/conf/read-conf.ts";
import { recogniseForeign } from "../text/foreign/recognise.ts";
import { readLegacy } from "../text/legacy/legacy-file.ts";
import { recogniseLegacy } from "../text/legacy/recognise.ts";
import { lineSpan, type Source, type Span, textOf } from "../text/source.ts";
import type { Finding } from "./finding/finding.ts";
import { onceFor } from "./once.ts";
import { ruleSettingsOf } from "./rule-settings.ts";
import type { Note } from "./rules/element.ts";
import { type EngineInput, type RuleRun, runRules, suppressAcross } from "./rules/engine.ts";
import { factsScope } from "./rules/facts-scope.ts";
import { selectRules } from "./rules/presets.ts";
import type { Rule } from "./rules/rule.ts";

/** Rules about a file as a whole. */
export const fileRules: (rules: readonly Rule[]) => readonly Rule[] = onceFor((rules: readonly Rule[]) =>
  rules.filter(({ list }) => list === "file_problems"),
);

/** Rules about a deployment file. */
const deploymentRules = onceFor((rules: readonly Rule[]) =>
  rules.filter(({ list }) => list === "file_problems" || list === "suppressions"),
);

/** Names of rules, in their order. */
export const idsOf: (rules: readonly Rule[]) => readonly string[] = onceFor((rules: readonly Rule[]) =>
  rules.map(({ id }) => id),
);

/** A conf of the old key=value format, at its first old setting; undefined for any other. */
export function oldFormat(source: Source): Note | undefined {
  const { isLegacy, firstLine } = recogniseLegacy(source.bytes);
  if (!isLegacy) return undefined;
  const first = readLegacy(source).find((line) => line.kind === "setting" && line.line === firstLine);
  if (first?.kind !== "setting") return undefined;
  const span = { ...first.keySpan, end: first.valueSpan.end };
  return { code: "old-format", span, args: { file: source.file }, related: [], proposals: [] };
}

/** The rest of the line may hold a secret. */
function firstWord(source: Source, line: number): Span {
  const span = lineSpan(source, line);
  const [word = ""] = /^\s*[^\s{=:]+/.exec(textOf(source, span.start, span.end)) ?? [];
  return { ...span, end: span.start + new TextEncoder().encode(word).length };
}

/** A file that is no conf of NanoMQ's at all, at the line that shows it. */
export function foreignFile(source: Source): Note | undefined {
  const foreign = recogniseForeign(source.file, textOf(source, 0, source.bytes.length));
  if (foreign === undefined) return undefined;
  const { kind, line, directives } = foreign;
  const carried = directives.flatMap((name) => {
    const meant = ofMosquitto(name) ?? "";
    return meant === "" ? [] : [`${name}: ${meant}`];
  });
  const args = { file: source.file, carried: carried.join(", ") };
  return { code: kind, span: firstWord(source, line), args, related: [], proposals: [] };
}

/** As the rules on `file_problems` take it. */
export function noteOf({ code, span, args, related }: DeploymentProblem): Note {
  const { suggestion = "" } = args;
  return { code, span, args: { ...args, suggestions: suggestion }, related, proposals: [] };
}

/** What a deployment file is linted with. */
export interface DeploymentLintInput extends Pick<EngineInput, "suppressions" | "today"> {
  readonly version: NanomqVersion;
  readonly facts: Facts;
  /** The built-in rules by default. */
  readonly rules?: readonly Rule[] | undefined;
}

function engineInput(problems: readonly DeploymentProblem[], input: DeploymentLintInput): EngineInput {
  const { version, facts, rules = builtInRules, today } = input;
  const reading = readConf({ text: "" }, version);
  return {
    reading,
    sources: reading.sources,
    settings: intended(reading, { version }),
    misfits: [],
    fileProblems: problems.map(noteOf),
    facts: factsScope(facts),
    rules: deploymentRules(selectRules(rules, facts)),
    known: idsOf(rules),
    suppressions: input.suppressions,
    today,
    ruleSettings: ruleSettingsOf(facts),
  };
}

/** What is wrong with a compose file or manifest by itself, before its suppressions: {@link suppressInDeployment}. */
export function lintDeployment(
  problems: readonly DeploymentProblem[],
  input: DeploymentLintInput,
): Pick<RuleRun, "findings" | "ran"> {
  return runRules(engineInput(problems, { ...input, suppressions: false }));
}

/** Takes out what the files of a deployment ask not to hear of, over the findings of all its parts. */
export function suppressInDeployment(
  findings: readonly Finding[],
  sources: ReadonlyMap<string, Source>,
  ran: ReadonlySet<string>,
  input: DeploymentLintInput,
): Pick<RuleRun, "findings" | "suppressed"> {
  return suppressAcross(findings, sources, ran, engineInput([], input));
}
