import { parseVersion } from "../nanomq/version.ts";
import type { Feature } from "./facts-file.ts";

export type ImageVariant = "basic" | "slim" | "full";

export interface ImageFacts {
  readonly nanomq: string | undefined;
  readonly variant: ImageVariant;
  readonly features: readonly Feature[];
}

/** What each variant of the official image is built with (measured: FIELD report on docker images). */
const featuresOf: Readonly<Record<ImageVariant, readonly Feature[]>> = {
  basic: ["acl"],
  slim: ["acl", "tls", "sqlite"],
  full: ["acl", "tls", "sqlite", "quic", "rules", "jwt"],
};

/** Version and build of an image reference such as "emqx/nanomq:0.24.14-slim"; "latest" tells no version. */
export function imageFacts(image: string): ImageFacts {
  const tag = /:([\w][\w.-]*)(?:@.*)?$/.exec(image)?.[1] ?? "latest";
  const [, version = "", suffix = ""] = /^v?(.*?)(?:-(slim|full))?$/.exec(tag) ?? [];
  const variant: ImageVariant = suffix === "slim" || suffix === "full" ? suffix : "basic";
  return { nanomq: parseVersion(version)?.text, variant, features: featuresOf[variant] };
}
