import { encoded } from "../../text/source.ts";
import type { Finding, FixSafety } from "../finding/finding.ts";
import type { Refusal } from "../finding/refusal.ts";
import { lintConf } from "../lint-conf.ts";
import type { LintInput } from "../lint-input.ts";
import { harm, type Linted, type MayEdit, nameOf, type Offer, stays, tried } from "./contract.ts";
import { giversIn } from "./given.ts";

/** A finding with a proposal that is not written, and why. */
export interface Refused {
  readonly finding: Finding;
  readonly refusal: Refusal;
}

/** What the fixes left, and lint of that. */
export interface FixResult extends Linted {
  /** New content of every file that changed, by name. */
  readonly changed: ReadonlyMap<string, Uint8Array>;
  /** How many findings vanished. */
  readonly fixed: number;
  readonly refused: readonly Refused[];
}

export interface FixOptions {
  readonly safeties: readonly FixSafety[];
  /** Every file by default. */
  readonly mayEdit?: MayEdit | undefined;
}

/** A fix can make way for another; more rounds than this mean that two of them undo each other. */
const MOST_ROUNDS = 10;

/** Goes on from one conf to the next, and remembers what was refused. */
class Fixer {
  readonly refused = new Map<string, Refused>();
  readonly #options: FixOptions;
  readonly #goesOn: boolean;

  constructor(options: FixOptions, goesOn = true) {
    this.#options = options;
    this.#goesOn = goesOn;
  }

  /** One proposal for each of these findings, as far as they are still there. */
  offers({ lint }: Linted, names: ReadonlySet<string>): readonly Offer[] {
    return lint.findings.flatMap((finding) => {
      const [proposal, ...others] = finding.proposals.filter(({ safety }) =>
        this.#options.safeties.includes(safety),
      );
      // Between two ways a person chooses.
      return proposal === undefined || others.length > 0 || !names.has(nameOf(finding))
        ? []
        : [{ finding, proposal }];
    });
  }

  /** A proposal that does harm is kept where other proposals, each of which keeps the contract, make it good. */
  #madeGood(before: Linted, offer: Offer, after: Linted): Linted | undefined {
    const further = new Fixer(this.#options, false);
    const last = further.apply(after, further.offers(after, new Set(after.lint.findings.map(nameOf))));
    const isGood = harm(before, last, [offer]) === undefined && !stays(before, last, [offer]);
    return isGood ? last : undefined;
  }

  /** All at once where that keeps the contract, else one half after the other: one bad proposal spoils no other. */
  apply(before: Linted, offers: readonly Offer[]): Linted {
    const [first] = offers;
    if (first === undefined) return before;
    const trial = tried(before, offers, this.#options.mayEdit ?? (() => true));
    if (trial.kept) return trial.after;
    if (offers.length === 1) {
      const { code } = trial.refusal;
      const isCurable = this.#goesOn && (code === "worse" || code === "brings");
      const good = isCurable && trial.after && this.#madeGood(before, first, trial.after);
      if (good) return good;
      const [by] = giversIn(before, first).values();
      const refusal = by === undefined ? trial.refusal : ({ code: "given", by } as const);
      this.refused.set(nameOf(first.finding), { finding: first.finding, refusal });
      return before;
    }
    const middle = Math.ceil(offers.length / 2);
    const half = this.apply(before, offers.slice(0, middle));
    const rest = new Set(offers.slice(middle).map(({ finding }) => nameOf(finding)));
    const left = half === before ? offers.slice(middle) : this.offers(half, rest);
    return this.apply(half, left);
  }
}

/** Files of the conf that are no longer what they were. */
function changedFiles(before: LintInput["conf"], after: LintInput["conf"]): ReadonlyMap<string, Uint8Array> {
  const changed = new Map<string, Uint8Array>();
  if (after.text !== before.text) changed.set(before.file ?? "nanomq.conf", encoded(after.text));
  for (const [file, text] of Object.entries(after.files ?? {}))
    if (text !== before.files?.[file]) changed.set(file, encoded(text));
  return changed;
}

/** Writes every proposal that keeps the contract, until none is left. Pure: the caller writes the files, or shows the difference. */
export function fixConf(input: LintInput, options: FixOptions): FixResult {
  const fixer = new Fixer(options);
  const first: Linted = { input, lint: lintConf(input) };
  let now = first;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    fixer.refused.clear();
    const names = new Set(now.lint.findings.map(nameOf));
    const next = fixer.apply(now, fixer.offers(now, names));
    if (next === now) break;
    now = next;
  }
  const left = new Map<string, number>();
  for (const finding of now.lint.findings) left.set(nameOf(finding), (left.get(nameOf(finding)) ?? 0) + 1);
  const fixed = first.lint.findings.filter((finding) => {
    const count = left.get(nameOf(finding)) ?? 0;
    left.set(nameOf(finding), count - 1);
    return count <= 0;
  });
  return {
    ...now,
    changed: changedFiles(input.conf, now.input.conf),
    fixed: fixed.length,
    refused: [...fixer.refused.values()],
  };
}
