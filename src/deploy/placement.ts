/** Where containers run, and how many of them: what that alone makes of ports and sessions. */

import type { Container } from "./deployment.ts";
import { type DeploymentProblem, problem } from "./problem.ts";

export function placeProblems({
  kind,
  hostNetwork,
  ports,
  replicas,
}: Container): readonly DeploymentProblem[] {
  const published = ports.find(({ by }) => by === "compose");
  const problems =
    kind === "docker" && hostNetwork && published !== undefined
      ? [problem("ports-on-host-network", published.span)]
      : [];
  if (replicas === undefined || replicas.value <= 1) return problems;
  return [...problems, problem("replicas-share-nothing", replicas.span, { count: replicas.value })];
}
