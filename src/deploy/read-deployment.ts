import { type Source, textOf } from "../text/source.ts";
import { readCompose } from "./compose.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { detectInput } from "./detect.ts";
import { readEnvFile } from "./env-file.ts";
import { readKubernetes } from "./kubernetes.ts";
import { readYaml } from "./yaml-file.ts";

/** Values for `${NAME}`: those of `.env` beside the compose file; undefined where there is none. */
function dotEnv(fileAt: DeploymentOptions["fileAt"]): DeploymentOptions["variables"] {
  const source = fileAt?.(".env");
  if (source === undefined) return undefined;
  const set = readEnvFile(source, "compose").flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(set);
}

/** A file that is no YAML, or a template of one: nobody can say what it starts. */
function unreadable(source: Source): DeploymentReading | undefined {
  const { problems } = readYaml(source);
  return problems.length === 0 ? undefined : { source, deployments: [], confs: [], problems };
}

/** Reads a compose file or Kubernetes manifests; undefined for a file that has no NanoMQ in it. */
export function readDeployment(source: Source, options: DeploymentOptions): DeploymentReading | undefined {
  const { kind } = detectInput(source.file, textOf(source, 0, source.bytes.length));
  if (kind !== "compose" && kind !== "kubernetes") return unreadable(source);
  const variables = options.variables ?? dotEnv(options.fileAt);
  const reading =
    kind === "compose" ? readCompose(source, { ...options, variables }) : readKubernetes(source, options);
  const { deployments, confs, problems } = reading;
  return deployments.length + confs.length + problems.length === 0 ? undefined : reading;
}
