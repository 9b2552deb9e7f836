// `npm run bench`: ratios against a reference in the same run, so that they hold on any machine. Not a test.
import { loadTypescript } from "./load-typescript.mjs";
import { scale } from "./scale.mjs";
import { start } from "./start.mjs";
import { throughput } from "./throughput.mjs";

const [part, ...rest] = process.argv.slice(2);
if (part === "editor") {
  const { editor } = await loadTypescript("editor.ts");
  for (const line of await editor(...rest)) console.log(line);
  process.exit(0);
}
if (part === "scale") process.exit((await scale(rest)) === 0 ? 0 : 1);
if (part !== "throughput") await start();
if (part === "start") process.exit(0);
throughput();
if (part === "throughput") process.exit(0);
const { advice, parsing, events, outages, replays } = await loadTypescript("bench.ts");
for (const line of [...parsing(), ...events(), ...replays(), ...outages(), ...advice()]) console.log(line);
