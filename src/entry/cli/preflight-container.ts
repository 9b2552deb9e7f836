// A container of a deployment file, with the eyes of this host: what is mounted from here, and the ports it publishes.
import { dirname, resolve } from "node:path/posix";
import { pathInside } from "../../deploy/container-host.ts";
import type { Deployment } from "../../deploy/deployment.ts";
import { hostPath } from "../../deploy/mounts.ts";
import { filesNamedBy, lintConf } from "../../lint/lint-conf.ts";
import type { LintInput } from "../../lint/lint-input.ts";
import { lookAtFiles } from "../../live/host/look-at-files.ts";
import { userNamed } from "../../live/host/users.ts";
import { type ChosenContainer, chooseContainer } from "../open/deployment.ts";
import { brokerPlaces } from "../open/host-files.ts";
import { type DeploymentLint, lintDeploymentFile } from "../open/lint-deployment.ts";
import { rulesOf } from "../open/lint-input.ts";
import type { Project } from "../open/project.ts";
import type { Arguments } from "./arguments.ts";
import type { OnHost, Surveyed } from "./preflight-checks.ts";
import type { Session } from "./session.ts";
import { todayOf } from "./today.ts";

function publishedBy({ ports, hostNetwork }: Deployment): OnHost {
  return (listener) => {
    const { address } = listener;
    if (hostNetwork || address === undefined) return listener;
    const { port } = address;
    const by = ports.find(
      ({ target, protocol }) => protocol === "tcp" && target.from <= port && port <= target.to,
    );
    if (by?.published === undefined || by.by === "service") return undefined;
    const at = by.published.from + (by.published.to > by.published.from ? port - by.target.from : 0);
    return { ...listener, address: { host: by.hostIp ?? "0.0.0.0", port: at } };
  };
}

async function inputOf(
  { facts, version, start }: ChosenContainer,
  project: Project,
  args: Arguments,
  session: Session,
): Promise<LintInput> {
  const { conf = { text: "" }, host, environment, flags, places, features } = start(version);
  const rules = await rulesOf(project, session);
  const surroundings = { environment, flags, places, features };
  const today = todayOf(args, session);
  return { rules, conf, version, facts, host, surroundings, deploymentIsChecked: true, today };
}

/** What lint says of the whole file, for the report. */
export async function lintedFile(
  path: string,
  bytes: Uint8Array,
  project: Project,
  args: Arguments,
  session: Session,
): Promise<Pick<DeploymentLint, "findings" | "sources">> {
  const base = { rules: await rulesOf(project, session), today: todayOf(args, session) };
  return lintDeploymentFile(path, bytes, { project, args, session, base });
}

/** What a container of a deployment file comes to on this host. @throws UsageError where no container, or more than one, could be meant */
export async function surveyContainer(
  path: string,
  bytes: Uint8Array,
  project: Project,
  args: Arguments,
  session: Session,
): Promise<Omit<Surveyed, "installed" | "asked" | "brokerHere">> {
  const chosen = chooseContainer(path, bytes, { project, args, session });
  const { deployment, facts, version } = chosen;
  const input = await inputOf(chosen, project, args, session);
  const folder = dirname(path);
  const place = (named: string) => {
    const inside = pathInside(deployment, named);
    const here = inside && hostPath(deployment.mounts, inside);
    return here === undefined || /^~|\$/.test(here) ? undefined : resolve(session.io.cwd, folder, here);
  };
  const user = deployment.user?.value.split(":")[0] ?? "root";
  const hostUser = userNamed(user, "/");
  const files = filesNamedBy(input).filter((file) => place(file.path) !== undefined);
  const hostFiles = lookAtFiles(files, { place, user: hostUser });
  const looked = { ...input, hostFiles };
  const conf = input.conf.file ?? path;
  return {
    conf: `${path} (${deployment.name})`,
    confPath: deployment.read.stands.kind === "host" ? resolve(session.io.cwd, conf) : undefined,
    project: {
      ...project,
      facts,
      version: { version, asked: version.text, knowledge: "known" },
      versionAssumed: project.versionAssumed && deployment.version === undefined,
    },
    input: looked,
    lint: lintConf(looked),
    service: { container: true },
    places: brokerPlaces(args, session),
    user,
    hostUser,
    files,
    hostFiles,
    onHost: publishedBy(deployment),
  };
}
