// Invariant 11: the pure part bundles for a browser, needs nothing of Node, and finds the same there.
import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import type * as Entry from "./browser-entry.ts";
import { expectRatchet } from "./ratchet.ts";
import { isSampled, lintConf, subjects } from "./subject.ts";

/** One script in which nothing of Node can be imported; what is, is an error of the build. */
async function bundled(): Promise<string> {
  const { outputFiles, errors } = await build({
    entryPoints: [new URL("./browser-entry.ts", import.meta.url).pathname],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "nanotune",
    target: "es2023",
    logLevel: "silent",
  });
  expect(errors).toEqual([]);
  return outputFiles[0]?.text ?? "";
}

/** What a page has of it: no `process`, no `Buffer`, no `require`. */
async function inPage(): Promise<typeof Entry> {
  const script = await bundled();
  return runInNewContext(`${script}\nnanotune`, { TextEncoder, TextDecoder, btoa, crypto });
}

describe("in a browser", async () => {
  const page = await inPage();

  test("one conf of eight gets the findings that it gets here, with the same facts and fixes", async () => {
    const sample = (await subjects()).filter((one) => isSampled(one, 8));
    const breaks = sample.filter(
      ({ input }) =>
        JSON.stringify(page.lintConf(input).findings) !== JSON.stringify(lintConf(input).findings),
    );
    expect(sample.length).toBeGreaterThan(50);
    expectRatchet(
      breaks.map(({ name }) => name),
      0,
    );
  });

  test("every format is there", async () => {
    const loaded = await Promise.all(Object.values(page.reporters).map((load) => load()));
    expect(loaded.map((one) => typeof one)).toEqual(loaded.map(() => "function"));
  });
});
