import { expect, test } from "vitest";
import { drawProgress } from "../../../src/entry/cli/tune/draw-progress.ts";

function said(stepMs: number): readonly string[] {
  const lines: string[] = [];
  let nowMs = 0;
  const onDraw = drawProgress({ say: (text) => void lines.push(text), clear: () => {} }, "en", () => nowMs);
  for (let draw = 0; draw < 3; draw++) {
    nowMs += stepMs;
    onDraw();
  }
  return lines;
}

test("a bar comes after 300 ms and grows", () => {
  expect(said(200)).toEqual([
    "[###.................] networks played: 2",
    "[#####...............] networks played: 3",
  ]);
});

test("nothing shows where it is quick", () => {
  expect(said(50)).toEqual([]);
});
