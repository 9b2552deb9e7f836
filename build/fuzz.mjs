// npm run fuzz -- --seconds N --seed S
import { parseArgs } from "node:util";
import { loadTypescript } from "./load-typescript.mjs";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
});
const { fuzz } = await loadTypescript("fuzz.ts");
const { runs, failure } = fuzz({ seconds: Number(values.seconds), seed: Number(values.seed) });
console.log(`${runs} confs read, seed ${values.seed}`);
if (failure !== undefined) {
  console.error(failure);
  process.exitCode = 1;
}
