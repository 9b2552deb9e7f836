import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServiceSeen } from "../../preflight/service.ts";
import { readUnit, type Unit } from "../../preflight/unit.ts";

/** Where units lie; the first that has one decides (systemd.unit(5)). */
const FOLDERS = [
  "etc/systemd/system",
  "run/systemd/system",
  "usr/local/lib/systemd/system",
  "usr/lib/systemd/system",
  "lib/systemd/system",
];

function dropIns(root: string, name: string): readonly string[] {
  const found = FOLDERS.toReversed().flatMap((folder) => {
    const path = join(root, folder, `${name}.d`);
    try {
      return readdirSync(path).flatMap((file) =>
        file.endsWith(".conf") ? [[file, join(path, file)] as const] : [],
      );
    } catch {
      return [];
    }
  });
  // Of two with one name the one of the stronger folder counts.
  return [...new Map(found)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

function unitNamed(name: string, root: string): Unit | undefined {
  const path = FOLDERS.map((folder) => join(root, folder, name)).find((one) => existsSync(one));
  if (path === undefined) return undefined;
  try {
    return readUnit(
      name,
      [path, ...dropIns(root, name)].map((file) => readFileSync(file, "utf8")),
    );
  } catch {
    return undefined;
  }
}

/** The unit that packages of NanoMQ bring. */
const USUAL_UNIT = "nanomq";

/**
 * What starts the broker: a unit of systemd, or the container this process is in.
 * @param asked name of the unit, where somebody gave one
 * @param root folder that /etc and /usr are below
 */
export function observeService(
  asked: string | undefined,
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): ServiceSeen {
  const name = asked ?? USUAL_UNIT;
  const file = /\.\w+$/.test(name) ? name : `${name}.service`;
  const marks = ["/.dockerenv", "/run/.containerenv"];
  const container = marks.some((mark) => existsSync(mark)) || env["KUBERNETES_SERVICE_HOST"] !== undefined;
  const unit = unitNamed(file, root);
  return { unit, missing: unit === undefined && asked !== undefined ? file : undefined, container };
}
