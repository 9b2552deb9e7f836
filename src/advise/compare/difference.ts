import { inForce, isAsWritten, type Outcome, run } from "../../start/run.ts";
import { compareSettings, type SettingChange } from "../../start/settings.ts";
import type { Start } from "../../start/start.ts";
import { compareWindows, type WindowChange } from "./windows.ts";

/** What one broker would do otherwise with the second conf than with the first. */
export interface Difference {
  readonly outcome: { readonly before: Outcome; readonly after: Outcome };
  readonly settings: readonly SettingChange[];
  readonly windows: readonly WindowChange[];
  readonly different: boolean;
}

export interface DifferenceInput {
  readonly before: Start;
  readonly after: Start;
  readonly clients: Parameters<typeof compareWindows>[2];
}

/**
 * Compares two starts by what NanoMQ makes of them: order, comments and spelling do not count. A side that does not run is
 * compared as it would be once it is mended, and is a difference of its own.
 */
export function compareConfs({ before, after, clients }: DifferenceInput): Difference {
  const sides = [run(before), run(after)] as const;
  const outcome = { before: sides[0].outcome, after: sides[1].outcome };
  const [one, other] = [inForce(sides[0]), inForce(sides[1])];
  const settings = compareSettings(one, other);
  const windows = compareWindows(one, other, clients);
  const asWritten = isAsWritten(outcome.before) && isAsWritten(outcome.after);
  const different = !asWritten || outcome.before !== outcome.after || settings.length > 0;
  return { outcome, settings, windows, different };
}
