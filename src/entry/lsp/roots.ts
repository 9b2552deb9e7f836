// Which files are to be checked for one that is open: itself, or the conf that includes it.
import { basename, dirname, isAbsolute, join } from "node:path/posix";
import { besideFile } from "../../deploy/container-files.ts";
import { detectInput } from "../../deploy/detect.ts";
import { hostPath } from "../../deploy/mounts.ts";
import { readDeployment } from "../../deploy/read-deployment.ts";
import { newestRelease, resolveVersion } from "../../nanomq/releases.ts";
import type { ConfInput } from "../../text/conf/conf-input.ts";
import { withIncludes } from "../../text/conf/with-includes.ts";
import { createSource } from "../../text/source.ts";
import type { Session } from "../cli/session.ts";
import { isDeploymentPath } from "../open/lint-input.ts";

export const FACTS_FILE = "nanotune.toml";

/** Folders above an included file that are searched for the conf that includes it. */
const MOST_LEVELS = 3;
/** Confs of one folder that are looked into. */
const MOST_CONFS = 40;

const decoder = new TextDecoder();

function bytesAt({ io, fileLimitBytes }: Session, path: string): Uint8Array | undefined {
  const result = io.readFile(path, fileLimitBytes);
  return result.ok ? result.bytes : undefined;
}

function kindAt(session: Session, path: string): ReturnType<typeof detectInput>["kind"] {
  const bytes = bytesAt(session, path);
  return bytes === undefined ? "other" : detectInput(path, decoder.decode(bytes)).kind;
}

function namesIn({ io }: Session, folder: string, fits: (name: string) => boolean): readonly string[] {
  try {
    return io
      .listFolder(folder)
      .filter(fits)
      .slice(0, MOST_CONFS)
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * Where an include of a conf lies on this machine. Its name is one of the machine NanoMQ runs on: it is looked for as
 * named, below the folder of the conf, and beside it.
 */
export function includePath(session: Session, conf: string, name: string): string | undefined {
  if (name === "") return undefined;
  const folder = dirname(conf);
  const places = [isAbsolute(name) ? name : join(folder, name), join(folder, basename(name))];
  return places.find((place) => bytesAt(session, place) !== undefined);
}

/** A conf with its includes; undefined where it is not there. */
export function openConf(session: Session, path: string): ConfInput | undefined {
  const text = bytesAt(session, path);
  if (text === undefined) return undefined;
  const conf = { file: path, text, isSeen: () => false, limitBytes: session.fileLimitBytes };
  return withIncludes(conf, (name) => {
    const place = includePath(session, path, name);
    return place === undefined ? undefined : bytesAt(session, place);
  });
}

function includes(session: Session, conf: string, path: string): boolean {
  const names = Object.keys(openConf(session, conf)?.files ?? {});
  return names.some((name) => basename(name) === basename(path) && includePath(session, conf, name) === path);
}

/** The confs that include a file: in its folder, and in those above it. */
function includersOf(session: Session, path: string): readonly string[] {
  let folder = dirname(path);
  for (let level = 0; level < MOST_LEVELS; level += 1) {
    const confs = namesIn(session, folder, (name) => name.endsWith(".conf"));
    const found = confs.filter((conf) => conf !== path && includes(session, conf, path));
    if (found.length > 0)
      return found.filter((conf) => !found.some((one) => one !== conf && includes(session, one, conf)));
    if (folder === dirname(folder)) break;
    folder = dirname(folder);
  }
  return [];
}

/** The main confs of a folder. */
function mainConfsIn(session: Session, folder: string): readonly string[] {
  const confs = namesIn(session, folder, (name) => name.endsWith(".conf")).filter(
    (path) => kindAt(session, path) === "nanomq-conf",
  );
  return confs.filter((path) => !confs.some((conf) => conf !== path && includes(session, conf, path)));
}

/** What is to be checked for a file that is open. @param isNamed true where the editor knows it as a conf of NanoMQ */
export function rootsOf(session: Session, path: string, isNamed: boolean): readonly string[] {
  if (basename(path) === FACTS_FILE) return [path, ...mainConfsIn(session, dirname(path))];
  const kind = kindAt(session, path);
  if (isDeploymentPath(path)) return kind === "compose" || kind === "kubernetes" ? [path] : [];
  const isConf = kind === "nanomq-conf" || kind === "nanomq-include" || kind === "legacy-conf";
  if (!isConf && !isNamed) return [];
  const includers = includersOf(session, path);
  return includers.length > 0 ? includers : [path];
}

/** The release of the image that a deployment file beside a conf starts it with, or starts at all. */
export function imageRelease(session: Session, conf: string): string | undefined {
  const nanomq = resolveVersion(newestRelease)?.version;
  if (nanomq === undefined) return undefined;
  const folders = [dirname(conf), dirname(dirname(conf))];
  const files = folders.flatMap((folder) => namesIn(session, folder, isDeploymentPath));
  const found = files.flatMap((file) => {
    const bytes = ["compose", "kubernetes"].includes(kindAt(session, file))
      ? bytesAt(session, file)
      : undefined;
    const reading = bytes && readDeployment(createSource(file, bytes), { nanomq });
    return (reading?.deployments ?? []).flatMap((deployment) => {
      const { version, mounts, conf: read } = deployment;
      if (version === undefined || version.knowledge === "older-than-known") return [];
      const host = hostPath(mounts, read.path);
      const mounted = host !== undefined && besideFile(dirname(file), host) === conf;
      return [{ release: version.asked, mounted }];
    });
  });
  return (found.find(({ mounted }) => mounted) ?? found[0])?.release;
}
