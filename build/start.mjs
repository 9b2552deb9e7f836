// npm run bench -- start: what a lint of one file costs against `node -e 0` in the same rounds, on every line of Node that is here.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadTypescript, root } from "./load-typescript.mjs";

const ROUNDS = 25;
const cli = join(root, "dist", "cli.cjs");
const usage = join(root, "build", "scale", "usage.cjs");
const gateway = join("fixtures", "gateway");
const plain = [
  cli,
  "lint",
  join(gateway, "nanomq.conf"),
  ...["--no-config", "--nanomq", "0.22.10", "--keepalive", "5s"],
];
const withFacts = [cli, "lint", join(gateway, "nanomq.conf"), "--config", join(gateway, "nanotune.toml")];
const BASE = ["-e", "0"];
/** It makes every start of Node dearer, and the ratios smaller than they are for most. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;
const IN_CI = { NODE_OPTIONS: "--max-old-space-size=4096" };

/** What is to hold, by line of Node, against `node -e 0`. */
const most = new Map([
  ["20", { warm: 1.4 }],
  ["22", { warm: 1.9 }],
  ["24", { warm: 2.3 }],
]);
const MOST_FIRST = 3.5;
const MOST_MORE_WITH_FACTS = 0.08;
const MOST_MEMORY = 1.22;

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * CPU milliseconds of one Node process, user and system together, as the shell saw them.
 * @param {string} node
 * @param {string[]} args
 * @param {Readonly<Record<string, string>>} env
 */
function cpuMs(node, args, env) {
  const { stdout } = spawnSync("bash", ["-c", '"$0" "$@" > /dev/null 2>&1; times', node, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...environment, ...env },
  });
  const times = [...(stdout.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}

/**
 * @param {string} node
 * @param {string[]} args
 * @param {Readonly<Record<string, string>>} env
 */
function peakMib(node, args, env) {
  const { output } = spawnSync(node, ["--require", usage, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...environment, ...env },
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return JSON.parse(output[3] || '{ "peakMib": null }').peakMib ?? Number.NaN;
}

/**
 * @param {string} label
 * @param {number} ratio
 * @param {number | undefined} limit
 */
function line(label, ratio, limit) {
  const judged = limit === undefined ? "" : ` (at most ${limit.toFixed(2)})`;
  return `${label.padEnd(48)} ${ratio.toFixed(2)} x${judged}`;
}

/**
 * What nanotune said before is forgotten: it lints, with the code it keeps.
 * @param {string} cache
 */
function forgetAnswers(cache) {
  const folder = join(cache, "nanotune");
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.startsWith("answer-")) rmSync(join(folder, name));
}

/** @param {string} node */
function figures(node) {
  const version = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout.trim();
  const folder = mkdtempSync(join(tmpdir(), "nanotune-bench-"));
  const [warm, changed, fresh] = [join(folder, "warm"), join(folder, "changed"), join(folder, "fresh")];
  const lint = (/** @type {string} */ cache, args = plain, env = {}) =>
    cpuMs(node, args, { XDG_CACHE_HOME: cache, ...env });
  /** @type {Record<"again" | "facts" | "inCi" | "changed" | "first", number[]>} */
  const ratios = { again: [], facts: [], inCi: [], changed: [], first: [] };
  try {
    for (let round = -2; round < ROUNDS; round += 1) {
      const base = cpuMs(node, BASE, {});
      forgetAnswers(changed);
      rmSync(fresh, { recursive: true, force: true });
      const all = {
        again: lint(warm) / base,
        facts: lint(warm, withFacts) / base,
        inCi: lint(warm, plain, IN_CI) / cpuMs(node, BASE, IN_CI),
        changed: lint(changed) / base,
        first: lint(fresh) / base,
      };
      if (round < 0) continue;
      ratios.again.push(all.again);
      ratios.facts.push(all.facts);
      ratios.inCi.push(all.inCi);
      ratios.changed.push(all.changed);
      ratios.first.push(all.first);
    }
    const memory = (/** @type {string} */ cache) => {
      const peaks = [1, 2, 3].map(() => {
        forgetAnswers(changed);
        return peakMib(node, plain, { XDG_CACHE_HOME: cache }) / peakMib(node, BASE, {});
      });
      return median(peaks);
    };
    const limit = most.get(version.split(".")[0] ?? "")?.warm;
    const again = median(ratios.again);
    return [
      `Node ${version}, against \`node -e 0\`:`,
      line("  the same lint again", again, limit),
      line("    with nanotune.toml", median(ratios.facts), limit && again + MOST_MORE_WITH_FACTS),
      line(`    with NODE_OPTIONS=${IN_CI.NODE_OPTIONS}`, median(ratios.inCi), limit),
      line("    peak memory", memory(warm), MOST_MEMORY),
      line("  lint of a conf that changed", median(ratios.changed), undefined),
      line("    peak memory", memory(changed), undefined),
      line("  first run on a machine", median(ratios.first), MOST_FIRST),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Figures of this Node, and of the newest of each other line that `npm run nodes` fetched. */
export async function start() {
  const { programOf, supportedNodes } = await loadTypescript("nodes.ts");
  const others = ["20", "22", "24"].flatMap((major) => {
    const newest = supportedNodes.findLast(
      (/** @type {{ version: string, arch: string }} */ { version, arch }) =>
        arch === process.arch && version.startsWith(`${major}.`),
    );
    const program = newest && programOf(root, newest);
    const isThis = process.versions.node.startsWith(`${major}.`);
    return isThis || program === undefined || !existsSync(program) ? [] : [program];
  });
  for (const node of [process.execPath, ...others]) for (const text of figures(node)) console.log(text);
}
