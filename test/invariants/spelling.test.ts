// Invariant 1: letter case, dotted or braced, quoted, other order, in an include: same settings, same findings.
import { describe, expect, test } from "vitest";
import { expectRatchet } from "./ratchet.ts";
import { respelt, type Spelling, spellingNames } from "./respell.ts";
import {
  difference,
  isMistyped,
  isSampled,
  loadedOf,
  runsTheSame,
  saidAbout,
  startedConfs,
  subjects,
} from "./subject.ts";

/** Two confs come to two sections of one name in two cases, of which NanoMQ reads one: what it says is its default. */
const pinned: Readonly<Record<Spelling, number>> = {
  "upper case": 1,
  "quoted keys": 0,
  dotted: 0,
  braced: 0,
  "sections the other way round": 0,
  "in an include": 0,
};

/** Every conf in upper case, which is what breaks; of the other spellings one in three, to save time. */
function sampled<T extends { readonly name: string }>(all: readonly T[], spelling: Spelling): readonly T[] {
  return spelling === "upper case" ? all : all.filter((one) => isSampled(one, 3));
}

describe("spelt otherwise, the same settings get the same findings", async () => {
  const started = startedConfs().filter((one) => isSampled(one, 5));
  const readable = [...(await subjects()), ...started].filter(({ input }) => !isMistyped(input));
  const known = readable.map(({ name, input }) => ({
    name,
    input,
    loaded: loadedOf(input),
    said: saidAbout(input),
  }));

  test.each(spellingNames)("%s", (spelling) => {
    const breaks: string[] = [];
    let compared = 0;
    const sample = sampled(known, spelling);
    for (const { name, input, loaded, said } of sample) {
      const conf = respelt(input, spelling);
      // What NanoMQ itself reads otherwise may be told otherwise.
      if (conf === undefined || !runsTheSame(loaded, loadedOf({ ...input, conf }))) continue;
      compared += 1;
      const differs = difference(said, saidAbout({ ...input, conf }));
      if (differs !== "") breaks.push(`${name}: ${differs}`);
    }
    expect(compared).toBeGreaterThan(sample.length * 0.8);
    expectRatchet(breaks, pinned[spelling]);
  });
});
