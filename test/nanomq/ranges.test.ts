import { describe, expect, test } from "vitest";
import type { DefectRow } from "../../build/generate/releases/tables.ts";
import { commitsOf, differences, type Holds } from "../../build/ranges.ts";

const releases = ["0.24.1", "0.24.2", "0.24.3", "0.24.4"];

/** How a range is known; only the English is read. */
function known(en: string): DefectRow["how"] {
  return { en, zh: "依据" };
}

function row(more: Partial<DefectRow>): DefectRow {
  const words = { en: "it breaks", zh: "出错" };
  return {
    ...{ id: "NQD-999", name: "it", kind: "defect", consequence: "crash", severity: "serious" },
    ...{ certainty: "verified-in-source", since: "0.24.2", until: "0.24.3", areas: ["tls"], say: words },
    how: known(
      "lower end: introducing commit; introduced by nanomq@aaaaaaa; fix NanoNNG@bbbbbbb is in no affected tag and in the next",
    ),
    ...more,
  };
}

/** Releases from the named one on have a commit. */
function since(began: string, ended: string): Holds {
  return (release, { hash }) => release >= (hash === "aaaaaaa" ? began : ended);
}

test("commits are read out of how a range is known", () => {
  expect(commitsOf(row({}))).toEqual({
    began: [{ repository: "nanomq", hash: "aaaaaaa" }],
    ended: [{ repository: "nanonng", hash: "bbbbbbb" }],
  });
  expect(commitsOf(row({ how: known("measured") }))).toEqual({ began: [], ended: [] });
});

describe("a row against the history", () => {
  test.each([
    ["agrees", row({}), since("0.24.2", "0.24.4"), []],
    [
      "ends too late",
      row({}),
      since("0.24.2", "0.24.3"),
      ["0.24.3 has the fix, and the row says it is affected"],
    ],
    [
      "ends too early",
      row({}),
      since("0.24.2", "0.24.5"),
      ["0.24.4 lacks the fix, and the row says it is over"],
    ],
    [
      "begins too early",
      row({}),
      since("0.24.3", "0.24.4"),
      ["0.24.2 lacks what began it, and the row says it is affected"],
    ],
    ["what cannot be had says nothing", row({}), (): undefined => undefined, []],
    ["a tag that is left out is not affected", row({ except: ["0.24.3"] }), since("0.24.2", "0.24.3"), []],
  ])("%s", (_, one, holds, said) => {
    expect(differences(one, releases, holds)).toEqual(said);
  });
});

test("a build after the last release that has it belongs to that release", () => {
  const unfixed = () => false;
  const said = differences(row({ how: known("fix NanoNNG@bbbbbbb") }), ["0.24.3", "0.24.3-5"], unfixed);
  expect(said).toEqual([]);
});

test("a release beside the line that began it need not have the fix", () => {
  const holds: Holds = (release) => release === "0.24.2";
  const one = row({ until: "0.24.2", how: known("introduced by nanomq@aaaaaaa; fix NanoNNG@bbbbbbb") });
  expect(differences(one, ["0.24.3"], holds)).toEqual([]);
});
