// `npm run ranges -- --nanomq FOLDER --nanonng FOLDER`: holds the ranges of releases/defects.toml against checkouts of the sources.
import { parseArgs } from "node:util";
import { loadTypescript, root } from "./load-typescript.mjs";

const { values } = parseArgs({ options: { nanomq: { type: "string" }, nanonng: { type: "string" } } });
if (values.nanomq === undefined || values.nanonng === undefined) {
  console.error(
    "npm run ranges -- --nanomq FOLDER --nanonng FOLDER (checkouts or bare repositories, read with git alone)",
  );
  process.exit(2);
}
const { compareRanges, readTables } = await loadTypescript("ranges.ts");
const { lines, faults } = await compareRanges(await readTables(root), values);
console.log(lines.join("\n"));
process.exitCode = faults === 0 ? 0 : 1;
