// Proposals become fixes: each tried alone, and given only where it keeps the contract.
import { builtInRules } from "../../generated/rules.ts";
import type { Finding, Fix, Reported } from "../finding/finding.ts";
import type { Refusal } from "../finding/refusal.ts";
import type { LintInput } from "../lint-input.ts";
import { type Linted, type MayEdit, type Offer, tried } from "./contract.ts";
import { fixBeside, giversIn } from "./given.ts";

/**
 * A person can type what nanotune does not write: also where it brings to light what the finding said better. What would
 * do harm nobody is told.
 */
function isForPeople(refusal: Refusal, { finding }: Offer, { rules = builtInRules }: LintInput): boolean {
  const { code } = refusal;
  if (code === "brings")
    return rules.some(({ id, replaces }) => id === finding.rule && replaces.includes(refusal.rule));
  return code === "broken-text" || code === "no-way" || code === "other-file" || code === "unseen";
}

/** The fix, or why there is none. */
type Tried = { readonly fix: Fix } | { readonly refusal: Refusal };

function triedFix(linted: Linted, offer: Offer, mayEdit: MayEdit): Tried {
  const { text, safety } = offer.proposal;
  const beside = fixBeside(linted, offer);
  if (beside !== undefined) return { fix: beside };
  const trial = tried(linted, [offer], mayEdit);
  if (trial.kept) return { fix: { text, safety, edits: trial.edits } };
  const { refusal } = trial;
  return isForPeople(refusal, offer, linted.input) ? { fix: { text, safety, edits: [] } } : { refusal };
}

const MISPLACED = "schema/misplaced-key";

/** Where a key belongs is said of places only that it may go to: elsewhere it is one that is not known here. */
function withTriedPlaces(shown: Reported, { proposals }: Finding): Reported {
  const { rule, args, fixes } = shown;
  if (rule !== MISPLACED || proposals.length === fixes.length) return shown;
  const refused = proposals.filter(({ text }) => fixes.every((fix) => fix.text !== text));
  const sections = new Set(refused.map(({ move }) => move[0]?.[1].slice(0, -1).join(".") ?? ""));
  const left = String(args["levels"])
    .split(", ")
    .filter((level) => !sections.has(level));
  if (left.length > 0) return { ...shown, args: { ...args, levels: left.join(", ") } };
  const { levels: _, ...facts } = args;
  return { ...shown, rule: "schema/unknown-key", args: { ...facts, suggestions: "" } };
}

/** Bytes that are read for trials; each trial reads the whole conf again. */
const MOST_BYTES_TRIED = 200_000;
/** What a trial of an empty conf costs in bytes. */
const BYTES_OF_TRIAL = 500;

/**
 * Says of one finding after the other whether what it proposes is tried. Of many findings, or in large confs, the first ones
 * are; what is proposed for the others is to be typed, or proves itself where `--fix` writes it.
 */
export function trialsWithin(mostBytes = MOST_BYTES_TRIED): (finding: Finding, linted: Linted) => boolean {
  let left = mostBytes;
  return ({ proposals }, { lint: { reading } }) => {
    const sources = [...reading.sources.values()];
    const bytes = sources.reduce((sum, source) => sum + source.bytes.length, BYTES_OF_TRIAL);
    left -= proposals.length * bytes;
    return left >= 0;
  };
}

/** A finding whose proposals were not tried: to be typed in the conf, where that is the place that decides. */
export function withUntried(finding: Finding, linted: Linted): Reported {
  const { proposals, ...facts } = finding;
  const own = proposals.filter((proposal) => giversIn(linted, { finding, proposal }).size === 0);
  return { ...facts, fixes: own.map(({ text, safety }) => ({ text, safety, edits: [] })) };
}

/**
 * The findings of a lint as reports show them.
 * @param areShown false for a report that has no fixes: none is tried
 */
export function reported(
  linted: Linted,
  mayEdit: MayEdit = () => true,
  areShown = true,
): readonly Reported[] {
  const isTried = trialsWithin();
  return linted.lint.findings.map((finding) => {
    // Where a key may go to is part of what is found.
    if (!areShown && finding.rule !== MISPLACED) return withoutFixes(finding);
    return isTried(finding, linted) ? withFixes(finding, linted, mayEdit) : withUntried(finding, linted);
  });
}

function withoutFixes(finding: Finding): Reported {
  const { proposals: _, ...facts } = finding;
  return { ...facts, fixes: [] };
}

export function withFixes(finding: Finding, linted: Linted, mayEdit: MayEdit = () => true): Reported {
  const { proposals, ...facts } = finding;
  const all = proposals.map((proposal) => triedFix(linted, { finding, proposal }, mayEdit));
  const fixes = all.flatMap((one) => ("fix" in one ? [one.fix] : []));
  const [refusal] = all.flatMap((one) => ("refusal" in one ? [one.refusal] : []));
  const isRefused = fixes.length === 0 && refusal !== undefined;
  return withTriedPlaces({ ...facts, fixes, ...(isRefused && { refusal }) }, finding);
}
