import { describe, expect, test } from "vitest";
import { noFacts } from "../../src/facts/facts.ts";
import type { Finding } from "../../src/lint/finding/finding.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import { readConfig } from "../../src/start/read-config.ts";
import { effectiveCases, recorded } from "./effective-cases.ts";

/** A switch that the release does not read, written as it stands anyway: on. */
const AS_WISHED = /\.enable$/;

/** True where a finding about a section, a list or a death there tells the whole of it. */
function isTold({ rule, severity, key = "", covers = [] }: Finding, path: string): boolean {
  const isOf = (whole: string) => path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
  return (isOf(key) && (severity === "error" || rule === "log/target-unknown")) || covers.some(isOf);
}

/** Written places that the broker passes over or misreads, and that no finding touches. */
function unsaid(input: string, files: Readonly<Record<string, string>> | undefined, release: string) {
  const version = parseVersion(release);
  if (version === undefined) throw new RangeError(release);
  const conf = { text: input, files };
  const { ignored } = readConfig(conf, { nanomq: release });
  if (ignored.length === 0) return [];
  const { findings } = lintConf({ conf, version, facts: noFacts });
  const bytes = Buffer.from(input);
  return ignored.filter(({ path, keySpan, span, effect }) => {
    // Who writes a thousandth for a release that multiplies by 1000 gets what is meant.
    if (effect.kind === "misread" && effect.reason === "scaled" && Number(effect.value) <= 10) return false;
    if (findings.some((finding) => isTold(finding, path))) return false;
    // What has no effect without one and the same thing is said once.
    if (effect.kind === "ignored" && effect.reason === "incomplete") {
      const { missing } = effect;
      if (findings.some(({ args }) => args["missing"] === missing)) return false;
    }
    if (AS_WISHED.test(path) && bytes.subarray(span.start, span.end).toString() === "true") return false;
    const [start, end] = [Math.min(keySpan.start, span.start), Math.max(keySpan.end, span.end)];
    return !findings.some(({ span: at }) => at.file === span.file && at.start <= end && at.end >= start);
  });
}

describe("every setting that a recorded broker does not take as written is a finding", () => {
  test.each(recorded)("%s", (release) => {
    const silent = effectiveCases.flatMap(({ id, input, files }) =>
      unsaid(input, files, release).map(({ path, effect }) => `${id} ${path} ${JSON.stringify(effect)}`),
    );
    expect(silent).toEqual([]);
  });
});
