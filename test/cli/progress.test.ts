import { expect, test } from "vitest";
import { progressBar } from "../../src/cli/tune/progress.ts";

function played(stepMs: number): string {
  let [shown, nowMs] = ["", 0];
  const write = (text: string) => {
    shown += text;
  };
  const { onDraw, end } = progressBar(write, "en", () => nowMs);
  for (let draw = 0; draw < 3; draw++) {
    nowMs += stepMs;
    onDraw();
  }
  end();
  return shown;
}

test("a bar comes after 300 ms and is gone at the end", () => {
  expect(played(200)).toContain("networks played: 2");
  expect(played(200)).not.toContain("networks played: 1");
  expect(played(200).endsWith("\r\u001B[K")).toBe(true);
});

test("nothing shows where it is quick", () => {
  expect(played(50)).toBe("");
});
