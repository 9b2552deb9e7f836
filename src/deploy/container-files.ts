// What a container of a deployment file finds where it looks: texts inside that file, and what is mounted from beside it.
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Home } from "../start/start.ts";
import type { ConfInput } from "../text/conf/read-conf.ts";
import { normalizedName } from "../text/conf/splice.ts";
import { type ReadFile, withIncludes } from "../text/conf/with-includes.ts";
import { type EmbeddedText, toHostSpan } from "../text/embedded.ts";
import { readablePaths } from "./conf-path.ts";
import type { Deployment, InlineConf } from "./deployment.ts";
import { hostPath } from "./mounts.ts";

/** Where a path of the deployment file is, `folder` being that of the file. */
export function besideFile(folder: string, path: string): string {
  return path.startsWith("/") ? path : normalizedName(folder === "" ? path : `${folder}/${path}`);
}

/** Files by the names that the container has for them. */
function filesOf({ confs, mounts }: Deployment, folder: string, read: ReadFile): ReadFile {
  return (name) => {
    const inline = confs.find(({ at }) => at === name);
    if (inline !== undefined) return inline.text.source.bytes;
    const host = hostPath(mounts, name);
    return host === undefined ? undefined : read(besideFile(folder, host));
  };
}

/** The conf that this container reads, with its includes; undefined where these files do not tell its text. */
export function confOf(
  deployment: Deployment,
  nanomq: NanomqVersion,
  folder: string,
  read: ReadFile,
): ConfInput | undefined {
  const { confs, mounts, conf, image } = deployment;
  const inside = filesOf(deployment, folder, read);
  // What is mounted from a path of another machine, or stands in the image, nobody here can see.
  const isSeen = (name: string) => hostPath(mounts, name)?.startsWith("/") === false;
  for (const path of readablePaths(conf, nanomq, image?.value.variant)) {
    const inline = confs.find(({ at }) => at === path);
    const file = inline?.text.source.file ?? besideFile(folder, hostPath(mounts, path) ?? path);
    const text = inside(path);
    if (text !== undefined) return withIncludes({ file, text, isSeen }, inside);
  }
  return undefined;
}

/** Texts that stand in the deployment file, by the names that findings have for them. */
export function textsOf(confs: readonly InlineConf[]): ReadonlyMap<string, EmbeddedText> {
  return new Map(
    confs.flatMap(({ at, text }) => [
      [text.source.file, text] as const,
      ...(at === undefined ? [] : [[at, text] as const]),
    ]),
  );
}

/** Leads from those texts to their place in the deployment file. */
export function homeIn(texts: ReadonlyMap<string, EmbeddedText>): Home {
  return (span) => {
    const text = texts.get(span.file);
    return text === undefined ? span : toHostSpan(text, span);
  };
}
