import { describe, expect, test } from "vitest";
import { noFacts } from "../../src/facts/facts.ts";
import { lintConf } from "../../src/lint/lint-conf.ts";
import { parseVersion } from "../../src/nanomq/version.ts";
import {
  listensAlike,
  recordedOutcome,
  type StartupRelease,
  startOfRow,
  startupReleases,
  startupRows,
} from "./startup-rows.ts";

/** Rows whose outcome is another, and why; nothing else may miss. */
const missed: Readonly<Record<StartupRelease, readonly string[]>> = {
  // c2588, c2596: a subscription identifier past 2^28; c3737: `include` of a folder ends the scanner with code 2.
  "0.20.8": ["c2588", "c2596", "c3737"],
  // c0844: memory refused to a thread once the handler of signals is there; c1701: 65 536 tasks were late for the hook.
  "0.22.10": ["c0844", "c1701", "c3737"],
  "0.24.14": ["c3737"],
  "0.25.3": ["c0844", "c3737"],
};

describe.each(startupReleases)("recorded starts of %s", (release) => {
  const known = startupRows.flatMap((row) => {
    const recorded = row.results[release];
    return recorded === undefined ? [] : [{ row, recorded, start: startOfRow(row, release) }];
  });

  test("end as the model says, or run", () => {
    const wrong = known.filter(({ recorded, start }) => start.outcome !== recordedOutcome(recorded));
    expect(known.length).toBeGreaterThan(2200);
    expect(wrong.map(({ row }) => row.id)).toEqual(missed[release]);
  });

  test("end with the code the model says", () => {
    const ended = known.filter(
      ({ recorded, start }) =>
        recorded.outcome === "exit" && recorded.phase === "start" && start.outcome === "exits",
    );
    const wrong = ended.filter(({ recorded, start }) => start.code !== recorded.code);
    expect(ended.length).toBeGreaterThan(60);
    expect(wrong.map(({ row }) => row.id)).toEqual([]);
  });

  test("listen at the sockets the model opens, and at no other", () => {
    const running = known.filter(
      ({ recorded, start }) => recorded.outcome === "runs" && start.outcome === "runs",
    );
    const wrong = running.filter(
      ({ recorded, start }) => !listensAlike(start.listens, recorded.listen ?? []),
    );
    expect(running.length).toBeGreaterThan(1800);
    expect(wrong.map(({ row }) => row.id)).toEqual([]);
  });

  test("that end name the setting that ends them", () => {
    const dumb = known.filter(
      ({ start }) => start.outcome !== "runs" && start.step !== "conf" && start.key === undefined,
    );
    expect(dumb.map(({ row }) => row.id)).toEqual([]);
  });
});

describe("findings of recorded starts", () => {
  const facts = { ...noFacts, features: ["acl", "rules", "sqlite", "tls"] as const };
  const linted = startupReleases.flatMap((release) => {
    const version = parseVersion(release);
    return startupRows.flatMap(({ id, conf, files, results }) => {
      const recorded = results[release];
      if (recorded === undefined || version === undefined) return [];
      const found = lintConf({ conf: { text: conf, file: "n.conf", files }, version, facts }).findings;
      return [{ id, recorded, errors: found.filter(({ severity }) => severity === "error") }];
    });
  });

  test("an error stands on nearly all that end at the start", () => {
    const ended = linted.filter(({ recorded }) => recordedOutcome(recorded) !== "runs");
    const unsaid = ended.filter(({ errors }) => errors.length === 0);
    expect(ended.length).toBe(1209);
    expect(unsaid.length).toBeLessThanOrEqual(23);
  });

  test("none that runs is said to end", () => {
    const running = linted.filter(({ recorded }) => recordedOutcome(recorded) === "runs");
    const wrong = running.filter(({ errors }) => errors.some(({ rule }) => rule.startsWith("start/")));
    expect(running.length).toBeGreaterThan(7000);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
