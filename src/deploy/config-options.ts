/** What a deployment tells the reading of its conf. */

import type { NanomqVersion } from "../nanomq/version.ts";
import type { Deployment } from "./deployment.ts";

/** Fits the options of `readConfig`. */
export interface DeploymentConfigOptions {
  readonly nanomq: string;
  /** Variables whose value the file tells. */
  readonly env: Readonly<Record<string, string>>;
  /** Options of `nanomq start`, one word each. */
  readonly flags: readonly string[];
  /** Undefined where the image does not tell. */
  readonly features: readonly string[] | undefined;
}

/** @param fallback the version where the image names none. */
export function configOptions(deployment: Deployment, fallback: NanomqVersion): DeploymentConfigOptions {
  const { version, environment, command, image } = deployment;
  const known = environment.flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    nanomq: (version?.version ?? fallback).text,
    env: Object.fromEntries(known),
    // Where that is wanted, the one that stays goes on as without it.
    flags: command.options.filter((word) => !(deployment.forks && /^(?:-d|--daemon)$/.test(word))),
    features: image?.value.features && ["log", ...image.value.features].toSorted(),
  };
}
