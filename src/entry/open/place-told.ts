// What a deployment file tells of the facts that nanotune.toml may hold: one container, as its conf is to be judged.

import { noFacts } from "../../facts/facts.ts";
import { factsOfDeployment } from "../../lint/deployment-facts.ts";
import type { TemplatePlace } from "../../report/conf/facts-template.ts";
import { isSecretName } from "../../start/secret-name.ts";
import type { Arguments } from "../cli/arguments.ts";
import type { Session } from "../cli/session.ts";
import { oneContainer } from "./deployment.ts";
import { openProject } from "./project.ts";

export interface PlaceTold {
  readonly place: TemplatePlace;
  /** Undefined where the image tells none. */
  readonly nanomq: string | undefined;
  /** Names of variables that are not told since they hold secrets. */
  readonly secret: readonly string[];
}

/** @throws UsageError where no container, or more than one, could be meant */
export async function placeToldBy(
  path: string,
  bytes: Uint8Array,
  args: Arguments,
  session: Session,
): Promise<PlaceTold> {
  const project = await openProject(args, path, session);
  const deployment = oneContainer(path, bytes, { project, args, session });
  const { image, host, deployment: told } = factsOfDeployment(deployment, noFacts);
  const known = deployment.environment.filter(({ value }) => value !== undefined);
  const secret = known.flatMap(({ name }) => (isSecretName(name) ? [name] : []));
  const env = Object.fromEntries(
    known.flatMap(({ name, value = "" }) => (isSecretName(name) ? [] : [[name, value] as const])),
  );
  const own = Object.keys(env).length === 0 ? told : { ...told, env };
  return {
    place: { image, host, deployment: own },
    nanomq: deployment.version?.asked,
    secret: [...new Set(secret)],
  };
}
