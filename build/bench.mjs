// `npm run bench`: ratios against a reference in the same run, so that they hold on any machine. Not a test.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTypescript, root } from "./load-typescript.mjs";
import { scale } from "./scale.mjs";

const PAIRS = 25;
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

/**
 * CPU of a command against an empty script, in turn, ratio by ratio.
 * @param {string} empty
 * @param {string[]} args
 */
function startRatio(empty, args) {
  const ratios = [];
  for (let pair = 0; pair < PAIRS + 2; pair += 1) {
    const ratio = cpuMs(args) / cpuMs([empty]);
    if (pair >= 2) ratios.push(ratio);
  }
  return median(ratios);
}

const [part, ...rest] = process.argv.slice(2);
if (part === "scale") process.exit((await scale(rest)) === 0 ? 0 : 1);

const folder = mkdtempSync(join(tmpdir(), "nanotune-bench-"));
try {
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "");
  const gateway = join(root, "fixtures", "gateway", "nanomq.conf");
  const facts = join(root, "fixtures", "gateway", "nanotune.toml");
  const plain = startRatio(empty, [
    cli,
    "lint",
    gateway,
    "--no-config",
    "--nanomq",
    "0.22.10",
    "--keepalive",
    "5s",
  ]);
  console.log(`start: lint one file            ${plain.toFixed(2)} x the CPU of an empty script`);
  const withFacts = startRatio(empty, [cli, "lint", gateway, "--config", facts]);
  console.log(`start: with nanotune.toml       ${withFacts.toFixed(2)} x`);
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
const { advice, parsing, events, replays } = await loadTypescript("bench.ts");
for (const line of [...parsing(), ...events(), ...replays(), ...advice()]) console.log(line);
