import { readFileSync } from "node:fs";
import { parse } from "toml";
import { expect, test } from "vitest";
import { guardParameters } from "../../../src/advise/search/guards.ts";

test.each([
  ["retry-interval-too-coarse", { ratio: guardParameters.ratio }],
  ["retry-interval-very-long", { longest: guardParameters.longestS }],
  ["retry-interval-costly", { connections: guardParameters.manyConnections }],
  ["multiplier-thousand-scale", { largest: guardParameters.largestMultiplier }],
])("timing/%s has the parameters that the advisor keeps to", (name, params) => {
  const path = new URL(`../../../rules/timing/${name}.toml`, import.meta.url);
  expect(parse(readFileSync(path, "utf8"))).toMatchObject({ params });
});
