/** The files that a conf names, and the folders that have to outlive a restart. */

import type { Settings } from "../../start/effective.ts";
import { namedFiles } from "../../start/files/named-files.ts";
import type { Start } from "../../start/start.ts";
import { missingIncludes, normalizedName } from "../../text/conf/splice.ts";

export interface PlannedFile {
  /** Where it is on this machine, as the deployment is to name it. */
  readonly host: string;
  /** Where NanoMQ finds it. */
  readonly at: string;
  readonly use: "conf" | "include" | "certificate" | "key";
}

export interface KeptFolder {
  /** Where NanoMQ writes. */
  readonly at: string;
  readonly holds: "log" | "database";
}

/** The names that a conf has for other files, and where those are. */
export interface FilePlaces {
  readonly of: (path: string) => string;
  /** The working directory of the broker; undefined: its paths are those of this machine. */
  readonly workdir: string | undefined;
}

/** Absolute, without a slash at its end. */
export function placeIn(workdir: string | undefined, path: string): string {
  const whole = path.startsWith("/") || workdir === undefined ? path : `${workdir}/${path}`;
  const name = normalizedName(whole);
  return name.length > 1 ? name.replace(/\/$/, "") : "/";
}

function includesOf({ conf }: Start): readonly string[] {
  if (conf === undefined) return [];
  return [...Object.keys(conf.files ?? {}), ...missingIncludes(conf)];
}

/** Includes, certificates and keys: each path once. */
export function plannedFiles(
  start: Start,
  settings: Settings,
  features: readonly string[],
  { of, workdir }: FilePlaces,
): readonly PlannedFile[] {
  const place = (path: string, use: PlannedFile["use"]): PlannedFile => ({
    host: of(path),
    at: placeIn(workdir, path),
    use,
  });
  const named = namedFiles(settings, features).flatMap(({ use, path }) => {
    if (use === "log-folder" || use === "database-folder" || use === "database-file") return [];
    return path === "" ? [] : [place(path, use === "private-key" ? "key" : "certificate")];
  });
  const all = [...includesOf(start).map((path) => place(path, "include")), ...named];
  return [...new Map(all.map((file) => [file.at, file])).values()];
}

/** Paths of the file system that belong to the image: nothing is mounted over them. */
const OF_IMAGE = /^\/(?:|etc|usr(?:\/(?:local|bin)(?:\/.*)?)?|bin|lib|dev|proc|sys)$/;

/** What is written without a folder of its own: NanoMQ puts it where it stands. */
function writesWhereItStands(settings: Settings, features: readonly string[]): boolean {
  const { values } = settings;
  const unplaced = (path: string) =>
    values.get(`${path}.enable`) === true && !values.get(`${path}.mounted_file_path`);
  const sinks = values.get("log.to");
  const log = Array.isArray(sinks) && sinks.includes("file") && !values.get("log.dir");
  const stores = ["sqlite", "bridges.mqtt.cache"].some(unplaced);
  return log || (features.includes("sqlite") && stores);
}

/** Where NanoMQ writes what has to last, and the working directory that needs, if any. */
export interface Kept {
  readonly folders: readonly KeptFolder[];
  readonly workdir: string | undefined;
}

/** A working directory of its own for what NanoMQ writes where it stands. */
const OWN_FOLDER = "/var/lib/nanomq";

/**
 * @param workdir that of the image
 * @param own where the conf names files from its working directory, that
 */
export function keptFolders(
  settings: Settings,
  features: readonly string[],
  workdir: string | undefined,
  own = OWN_FOLDER,
): Kept {
  const named = namedFiles(settings, features).flatMap(({ use, path }): readonly KeptFolder[] => {
    if (use === "log-folder") return [{ at: path, holds: "log" }];
    if (use === "database-folder") return [{ at: path, holds: "database" }];
    return use === "database-file"
      ? [{ at: path.slice(0, path.lastIndexOf("/") + 1) || ".", holds: "database" }]
      : [];
  });
  const isHere = ({ at }: KeptFolder) => placeIn("", at) === placeIn("", ".");
  const needsOwn = writesWhereItStands(settings, features) || named.some(isHere);
  const folder = needsOwn ? own : workdir;
  const unplaced: readonly KeptFolder[] = needsOwn ? [{ at: own, holds: "database" }] : [];
  const all = [...named.map((one) => ({ ...one, at: placeIn(folder, one.at) })), ...unplaced];
  const kept = all.filter(({ at }) => !OF_IMAGE.test(at));
  // Of two at one place the database counts.
  const byPlace = new Map(kept.toSorted((a, b) => (a.holds < b.holds ? 1 : -1)).map((one) => [one.at, one]));
  const outermost = [...byPlace.values()].filter(
    ({ at }) => ![...byPlace.keys()].some((other) => other !== at && at.startsWith(`${other}/`)),
  );
  return {
    folders: outermost.toSorted((a, b) => (a.at < b.at ? -1 : 1)),
    workdir: needsOwn ? own : undefined,
  };
}
