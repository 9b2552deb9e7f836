import { type Source, textOf } from "../text/source.ts";
import { readCompose } from "./compose.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { detectInput, type InputKind, imageNamedIn } from "./detect.ts";
import { readDockerfile } from "./dockerfile.ts";
import { readValues } from "./helm-values.ts";
import { readKubernetes } from "./kubernetes.ts";
import { readKustomization } from "./kustomize.ts";
import { problem } from "./problem.ts";
import { readQuadlet } from "./quadlet.ts";
import { readScript } from "./script.ts";
import { readUnit } from "./unit-file.ts";
import { readYaml } from "./yaml-file.ts";

/** A file that is no YAML, or a template of one: nobody can say what it starts. */
function unreadable(source: Source): DeploymentReading | undefined {
  const { problems } = readYaml(source);
  return problems.length === 0 ? undefined : { source, deployments: [], confs: [], problems };
}

function readKind(
  kind: InputKind,
  source: Source,
  options: DeploymentOptions,
): DeploymentReading | undefined {
  switch (kind) {
    case "compose":
      return readCompose(source, options);
    case "kubernetes":
      return readKubernetes(source, options);
    case "dockerfile":
      return readDockerfile(source, options);
    case "systemd-unit":
      return readUnit(source, options);
    case "quadlet":
      return readQuadlet(source, options);
    case "script":
      return readScript(source, options);
    case "helm-values":
      return readValues(source);
    case "kustomization":
      return readKustomization(source, options);
    case "helm-chart":
    case "snapcraft":
    case "uci":
    case "env-file":
      return unbuilt(kind, source);
    case "nanomq-conf":
    case "nanomq-include":
    case "legacy-conf":
    case "gateway-conf":
    case "nanotune-toml":
    case "other":
      return unreadable(source);
    case "foreign":
      return undefined;
  }
}

/** What other programs make a deployment of: recognised, and said. */
function unbuilt(kind: "helm-chart" | "snapcraft" | "uci" | "env-file", source: Source): DeploymentReading {
  const at = { file: source.file, start: 0, end: 0 };
  return {
    source,
    deployments: [],
    confs: [],
    problems: [problem(`${kind}-unread`, at, { file: source.file })],
  };
}

/** Longest file of lines that is read, in bytes: nobody writes a longer Dockerfile, and programs that hide in scripts are longer. */
const MOST_LINES_BYTES = 1024 * 1024;
const OF_LINES: ReadonlySet<InputKind> = new Set<InputKind>([
  "dockerfile",
  "systemd-unit",
  "quadlet",
  "script",
]);

/** What names an image of NanoMQ in a form that is not read here: said, since it does start one. */
function foreign(source: Source): DeploymentReading | undefined {
  const image = imageNamedIn(textOf(source, 0, source.bytes.length));
  if (image === undefined) return undefined;
  const at = { file: source.file, start: 0, end: 0 };
  const said = problem("deployment-unread", at, { file: source.file, image });
  return { source, deployments: [], confs: [], problems: [said] };
}

function isTooLong(kind: InputKind, { bytes }: Source): boolean {
  return OF_LINES.has(kind) && bytes.length > MOST_LINES_BYTES;
}

function tooLong(source: Source): DeploymentReading {
  const at = { file: source.file, start: 0, end: 0 };
  const said = problem("yaml-too-large", at, { limit: MOST_LINES_BYTES });
  return { source, deployments: [], confs: [], problems: [said] };
}

/**
 * Reads a compose file, Kubernetes manifests, a Dockerfile, a systemd unit or a script; undefined for a file that has no
 * NanoMQ in it.
 */
export function readDeployment(source: Source, options: DeploymentOptions): DeploymentReading | undefined {
  const { kind } = detectInput(source.file, textOf(source, 0, source.bytes.length));
  const reading = isTooLong(kind, source) ? tooLong(source) : readKind(kind, source, options);
  const { deployments = [], confs = [], problems = [] } = reading ?? {};
  return deployments.length + confs.length + problems.length === 0 ? foreign(source) : reading;
}
