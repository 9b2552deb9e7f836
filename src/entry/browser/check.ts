// What a page in a browser asks for: texts in, findings with their words, settings and windows out. Nothing of Node.

import { type Facts, noFacts } from "../../facts/facts.ts";
import { readFacts } from "../../facts/read-facts.ts";
import type { Reported } from "../../lint/finding/finding.ts";
import { compareFindings } from "../../lint/finding/order.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import { reported } from "../../lint/fix/reported.ts";
import type { Language } from "../../lint/language.ts";
import { buildOf, type LintResult, lintConf } from "../../lint/lint-conf.ts";
import { isConfKnown, oldestKnownConf } from "../../nanomq/behaviour.ts";
import { newestRelease, resolveVersion } from "../../nanomq/releases.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { cliWords } from "../../report/cli/words.ts";
import { factsProblemText } from "../../report/conf/facts-problems.ts";
import { type Said, said } from "../../report/finding/said.ts";
import { withoutSecrets } from "../../report/secrets/masked-finding.ts";
import { originText, shownValue } from "../../report/settings/settings.ts";
import { inForce, type Outcome } from "../../start/run.ts";
import { timerOfSettings } from "../../start/timer.ts";
import type { Value } from "../../start/value.ts";
import { createSource, type Position, positionAt, type Source } from "../../text/source.ts";
import { type DetectionReplay, detectionReplay } from "../../timing/detection.ts";
import { optionsIn, tellsStart, variablesIn } from "../open/facts-told.ts";

export interface Asked {
  /** A nanomq.conf. */
  readonly conf: string;
  /** Files that it includes, by the names it has for them. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Text of a nanotune.toml. */
  readonly facts?: string | undefined;
  /** Release, by default that of the facts, else the newest. */
  readonly nanomq?: string | undefined;
  readonly language?: Language | undefined;
  /** Day that decides what has expired, as 2026-08-01. */
  readonly today?: string | undefined;
}

export interface FindingSaid {
  readonly finding: Reported;
  readonly said: Said;
  readonly start: Position;
  readonly end: Position;
}

export interface SettingShown {
  readonly path: string;
  readonly value: Value;
  /** In the language asked for: "default", "nanomq.conf:12". */
  readonly origin: string;
}

export type Checked =
  | {
      readonly ok: true;
      readonly nanomq: string;
      readonly outcome: Outcome;
      readonly findings: readonly FindingSaid[];
      /** What somebody set, without secrets. */
      readonly settings: readonly SettingShown[];
      /** Of each client class with a keepalive. */
      readonly windows: readonly DetectionReplay[];
    }
  /** What is wrong with the facts or the release, in the language asked for. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** `givers`: files besides the conf that findings may stand in. */
function findingsOf(
  linted: Linted,
  givers: ReadonlyMap<string, Source>,
  language: Language,
): readonly FindingSaid[] {
  const { reading, sources } = linted.lint;
  return reported(linted)
    .toSorted(compareFindings)
    .flatMap((found) => {
      const finding = withoutSecrets(found, reading.sources);
      const source = sources.get(finding.span.file) ?? givers.get(finding.span.file);
      if (source === undefined) return [];
      const [start, end] = [positionAt(source, finding.span.start), positionAt(source, finding.span.end)];
      return [{ finding, said: said(finding, language), start, end }];
    });
}

function windowsOf(
  { run }: LintResult,
  version: NanomqVersion,
  { clients }: Facts,
): readonly DetectionReplay[] {
  const timer = timerOfSettings(inForce(run));
  return clients.flatMap(({ name, keepaliveMs }) =>
    keepaliveMs === undefined ? [] : [detectionReplay(timer, version, { name, keepaliveMs })],
  );
}

function settingsOf({ run, reading }: LintResult, language: Language): readonly SettingShown[] {
  const { values, origins } = inForce(run);
  return [...origins]
    .flatMap(([path, origin]): readonly SettingShown[] => {
      const value = values.get(path);
      if (value === undefined) return [];
      return [{ path, value: shownValue(path, value), origin: originText(origin, reading, language) }];
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const FACTS = "nanotune.toml";

/** How the facts say that NanoMQ is started, and where they say it. */
function surroundingsOf(facts: Facts, version: NanomqVersion, source: Source | undefined) {
  const variables = variablesIn(facts, source);
  const { flags, places } = optionsIn(facts, version, source);
  const given = variables.flatMap(({ name, span }) => (span === undefined ? [] : [[name, span] as const]));
  return {
    environment: Object.fromEntries(variables.map(({ name, text }) => [name, text])),
    flags,
    places: new Map([...given, ...places]),
    features: buildOf(facts),
  };
}

/** Checks one conf as `nanotune lint` does. */
export async function check(asked: Asked): Promise<Checked> {
  const { conf, files, language = "en", today } = asked;
  const read = asked.facts === undefined ? undefined : await readFacts(asked.facts);
  if (read !== undefined && !read.ok)
    return {
      ok: false,
      problems: read.problems.map(
        (problem) =>
          `nanotune.toml:${problem.line}:${problem.column}: ${factsProblemText(problem, language)}`,
      ),
    };
  const facts = read?.facts ?? noFacts;
  const name = asked.nanomq ?? facts.nanomq ?? newestRelease;
  const resolved = resolveVersion(name);
  if (resolved === undefined)
    return { ok: false, problems: [cliWords[language].unknownVersion(name, newestRelease)] };
  const { version } = resolved;
  if (!isConfKnown(resolved))
    return { ok: false, problems: [cliWords[language].unknownDialect(name, oldestKnownConf().text)] };
  // A page sees no more of the broker's files than it was given.
  const source = tellsStart(facts) ? createSource(FACTS, asked.facts ?? "") : undefined;
  const input = {
    conf: { text: conf, files, isSeen: () => false },
    version,
    facts,
    today,
    surroundings: surroundingsOf(facts, version, source),
  };
  const givers = new Map(source === undefined ? [] : [[FACTS, source]]);
  const result = lintConf(input);
  return {
    ok: true,
    nanomq: version.text,
    outcome: result.run.outcome,
    findings: findingsOf({ input, lint: result }, givers, language),
    settings: settingsOf(result, language),
    windows: windowsOf(result, version, facts),
  };
}
