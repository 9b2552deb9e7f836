import { describe, expect, test } from "vitest";
import { fieldCases, findingsOf, hits } from "./field-cases.ts";

/** What only a look at the host's files can tell; `lint` reads confs. */
const aboutTheHost = new Set(["NMQ-LOG-005", "NMQ-TLS-002"]);
const aboutTheConf = fieldCases.filter(({ id }) => !aboutTheHost.has(id));

describe("problems that users had", () => {
  test.each(aboutTheConf.map((one) => [one.id, one.title, one] as const))("%s %s", (_id, _title, one) => {
    const found = hits(one, findingsOf(one, "bad")).map(({ rule }) => rule);
    const left = new Set(findingsOf(one, "good").map(({ rule }) => rule));
    expect(found).not.toEqual([]);
    expect(found.filter((rule) => !left.has(rule))).not.toEqual([]);
  });

  test("those that no conf shows are not claimed", () => {
    const host = fieldCases.filter(({ id }) => aboutTheHost.has(id));
    expect(host.flatMap((one) => hits(one, findingsOf(one, "bad")))).toEqual([]);
  });
});
