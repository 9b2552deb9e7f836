// npm run bench -- scale [shape ...] [--sizes 0.1,1,10] [--command "show"]: what grows with a conf, and how.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadTypescript, root } from "./load-typescript.mjs";

const MB = 1_000_000;
/** What an input of so many MB may take. */
const budgets = new Map([
  [1, { cpuS: 2, peakMib: 300 }],
  [10, { cpuS: 12, peakMib: 1024 }],
]);
/** Ten times the bytes may take so many times the CPU. */
const MOST_GROWTH = 12;
const TIMEOUT_S = 120;

const cli = join(root, "dist", "cli.cjs");
const preload = join(root, "build", "scale", "usage.cjs");

/**
 * @typedef {{ cpuMs: number, peakMib: number, status: number | null }} Usage
 * @param {string[]} script
 * @param {string} cwd
 * @returns {Usage}
 */
function usageOf(script, cwd) {
  const { output, status } = spawnSync(process.execPath, ["--require", preload, ...script], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    timeout: TIMEOUT_S * 1000,
  });
  const told = output[3] ?? "";
  const { cpuMs, peakMib } = told === "" ? { cpuMs: Number.NaN, peakMib: Number.NaN } : JSON.parse(told);
  return { cpuMs, peakMib, status };
}

/**
 * @param {readonly (readonly [string, string])[]} input
 * @param {string[]} command
 */
function measured(input, command) {
  const folder = mkdtempSync(join(tmpdir(), "nanotune-scale-"));
  try {
    for (const [name, text] of input) {
      mkdirSync(join(folder, name, ".."), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const [[main] = ["nanomq.conf"]] = input;
    return usageOf([cli, ...command, main], folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Usage} usage
 * @param {number} size
 */
function shown({ cpuMs, peakMib, status }, size) {
  const budget = budgets.get(size);
  const ended = status !== 0 && status !== 1 && status !== 2;
  const over = budget !== undefined && !(cpuMs <= budget.cpuS * 1000 && peakMib <= budget.peakMib);
  return `${(cpuMs / 1000).toFixed(2).padStart(7)} s ${peakMib.toFixed(0).padStart(5)} MiB${over || ended ? " !" : "  "}`;
}

/** @param {string[]} argv */
export async function scale(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      sizes: { type: "string", default: "0.1,1" },
      command: { type: "string", default: "lint --no-config --max-file-size 64MiB" },
    },
  });
  const sizes = values.sizes.split(",").map(Number);
  const command = values.command.split(" ");
  const { shapes } = await loadTypescript("scale/shapes.ts");
  const empty = usageOf(["-e", "0"], root);
  console.log(`${command.join(" ")}; node -e 0 takes ${shown(empty, 0).trim()}; "!" is over budget`);
  console.log(`${"".padEnd(24)}${sizes.map((size) => `${size} MB`.padStart(19)).join("")}   growth`);
  let failed = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const usages = sizes.map((size) => measured(shape(size * MB), command));
    const growth = usages
      .slice(1)
      .map((usage, at) => (usage.cpuMs - empty.cpuMs) / ((usages[at]?.cpuMs ?? 0) - empty.cpuMs));
    const lines = usages.map((usage, at) => shown(usage, sizes[at] ?? 0));
    const steep = growth.some((one) => !(one <= MOST_GROWTH));
    if (steep || lines.some((line) => line.includes("!"))) failed += 1;
    console.log(
      `${name.padEnd(24)}${lines.join("")}   ${growth.map((one) => one.toFixed(1)).join(", ")}${steep ? " !" : ""}`,
    );
  }
  return failed;
}
