/** Where containers run: what that alone makes of their ports. */

import type { Container } from "./container.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

export function placeProblems({ kind, hostNetwork, ports }: Container): readonly DeploymentProblem[] {
  const published = ports.find(({ by }) => by === "compose");
  return kind === "docker" && hostNetwork && published !== undefined
    ? [problem("ports-on-host-network", published.span)]
    : [];
}
