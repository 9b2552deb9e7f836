import { describe, expect, test } from "vitest";
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
