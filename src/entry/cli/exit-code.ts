/** How nanotune ends; the same for every command. */
export const exitCode = {
  /** Nothing at or above `--fail-on`. */
  clean: 0,
  /** Findings at or above `--fail-on`, or differences where a command compares. */
  findings: 1,
  /** The command line, a file or nanotune.toml is not usable. */
  usage: 2,
  /** A mistake of nanotune itself. */
  internal: 3,
  /** `tune`: no settings meet the objective. */
  infeasible: 4,
  /** The wizard or a probe was left with Ctrl-C: 128 and SIGINT, as shells count. */
  left: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
