import { type Source, textOf } from "../source/source.ts";
import { readCompose } from "./compose.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { detectInput } from "./detect.ts";
import { readEnvFile } from "./env-file.ts";
import { readKubernetes } from "./kubernetes.ts";

/** Values for `${NAME}`: those of `.env` beside the compose file; undefined where there is none. */
function dotEnv(fileAt: DeploymentOptions["fileAt"]): DeploymentOptions["variables"] {
  const source = fileAt?.(".env");
  if (source === undefined) return undefined;
  const set = readEnvFile(source, "compose").flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(set);
}

/** Reads a compose file or Kubernetes manifests; undefined for a file that has no NanoMQ in it. */
export function readDeployment(source: Source, options: DeploymentOptions): DeploymentReading | undefined {
  const { kind } = detectInput(source.file, textOf(source, 0, source.bytes.length));
  if (kind !== "compose" && kind !== "kubernetes") return undefined;
  const variables = options.variables ?? dotEnv(options.fileAt);
  const reading =
    kind === "compose" ? readCompose(source, { ...options, variables }) : readKubernetes(source, options);
  const { deployments, confs, problems } = reading;
  return deployments.length + confs.length + problems.length === 0 ? undefined : reading;
}
