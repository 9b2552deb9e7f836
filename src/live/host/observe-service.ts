import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isUnitPath, type ServiceSeen } from "../../preflight/service.ts";
import { readUnit, type Unit } from "../../preflight/unit.ts";

/** Where units lie; the first that has one decides (systemd.unit(5)). */
const FOLDERS = [
  "etc/systemd/system",
  "run/systemd/system",
  "usr/local/lib/systemd/system",
  "usr/lib/systemd/system",
  "lib/systemd/system",
];

function confsIn(folder: string): readonly (readonly [name: string, path: string])[] {
  try {
    return readdirSync(folder).flatMap((file) =>
      file.endsWith(".conf") ? [[file, join(folder, file)] as const] : [],
    );
  } catch {
    return [];
  }
}

/** Drop-ins of these folders, the weakest first; of two with one name the one of the stronger folder counts. */
function dropIns(folders: readonly string[], name: string): readonly string[] {
  const found = folders.flatMap((folder) => confsIn(join(folder, `${name}.d`)));
  return [...new Map(found)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

function unitAt(path: string, folders: readonly string[]): Unit | undefined {
  const name = basename(path);
  try {
    return readUnit(
      name,
      [path, ...dropIns(folders, name)].map((file) => readFileSync(file, "utf8")),
    );
  } catch {
    return undefined;
  }
}

function unitNamed(name: string, root: string): Unit | undefined {
  const folders = FOLDERS.map((folder) => join(root, folder));
  const path = folders.map((folder) => join(folder, name)).find((one) => existsSync(one));
  return path === undefined ? undefined : unitAt(path, folders.toReversed());
}

/** The unit that packages of NanoMQ bring. */
const USUAL_UNIT = "nanomq";

/** Where a unit is looked for. */
export interface UnitPlaces {
  /** Folder that /etc and /usr are below. */
  readonly root: string;
  /** Folder that the path of a unit file is below. */
  readonly cwd: string;
}

/**
 * What starts the broker: a unit of systemd, or the container this process is in.
 * @param asked name of the unit, or the path of its file with drop-ins beside it, where somebody gave one
 */
export function observeService(
  asked: string | undefined,
  { root, cwd }: UnitPlaces,
  env: Readonly<Record<string, string | undefined>>,
): ServiceSeen {
  const name = asked ?? USUAL_UNIT;
  const file = /\.\w+$/.test(name) ? name : `${name}.service`;
  const marks = ["/.dockerenv", "/run/.containerenv"];
  const container = marks.some((mark) => existsSync(mark)) || env["KUBERNETES_SERVICE_HOST"] !== undefined;
  const path = resolve(cwd, file);
  const unit = isUnitPath(file) ? unitAt(path, [dirname(path)]) : unitNamed(file, root);
  return { unit, missing: unit === undefined && asked !== undefined ? file : undefined, container };
}
