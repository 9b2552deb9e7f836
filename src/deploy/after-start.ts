/** What is to say about a container once it is known what its broker runs with. */

import type { NamedFile } from "../start/files/named-files.ts";
import type { Run } from "../start/run.ts";
import type { SetOrigin } from "../start/value.ts";
import type { Probe } from "./container.ts";
import { isVolatile } from "./container-host.ts";
import type { Deployment } from "./deployment.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

/** Variables that do nothing, since something else makes the same setting and wins. */
function overruledVariables(
  { environment, read }: Deployment,
  { loaded }: Run,
): readonly DeploymentProblem[] {
  return [...loaded.beaten].flatMap(([path, loser]): readonly DeploymentProblem[] => {
    const winner = loaded.origins.get(path);
    if (loser.kind !== "environment" || winner === undefined) return [];
    const { variable: name } = loser;
    const variable = environment.findLast((one) => one.name === name);
    if (variable === undefined) return [];
    if (winner.kind === "file" && read.stands.kind === "image")
      return [problem("env-overruled-by-image", variable.span, { name, path, read: read.path ?? "" })];
    return [problem("env-overruled", variable.span, { name, path, by: nameOf(winner) })];
  });
}

function nameOf(winner: SetOrigin): string {
  switch (winner.kind) {
    case "file":
      return winner.span.file;
    case "environment":
      return winner.variable;
    case "flag":
      return winner.flag;
  }
}

/** The port that a probe asks: its own, or that of an `nc`. */
function askedPort({ how, port, command }: Probe): number | undefined {
  if (how !== "exec") return port;
  const words = command.flatMap((word) => word.split(/\s+/));
  const nc = words.findIndex((word) => /(?:^|\/)nc$/.test(word));
  const number = nc === -1 ? undefined : words.slice(nc + 1).find((word) => /^\d{2,5}$/.test(word));
  return number === undefined ? undefined : Number(number);
}

function closedPorts({ probes }: Deployment, { steps, outcome }: Run): readonly DeploymentProblem[] {
  if (outcome !== "runs") return [];
  const open = new Set(steps.flatMap(({ opens }) => (opens === undefined ? [] : [opens.port])));
  return probes.flatMap((probe) => {
    const port = askedPort(probe);
    return port === undefined || open.has(port) ? [] : [problem("probe-port-closed", probe.span, { port })];
  });
}

/** @param files that the settings name */
export function startProblems(
  deployment: Deployment,
  run: Run,
  files: readonly NamedFile[],
): readonly DeploymentProblem[] {
  const lost = files.filter(({ span }) => span !== undefined).filter((file) => isVolatile(deployment, file));
  return [
    ...overruledVariables(deployment, run),
    ...closedPorts(deployment, run),
    ...lost.flatMap(({ path, key, span }) =>
      span === undefined ? [] : [problem("database-volatile", span, { path, key })],
    ),
  ];
}
