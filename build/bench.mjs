// `npm run bench`: ratios against a reference in the same run, so that they hold on any machine. Not a test.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTypescript, root } from "./load-typescript.mjs";
import { scale } from "./scale.mjs";
import { start } from "./start.mjs";

const cli = join(root, "dist", "cli.cjs");

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * CPU milliseconds of one Node process, user and system together, as the shell saw them.
 * @param {string[]} args
 */
function cpuMs(args) {
  const { stdout } = spawnSync(
    "bash",
    ["-c", '"$0" "$@" > /dev/null 2>&1; times', process.execPath, ...args],
    { encoding: "utf8" },
  );
  const times = [...(stdout.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}

const [part, ...rest] = process.argv.slice(2);
if (part === "scale") process.exit((await scale(rest)) === 0 ? 0 : 1);
await start();
if (part === "start") process.exit(0);

const folder = mkdtempSync(join(tmpdir(), "nanotune-bench-"));
try {
  const many = Array.from({ length: 500 }, (_, at) => {
    const file = join(folder, `${at}.conf`);
    writeFileSync(file, `mqtt { retry_interval = ${(at % 20) + 1}s }\n`);
    return file;
  });
  const one = median(
    Array.from({ length: 5 }, () => cpuMs([cli, "lint", many[0] ?? "", "--keepalive", "5s"])),
  );
  const all = median(
    Array.from({ length: 5 }, () => cpuMs([cli, "lint", ...many, "--keepalive", "5s", "-f", "json"])),
  );
  console.log(
    `each further small file         ${((all - one) / (many.length - 1)).toFixed(3)} ms CPU, with replay`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { advice, parsing, events, outages, replays } = await loadTypescript("bench.ts");
for (const line of [...parsing(), ...events(), ...replays(), ...outages(), ...advice()]) console.log(line);
