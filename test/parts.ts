// Real parts that some tests need: where one is missing, its tests are skipped, and the end of the run says how many.
import { spawnSync } from "node:child_process";
import { describe, type TestOptions } from "vitest";

/** Debian's packages, and a call that succeeds where one is there. */
const packages = {
  openssl: ["openssl", "version"],
  mosquitto: ["mosquitto", "-h"],
  neovim: ["nvim", "--version"],
  "groff-base": ["groff", "--version"],
  "mosquitto-clients": ["mosquitto_sub", "--help"],
  prometheus: ["promtool", "--version"],
  tmux: ["tmux", "-V"],
  patch: ["patch", "--version"],
  zsh: ["zsh", "--version"],
  fish: ["fish", "--version"],
  bash: ["bash", "--version"],
  chromium: ["chromium", "--version"],
} as const;
export type Package = keyof typeof packages;

function isInstalled(name: Package): boolean {
  const [program, ...args] = packages[name];
  return spawnSync(program, args).error === undefined;
}

/** Tests that hold only where `holds`; else each of them is skipped, for the reason that stands in its name. */
export function describeWhere(
  holds: boolean,
  reason: string,
  name: string,
  tests: () => void,
  options: TestOptions = {},
): void {
  if (holds) describe(name, options, tests);
  else describe.skip(`${name} [skipped: ${reason}]`, options, tests);
}

/** Tests that need a Debian package. */
export function describeWith(
  name: Package,
  about: string,
  tests: () => void,
  options: TestOptions = {},
): void {
  describeWhere(isInstalled(name), `apt-get install ${name}`, about, tests, options);
}

/** Beside everything else of the file: tests that wait for clocks of others. */
export const besideOthers: TestOptions = { concurrent: true, timeout: 60_000 };

/** Root may do everything, so some refusals can be seen by others only. */
export function describeUnlessRoot(about: string, tests: () => void): void {
  describeWhere(process.getuid?.() !== 0, "root is refused nothing", about, tests);
}
