// npm run bench -- throughput: what each further file costs, and many files against promtool, which checks as many of its own.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./load-typescript.mjs";

const cli = join(root, "dist", "cli.cjs");
const preload = join(root, "build", "scale", "usage.cjs");
const ROUNDS = 3;
const FEW = 500;
const MANY = 10_000;
const JOBS = 4;
/** What is to hold. */
const MOST_MS = 0.15;
const MOST_TIMES_PROMTOOL = 3;
const MOST_MIB = 150;

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * CPU milliseconds of a command, user and system together, as the shell saw them, and how long it took.
 * @param {string} folder
 * @param {string[]} command
 */
function spent(folder, command) {
  const startedMs = performance.now();
  const { stdout } = spawnSync("bash", ["-c", '"$0" "$@" > /dev/null 2>&1; times', ...command], {
    cwd: folder,
    encoding: "utf8",
  });
  const wallMs = performance.now() - startedMs;
  const times = [...(stdout.trim().split("\n").at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)];
  const cpuMs = times.reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
  return { cpuMs, wallMs };
}

/** @param {string[]} args */
function lint(...args) {
  return [process.execPath, cli, "lint", "--no-config", "--keepalive", "5s", ...args];
}

/**
 * Files with a text each.
 * @param {string} folder
 * @param {number} count
 * @param {(at: number) => string} text
 * @param {string} ending
 */
function filled(folder, count, text, ending = "conf") {
  mkdirSync(folder);
  return Array.from({ length: count }, (_, at) => {
    const name = `${at}.${ending}`;
    writeFileSync(join(folder, name), text(at));
    return name;
  });
}

/** @param {boolean} holds */
const mark = (holds) => (holds ? "" : "  <- missed");

/** The peak of one process in MiB. @param {string} folder @param {string[]} files */
function peakMib(folder, files) {
  const [, ...args] = lint(...files);
  const { output } = spawnSync(process.execPath, ["--require", preload, ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  return Number(JSON.parse(output[3] ?? "{}").peakMib);
}

/** @param {string} folder */
function furtherFile(folder) {
  const gateway = readFileSync(join(root, "fixtures", "gateway", "nanomq.conf"), "utf8");
  /** @type {readonly (readonly [name: string, text: (at: number) => string, most?: number])[]} */
  const kinds = [
    ["small, 20 texts", (at) => `mqtt { retry_interval = ${(at % 20) + 1}s }\n`, MOST_MS],
    ["small, 20 timers", (at) => `mqtt { retry_interval = ${(at % 20) + 1}s } #${at}\n`, MOST_MS],
    ["small, all different", (at) => `mqtt { retry_interval = ${at + 1}s }\n`],
    [
      "gateway, all different",
      (at) => gateway.replace(/retry_interval = \d+s/, `retry_interval = ${at + 1}s`),
    ],
  ];
  for (const [at, [name, text, most = Number.POSITIVE_INFINITY]] of kinds.entries()) {
    const kind = join(folder, `kind${at}`);
    const files = filled(kind, FEW * 2, text);
    /** @param {number} count */
    const cpuMs = (count) =>
      median(Array.from({ length: ROUNDS }, () => spent(kind, lint(...files.slice(0, count))).cpuMs));
    const ms = (cpuMs(FEW * 2) - cpuMs(FEW)) / FEW;
    const limit = most === Number.POSITIVE_INFINITY ? "" : `, limit ${most}`;
    console.log(
      `each further file, ${name.padEnd(24)} ${ms.toFixed(3)} ms CPU with replay${limit}${mark(ms <= most)}`,
    );
  }
}

/** @param {string} folder */
function manyFiles(folder) {
  const confs = join(folder, "confs");
  const files = filled(confs, MANY, (at) => `mqtt { retry_interval = ${(at % 20) + 1}s }\n`);
  const others = join(folder, "promtool");
  const text = (/** @type {number} */ at) => `global:\n  scrape_interval: ${(at % 20) + 1}s\n`;
  const theirs = ["promtool", "check", "config", ...filled(others, MANY, text, "yml")];
  const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;
  for (const format of ["pretty", "json"]) {
    const runs = Array.from({ length: ROUNDS }, () => {
      const own = spent(confs, lint("--jobs", "1", "-f", format, ...files));
      return { own, other: hasPromtool ? spent(others, theirs) : undefined };
    });
    const own = median(runs.map((run) => run.own.cpuMs));
    const times = median(runs.map((run) => run.own.cpuMs / (run.other?.cpuMs ?? Number.NaN)));
    const against = hasPromtool
      ? `${times.toFixed(2)} x promtool check config, limit ${MOST_TIMES_PROMTOOL}${mark(times <= MOST_TIMES_PROMTOOL)}`
      : "promtool is not here (Debian: prometheus), so there is nothing to hold it against";
    console.log(
      `${MANY} small files, ${format.padEnd(6)}        ${(own / 1000).toFixed(2)} s CPU, ${against}`,
    );
  }
  const mib = peakMib(confs, files);
  console.log(
    `${MANY} small files, memory        ${mib.toFixed(0)} MiB at most, limit ${MOST_MIB}${mark(mib <= MOST_MIB)}`,
  );
  const [one, several] = ["1", String(JOBS)].map((jobs) => spent(confs, lint("--jobs", jobs, ...files)));
  if (one === undefined || several === undefined) return;
  console.log(
    `${MANY} small files, --jobs ${JOBS}        ${(several.wallMs / one.wallMs).toFixed(2)} x the time and ${(several.cpuMs / one.cpuMs).toFixed(2)} x the CPU of one thread`,
  );
}

/** Prints the figures of many files. */
export function throughput() {
  const folder = mkdtempSync(join(tmpdir(), "nanotune-throughput-"));
  try {
    furtherFile(folder);
    manyFiles(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
