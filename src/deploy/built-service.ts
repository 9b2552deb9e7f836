/** Services of compose that are built: what the Dockerfile puts into the image, and what the service says over it. */

import type { ComposeFields } from "./compose-fields.ts";
import { fromFolder } from "./compose-files.ts";
import type { Container, DeploymentOptions, Mount } from "./deployment.ts";
import { dockerfileContainer } from "./dockerfile.ts";

function joined(folder: string, path: string): string {
  const bare = folder.replace(/^\.\/?|\/$/g, "");
  return bare === "" ? path : `${bare}/${path.replace(/^\.\//, "")}`;
}

/** The container that the image of this service comes to; undefined where it is not built, or nobody can look. */
export function builtContainer(
  fields: ComposeFields,
  fileAt: DeploymentOptions["fileAt"],
): Container | undefined {
  const build = fields.find("build");
  if (build === undefined) return undefined;
  const found = build.node.kind === "map" ? fields.find("build", "context") : build;
  const written = fields.resolved(found?.node) ?? ".";
  const context = fromFolder(found?.folder ?? build.folder, written);
  const name = fields.resolved(fields.at("build", "dockerfile")) ?? "Dockerfile";
  const source = fileAt?.(joined(context, name));
  const built = source === undefined ? undefined : dockerfileContainer(source);
  const inContext = (mount: Mount): Mount => ({ ...mount, source: `./${joined(context, mount.source)}` });
  return built === undefined ? undefined : { ...built, mounts: built.mounts.map(inContext) };
}

/** The service, where it says nothing its image. */
export function overBuilt(service: Container, built: Container | undefined): Container {
  if (built === undefined) return service;
  const names = new Set(service.environment.map(({ name }) => name));
  return {
    ...service,
    image: built.image,
    environment: [...built.environment.filter(({ name }) => !names.has(name)), ...service.environment],
    words: service.words ?? built.words,
    mounts: [...built.mounts, ...service.mounts],
    probes: service.probes.length > 0 ? service.probes : built.probes,
    user: service.user ?? built.user,
    workdir: service.workdir ?? built.workdir,
  };
}
