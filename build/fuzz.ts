import fc from "fast-check";
import { releases } from "../src/nanomq/releases.ts";
import { parseVersion } from "../src/nanomq/version.ts";
import { parse, print } from "../src/text/conf/lossless.ts";
import { readConf } from "../src/text/conf/read-conf.ts";
import { anyConf } from "../test/text/conf/generators.ts";

/** One conf may take this long before it counts as a hang. */
const HANG_MS = 2000;

export interface FuzzResult {
  readonly runs: number;
  /** The smallest conf that broke a promise, and which; undefined where all held. */
  readonly failure: string | undefined;
}

/** No exception, no hang, lossless, deterministic. */
function check(text: string, included: string, release: string): void {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  const input = { text, files: { "i.conf": included } };
  const started = performance.now();
  const first = JSON.stringify(readConf(input, version).problems);
  if (performance.now() - started > HANG_MS) throw new Error("takes too long");
  if (JSON.stringify(readConf(input, version).problems) !== first) throw new Error("differs from run to run");
  if (print(parse(text)) !== text) throw new Error("is not printed as it was parsed");
}

/** Reads random confs for `seconds`; the same seed makes the same confs. */
export function fuzz({ seconds, seed }: { readonly seconds: number; readonly seed: number }): FuzzResult {
  const deadline = performance.now() + seconds * 1000;
  const property = fc.property(anyConf, anyConf, fc.constantFrom(...releases), check);
  let runs = 0;
  for (let round = 0; performance.now() < deadline; round += 1) {
    const details = fc.check(property, { seed: seed + round, numRuns: 200 });
    runs += details.numRuns;
    if (details.failed) {
      return { runs, failure: `${JSON.stringify(details.counterexample)}\n${String(details.errorInstance)}` };
    }
  }
  return { runs, failure: undefined };
}
