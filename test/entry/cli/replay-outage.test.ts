import { expect, test } from "vitest";
import { exitCode } from "../../../src/entry/cli/exit-code.ts";
import { run } from "./fake-io.ts";

/** A clean break of 8 s, with what happened to the connections and no results. */
const row = {
  id: "x1",
  version: "0.25.3",
  settings: { max_send_queue_len: 100 },
  scenario: { kind: "fin", outage: 8, rate: 10, qos: 1, pre: 2, post: 7, tail: 1 },
  ...{ t_start: 700, t_outage: 2750, t_back: 10_750, t_end: 19_300 },
  published: { pre: 21, out: 80, post: 70 },
  events: [
    [10, "accept", 1],
    [11, "connect", 1],
    [2751, "closed", 1, "upstream-fin"],
    [12_300, "accept", 2],
    [12_301, "connect", 2],
  ],
};
const results = { lost_n: { pre: 0, out: 0, post: 0 }, crash: null };

async function replay(rows: readonly object[], ...options: readonly string[]) {
  const text = rows.map((one) => JSON.stringify(one)).join("\n");
  const result = await run(["replay", "--trace", "outage.jsonl", ...options], {
    files: { "outage.jsonl": text },
  });
  const lines = result.out.split("\n").filter((line) => line.startsWith('{"exp"'));
  return { ...result, lines: lines.map((line): unknown => JSON.parse(line)) };
}

test("a row without results is predicted, with no verdict", async () => {
  const { lines, code, out } = await replay([row]);
  expect(code).toBe(exitCode.clean);
  expect(lines).toMatchObject([
    {
      exp: "outage",
      id: "x1",
      version: "0.25.3",
      lost_n: { pre: 0, out: 0, post: 0 },
      backlog_after_back: { n: 80 },
      crash: null,
      agrees: null,
      agrees_by: {},
    },
  ]);
  expect(out).toMatch(/outage +0\.25\.3 +- /);
});

test("a row with results agrees or differs, and says in which fields", async () => {
  const { lines, code } = await replay([
    { ...row, ...results },
    { ...row, ...results, lost_n: { pre: 0, out: 9, post: 0 } },
  ]);
  expect(lines).toMatchObject([
    { agrees: true, agrees_by: { lost_n: true, crash: true } },
    { agrees: false, agrees_by: { lost_n: false, crash: true } },
  ]);
  expect(code).toBe(exitCode.findings);
});

test("--blind gives intervals and looks at nothing but settings and scenario", async () => {
  const { id, version, settings, scenario } = row;
  const { lines, code } = await replay([{ id, version, settings, scenario }], "--blind");
  expect(code).toBe(exitCode.clean);
  expect(lines).toMatchObject([
    {
      exp: "outage-blind",
      lost_total: [0, 40],
      lost: { out: { certain: [], possible: [[21, 60]] } },
      backlog_after_back: { n: [40, 80] },
      crash: null,
    },
  ]);
});

test.each([
  [{ settings: 1 }, 'outage.jsonl: line 1: "settings" must be an object, not 1'],
  [
    { settings: { keepalive: 0 } },
    'outage.jsonl: line 1: "settings.keepalive" must be a number above 0, not 0',
  ],
  [{ scenario: { ...row.scenario, kind: "x" } }, '"scenario.kind" must be refused or fin or rst'],
  [{ published: { pre: 1, out: 1e9, post: 0 } }, "line 1: more than 1000000 messages: 1000000001"],
  [{ published: undefined }, '"published" is missing; it must be an object'],
])("garbage: %j", async (changes, message) => {
  const { err, code } = await replay([{ ...row, ...changes }]);
  expect(err).toContain(message);
  expect(code).toBe(exitCode.usage);
});
