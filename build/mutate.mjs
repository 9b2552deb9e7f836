// npm run mutate -- --seed S --count N --kind K --survivors --format json
import { parseArgs } from "node:util";
import { loadTypescript } from "./load-typescript.mjs";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "2400" },
    kind: { type: "string" },
    survivors: { type: "boolean", default: false },
    format: { type: "string", default: "text" },
  },
});
const { mutate, scoreText } = await loadTypescript("mutate.ts");
const score = await mutate({ seed: Number(values.seed), count: Number(values.count), kind: values.kind });
console.log(values.format === "json" ? JSON.stringify(score, null, 2) : scoreText(score, values.survivors));
