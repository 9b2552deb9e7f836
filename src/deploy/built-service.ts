/** Services of compose that are built: what the Dockerfile puts into the image, and what the service says over it. */

import { toHostSpan } from "../text/embedded.ts";
import type { Span } from "../text/source.ts";
import type { ComposeFields } from "./compose-fields.ts";
import { type ComposeFiles, fromFolder } from "./compose-files.ts";
import type { Container, Mount } from "./container.ts";
import type { DeploymentOptions } from "./deployment.ts";
import { dockerfileContainer } from "./dockerfile.ts";
import { embedScalar } from "./embed-scalar.ts";

function joined(folder: string, path: string): string {
  const bare = folder.replace(/^\.\/|^\.$|\/$/g, "");
  return bare === "" ? path : `${bare}/${path.replace(/^\.\//, "")}`;
}

/** A Dockerfile that stands in the compose file: what it says is said there. */
function inlineContainer(fields: ComposeFields, sourceOf: ComposeFiles["sourceOf"]): Container | undefined {
  const node = fields.at("build", "dockerfile_inline");
  const host = node && sourceOf(node.span.file);
  if (node?.kind !== "scalar" || host === undefined) return undefined;
  const text = embedScalar(host, node, `${host.file}#build/Dockerfile`);
  const built = dockerfileContainer(text.source);
  if (built === undefined) return undefined;
  const home = <T extends { readonly span: Span }>(one: T): T => ({
    ...one,
    span: toHostSpan(text, one.span),
  });
  const { image, words, user, workdir, environment, mounts, probes } = built;
  return {
    ...home(built),
    image: image && home(image),
    words: words?.map(home),
    user: user && home(user),
    workdir: workdir && home(workdir),
    environment: environment.map(home),
    mounts: mounts.map(home),
    probes: probes.map(home),
  };
}

/** The container that the image of this service comes to; undefined where it is not built, or nobody can look. */
export function builtContainer(
  fields: ComposeFields,
  fileAt: DeploymentOptions["fileAt"],
  sourceOf: ComposeFiles["sourceOf"],
): Container | undefined {
  const build = fields.find("build");
  if (build === undefined) return undefined;
  const found = build.node.kind === "map" ? fields.find("build", "context") : build;
  const written = fields.resolved(found?.node) ?? ".";
  const context = fromFolder(found?.folder ?? build.folder, written);
  const name = fields.resolved(fields.at("build", "dockerfile")) ?? "Dockerfile";
  const source = fileAt?.(joined(context, name));
  const inline = inlineContainer(fields, sourceOf);
  const built = inline ?? (source === undefined ? undefined : dockerfileContainer(source));
  const folder = context.replace(/^\.?\/?$/, "");
  const inContext = (mount: Mount): Mount => ({ ...mount, source: fromFolder(folder, mount.source) });
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
