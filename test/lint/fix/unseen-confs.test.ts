// The contract of fixes over confs that nobody wrote, held against what lint and the loader say before and after.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../../src/lint/finding/finding.ts";
import { fixConf } from "../../../src/lint/fix/fix-conf.ts";
import { lintConf } from "../../../src/lint/lint-conf.ts";
import { applied, faults } from "../../invariants/proposals.ts";
import { unseenConfs } from "./unseen-confs.ts";

const nameOf = ({ rule, key = "" }: Finding) => `${rule} ${key.toLowerCase()}`;
const ranks = ["runs", "depends", "runs-on-part", "runs-on-defaults", "exits", "crashes"];

test("a proposal that is offered with its bytes, applied alone, has no fault", () => {
  fc.assert(
    fc.property(unseenConfs, ({ name, input }) => {
      const found = applied({ name, input }).flatMap((one) =>
        Object.entries(faults).flatMap(([fault, faultOf]) => {
          const wrong = faultOf(one);
          return wrong === undefined ? [] : [`${one.finding.rule} ${one.fix.text}: ${fault}: ${wrong}`];
        }),
      );
      expect(found).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ["--fix", ["safe"]],
  ["--unsafe-fixes", ["safe", "unsafe"]],
] as const)("after %s the broker fares no worse, no error is new, and once is enough", (_, safeties) => {
  fc.assert(
    fc.property(unseenConfs, ({ input }) => {
      const before = lintConf(input);
      const first = fixConf(input, { safeties });
      const { outcome } = first.lint.run;
      expect(ranks.indexOf(outcome)).toBeLessThanOrEqual(ranks.indexOf(before.run.outcome));
      const known = new Set(before.findings.map(nameOf));
      const fresh = first.lint.findings.filter((finding) => !known.has(nameOf(finding)));
      const gone = before.findings.length - first.lint.findings.length + fresh.length;
      const least = first.fixed === 0 ? ["info", "warning", "error"] : ["error"];
      expect(fresh.filter(({ severity }) => least.includes(severity)).map(nameOf)).toEqual([]);
      expect(first.fixed).toBeGreaterThanOrEqual(Math.min(gone, first.fixed));
      if (first.fixed === 0) expect(first.changed.size).toBe(0);
      const again = fixConf(first.input, { safeties });
      expect([again.fixed, [...again.changed.keys()]]).toEqual([0, []]);
    }),
    { numRuns: 40 },
  );
});
