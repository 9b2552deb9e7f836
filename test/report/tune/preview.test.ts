import { describe, expect, test } from "vitest";
import { advise } from "../../../src/advise/search/advise.ts";
import { multiplierMap } from "../../../src/advise/search/feasibility-map.ts";
import type { View } from "../../../src/report/output/view.ts";
import { widthOf } from "../../../src/report/text-layout.ts";
import { candidateTable } from "../../../src/report/tune/advice.ts";
import { reasonLines } from "../../../src/report/tune/advice-reasons.ts";
import { drawMap } from "../../../src/report/tune/feasibility.ts";
import { previewLines } from "../../../src/report/tune/preview.ts";
import { networks } from "../../../src/timing/network.ts";
import { client, question } from "../../advise/search/input.ts";

const views: Readonly<Record<string, View>> = {
  "76 columns": { columns: 76, unicode: true, paint: (_role, text) => text },
  "56 columns, ASCII": { columns: 56, unicode: false, paint: (_role, text) => text },
};

const asked = {
  nothing: question([client(5)], {}),
  met: question([client(60)], { detectWithinMs: 120_000 }),
  change: question([client(5), client(60, { network: networks.mobile })], { detectWithinMs: 90_000 }),
  infeasible: question([client(5)], { detectWithinMs: 6000 }),
} as const;

describe.each(Object.entries(views))("%s", (size, view) => {
  describe.each(["en", "zh"] as const)("%s", (language) => {
    test.each(Object.entries(asked))("%s", async (name, input) => {
      const advice = advise(input);
      const marked = advice.outcome === "change" ? [advice.after.settings] : [];
      const blocks = [
        previewLines(advice, view, language),
        candidateTable(advice, view, language),
        drawMap(multiplierMap(input, [input.current, ...marked]), view, language),
        reasonLines(advice, input, view, language),
      ];
      const text = `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
      for (const line of text.split("\n"))
        expect([widthOf(line) <= view.columns, line]).toEqual([true, line]);
      const file = `${name}-${language}-${size.slice(0, 2)}.txt`;
      await expect(text).toMatchFileSnapshot(`../../../fixtures/tuning/preview/${file}`);
    });
  });
});
