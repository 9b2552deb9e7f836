// What a proposal has to prove before it is offered or written: read and linted again, it does what it promises and nothing else.

import type { Settings, Surroundings } from "../../start/effective.ts";
import { keyAt, placeBelow } from "../../start/keys.ts";
import type { Outcome } from "../../start/run.ts";
import { compareSettings, type SettingChange } from "../../start/settings.ts";
import { editedInput, editsFor } from "../../text/edit/edits.ts";
import { namesOf, nodeAt } from "../../text/edit/members.ts";
import type { Path, Wanted } from "../../text/edit/wanted.ts";
import type { TextEdit } from "../../text/edit.ts";
import type { Finding, Proposal, Severity } from "../finding/finding.ts";
import type { Refusal } from "../finding/refusal.ts";
import { type LintResult, lintConf } from "../lint-conf.ts";
import type { LintInput } from "../lint-input.ts";

/** A conf and what lint says about it. */
export interface Linted {
  readonly input: LintInput;
  readonly lint: LintResult;
}

/** A finding, and what would make it vanish. */
export interface Offer {
  readonly finding: Finding;
  readonly proposal: Proposal;
}

export type Trial =
  | { readonly kept: true; readonly edits: readonly TextEdit[]; readonly after: Linted }
  /** `after` is what it would come to, where it can be written at all. */
  | { readonly kept: false; readonly refusal: Refusal; readonly after?: Linted };

/** Says of a file of the conf whether it may be edited. */
export type MayEdit = (file: string) => boolean;

const severities: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };
/** From good to bad; what hangs on a file that nobody here sees is as good as it was. */
const outcomes: Readonly<Record<Outcome, number>> = {
  runs: 0,
  depends: 0,
  "runs-on-part": 1,
  "runs-on-defaults": 2,
  exits: 3,
  crashes: 4,
};

/** What a finding is known by; the same may be found several times. */
export function nameOf({ rule, span, key = "" }: Finding): string {
  return `${rule} ${span.file} ${key.toLowerCase()}`;
}

function countsOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(nameOf(finding), (counts.get(nameOf(finding)) ?? 0) + 1);
  return counts;
}

/** All that several proposals want, as one. */
function together(offers: readonly Offer[]): Wanted {
  const proposals = offers.map(({ proposal }) => proposal);
  return {
    set: proposals.flatMap(({ set }) => set),
    remove: proposals.flatMap(({ remove }) => remove),
    move: proposals.flatMap(({ move }) => move),
    mend: proposals.flatMap(({ mend }) => mend),
  };
}

/** The setting that a written path ends up in. */
function patternOf(path: Path): Path {
  const pattern = path.reduce<string | undefined>((at, name) => {
    return at === undefined ? undefined : placeBelow(at, name);
  }, "");
  const isKey = pattern !== undefined && keyAt(pattern) !== undefined;
  return (isKey ? pattern : path.join(".")).split(/\.|(?=\[\])/);
}

/** Paths that may come to something else; where the text is mended, the setting that the slip was in. */
function touchedPaths(
  { set, remove, move }: Wanted,
  offers: readonly Offer[],
  { lint }: Linted,
): readonly Path[] {
  const slips = offers.flatMap(({ finding: { key }, proposal }) =>
    proposal.mend.length > 0 && key !== undefined ? [namesOf(lint.reading.intended, key)] : [],
  );
  const written = [...set.map(([path]) => path), ...remove, ...move.flat(), ...slips];
  return [...written, ...written.map(patternOf)];
}

/** Parts of a setting's path: a list is counted there, `bridges.mqtt[0].server`, and named in the conf. */
function partsOf(setting: string): readonly string[] {
  return setting.replaceAll(/\[\d+\]/g, ".*").split(".");
}

function isWithin(parts: readonly string[], path: Path): boolean {
  const length = Math.min(parts.length, path.length);
  return parts.slice(0, length).every((part, at) => {
    const name = path[at] ?? "";
    return part === "*" || name === "*" || name === "[]" || part.toLowerCase() === name.toLowerCase();
  });
}

function effectAt({ effects }: Settings, path: Path) {
  const name = path.join(".").toLowerCase();
  return effects.find((one) => one.path.toLowerCase() === name)?.effect;
}

/** A key that is written and that NanoMQ does not take. */
function notRead(settings: Settings, { set, move }: Wanted): string | undefined {
  const written = [...set.map(([path]) => path), ...move.map(([, to]) => to)];
  const idle = written.find((path) => {
    const effect = effectAt(settings, path);
    return effect !== undefined && effect.kind !== "used";
  });
  return idle?.join(".");
}

/** Findings that came, as grave as those that were to go, or graver. */
function brought(before: Linted, after: Linted, offers: readonly Offer[]): Finding | undefined {
  const least = Math.min(...offers.map(({ finding }) => severities[finding.severity]));
  const old = countsOf(before.lint.findings);
  const fresh = countsOf(after.lint.findings);
  return after.lint.findings.find((finding) => {
    const name = nameOf(finding);
    return severities[finding.severity] >= least && (fresh.get(name) ?? 0) > (old.get(name) ?? 0);
  });
}

/** True where one of the findings is as often there as before. */
export function stays(before: Linted, after: Linted, offers: readonly Offer[]): boolean {
  const old = countsOf(before.lint.findings);
  const fresh = countsOf(after.lint.findings);
  const wanted = countsOf(offers.map(({ finding }) => finding));
  return [...wanted].some(([name, count]) => (fresh.get(name) ?? 0) > (old.get(name) ?? 0) - count);
}

/** Where the conf as a whole is worse off: what further fixes may still make good. */
export function harm(before: Linted, after: Linted, offers: readonly Offer[]): Refusal | undefined {
  const { outcome } = after.lint.run;
  if (outcomes[outcome] > outcomes[before.lint.run.outcome]) return { code: "worse", outcome };
  const fresh = brought(before, after, offers);
  return fresh && { code: "brings", rule: fresh.rule };
}

/** True where nothing comes of it: the broker runs with these values, as they are written or without a word. */
function isIdle(before: Linted, after: Linted, { set }: Wanted, changes: readonly SettingChange[]): boolean {
  const { settings } = before.lint;
  const wasTaken = set.every(([path]) => (effectAt(settings, path)?.kind ?? "used") === "used");
  const isSameOutcome = before.lint.run.outcome === after.lint.run.outcome;
  return set.length > 0 && wasTaken && changes.length === 0 && isSameOutcome;
}

/** What is wrong with the conf that edits came to; undefined where they keep the contract. */
function breach(before: Linted, after: Linted, offers: readonly Offer[]): Refusal | undefined {
  const wanted = together(offers);
  const idle = notRead(after.lint.settings, wanted);
  if (idle !== undefined) return { code: "not-read", key: idle };
  const changes = compareSettings(before.lint.settings, after.lint.settings);
  if (isIdle(before, after, wanted, changes)) return { code: "in-force" };
  if (stays(before, after, offers)) return { code: "stays" };
  const touched = touchedPaths(wanted, offers, before);
  const moved = changes.find(({ path }) => !touched.some((one) => isWithin(partsOf(path), one)));
  return moved === undefined ? harm(before, after, offers) : { code: "moves", key: moved.path };
}

/** The same where variables or options come to say something else, and no file does. */
export function triedBeside(
  before: Linted,
  offers: readonly Offer[],
  beside: Pick<Surroundings, "environment" | "flags">,
): Trial {
  const { input } = before;
  const next = { ...input, surroundings: { ...input.surroundings, ...beside } };
  const after = { input: next, lint: lintConf(next) };
  const refusal = breach(before, after, offers);
  return refusal === undefined ? { kept: true, edits: [], after } : { kept: false, refusal, after };
}

/** Why there are no edits. */
function notWritten({ lint: { reading } }: Linted): Refusal {
  const isWhole = reading.outcome === "accept" && !reading.recovered;
  return { code: isWhole ? "no-way" : "broken-text" };
}

function elsewhere(edits: readonly TextEdit[], mayEdit: MayEdit): Refusal | undefined {
  const other = edits.find(({ span }) => !mayEdit(span.file));
  return other && { code: "other-file", file: other.span.file };
}

/** Writes proposals into a copy of the conf, and tells whether they keep the contract, all of them at once. */
export function tried(before: Linted, offers: readonly Offer[], mayEdit: MayEdit): Trial {
  const { input, lint } = before;
  const wanted = together(offers);
  const conf = { input: input.conf, reading: lint.reading };
  const [unseen] = lint.reading.unseen;
  if (unseen !== undefined && wanted.set.some(([path]) => nodeAt(lint.reading.intended, path) === undefined))
    return { kept: false, refusal: { code: "unseen", file: unseen } };
  const edits = editsFor(conf, input.version, wanted);
  if (edits === undefined) return { kept: false, refusal: notWritten(before) };
  const next = { ...input, conf: editedInput(conf, edits) };
  const after = { input: next, lint: lintConf(next) };
  const refusal = breach(before, after, offers) ?? elsewhere(edits, mayEdit);
  return refusal === undefined ? { kept: true, edits, after } : { kept: false, refusal, after };
}
