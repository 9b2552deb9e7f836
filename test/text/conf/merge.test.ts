import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMember, DraftObject } from "../../../src/text/conf/draft.ts";
import { mergeDuplicates } from "../../../src/text/conf/merge.ts";
import { readConf } from "../../../src/text/conf/read-conf.ts";
import { treeText } from "../../../src/text/conf/tree-json.ts";
import { version } from "./generators.ts";

const name = fc.constantFrom("a", "b", "c", "d");
const nanomq = version("0.24.14");
const { conf } = fc.letrec<{ conf: string; member: string }>((tie) => ({
  conf: fc.array(tie("member"), { minLength: 1, maxLength: 5 }).map((members) => members.join("\n")),
  member: fc.oneof(
    { depthSize: "small" },
    fc.tuple(name, fc.integer({ min: 1, max: 9 })).map(([key, value]) => `${key} = ${value}`),
    fc.tuple(name, tie("conf")).map(([key, inner]) => `${key} {\n${inner}\n}`),
    fc.tuple(name, name, tie("conf")).map(([outer, key, inner]) => `${outer}.${key} {\n${inner}\n}`),
    fc.tuple(name, tie("conf")).map(([key, inner]) => `${key} = [ {\n${inner}\n} ]`),
  ),
}));

/** Names that differ in letter case make every section move member by member, as NanoMQ has it. */
const IN_STEPS = "\nzz = 1\nZZ = 2";

test("sections that are joined at once come to what they come to member by member", () => {
  fc.assert(
    fc.property(conf, (text) => {
      const joined = readConf({ text }, nanomq);
      const moved = readConf({ text: text + IN_STEPS }, nanomq);
      if (joined.tree === undefined || moved.tree?.kind !== "object") return;
      const members = moved.tree.members.filter(({ key }) => key.toLowerCase() !== "zz");
      expect(treeText(joined.tree)).toBe(treeText({ ...moved.tree, members }));
      expect(joined.overridden).toEqual(moved.overridden);
    }),
    { numRuns: 1000 },
  );
});

describe("work grows with the conf", () => {
  const span = { file: "", start: 0, end: 0 };
  /** A section with these members. */
  function section(...members: readonly (readonly [key: string, value: DraftObject])[]): DraftObject {
    const made = new DraftObject(span);
    for (const [key, value] of members) made.append(createMember(key, span, span, value));
    return made;
  }

  function steps(count: number, make: (at: number) => DraftObject): number {
    const sections = Array.from({ length: count }, (_, at) => make(at));
    const { finished, steps: taken } = mergeDuplicates(
      section(...sections.map((one) => ["a", one] as const)),
    );
    expect(finished).toBe(true);
    return taken;
  }

  const shapes: Readonly<Record<string, (at: number) => DraftObject>> = {
    "sections that each hold something new": (at) => section(["b", section([`site${at}`, section()])]),
    "sections that hold the same": () => section(["b", section(["c", section()])]),
    "sections that grow and shrink": (at) =>
      section(...Array.from({ length: at % 7 }, (_, k) => [`m${at * (k % 2)}`, section()] as const)),
  };
  test.each(Object.entries(shapes))("%s", (_, make) => {
    expect(steps(2000, make)).toBeLessThan(2.2 * steps(1000, make));
  });
});
