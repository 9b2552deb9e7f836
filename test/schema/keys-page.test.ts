import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keysPage } from "../../build/generate/surface/page.ts";

// Stale? `npx vitest run test/schema/keys-page.test.ts -u` writes the page anew.
test("docs/keys.md is what the schema says", async () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL("../../schemas/nanomq.schema.json", import.meta.url), "utf8"),
  );
  await expect(keysPage(schema)).toMatchFileSnapshot("../../docs/keys.md");
});
