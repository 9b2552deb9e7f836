/** What a conf wants of whoever starts NanoMQ with it: an image or program, files, folders that last, ports, a check. */

import { imageContent } from "../../nanomq/image.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { isAsWritten, type Run, run } from "../../start/run.ts";
import type { Start } from "../../start/start.ts";
import { DEFAULT_CONF_PATH } from "../conf-path.ts";
import { type KeptFolder, keptFolders, type PlannedFile, plannedFiles } from "./plan-files.ts";
import { buildOf, type ChosenImage, chooseImage } from "./plan-image.ts";
import { checkedPort, type PlannedPort, plannedPorts } from "./plan-ports.ts";

/** Who starts it: a container sees what is mounted, a unit the whole machine. */
export type Starter = "compose" | "kubernetes" | "systemd";

export interface PlannedVariable {
  readonly name: string;
  readonly value: string;
}

/** What no deployment can help with. */
export type PlanNote =
  /** In the background the supervisor loses sight of it. */
  | { readonly code: "daemon" }
  /** On paper already it does not run as the conf says. */
  | { readonly code: "not-as-written" }
  /** No published image has these build options. */
  | { readonly code: "no-such-image"; readonly features: readonly string[] }
  /** Nobody outside of the container reaches it. */
  | { readonly code: "loopback"; readonly port: number }
  /** Nothing in this folder outlives a restart. */
  | { readonly code: "log-in-tmp" }
  /** The conf names it, and it is not where it is mounted from. */
  | { readonly code: "file-missing"; readonly file: string };

export interface DeploymentPlan {
  readonly version: NanomqVersion;
  /** Of a container. */
  readonly image: ChosenImage;
  readonly conf: PlannedFile;
  /** Includes, certificates and keys. */
  readonly files: readonly PlannedFile[];
  /** What has to outlive a restart. */
  readonly folders: readonly KeptFolder[];
  /** A folder that no restart outlives: a pid file that did could keep NanoMQ from starting. */
  readonly temporary: string;
  /** Working directory, where the conf needs one of its own. */
  readonly workdir: string | undefined;
  readonly ports: readonly PlannedPort[];
  /** The port that tells whether it lives; undefined where nothing listens. */
  readonly checked: PlannedPort | undefined;
  readonly variables: readonly PlannedVariable[];
  /** Words behind `--conf PATH`. */
  readonly options: readonly string[];
  readonly notes: readonly PlanNote[];
}

/** Where things are on this machine, as the deployment is to name them. */
export interface PlanPlaces {
  readonly conf: string;
  /** Of a file that the conf names. */
  readonly of: (path: string) => string;
  /** False where it is not on this machine. */
  readonly has: (path: string) => boolean;
}

const CONF_OPTION = /^--(?:conf|old_conf)(?:[=:]|$)/;

/** The options of the start but those that name a conf: the plan names it. */
function ownOptions(flags: readonly string[]): readonly string[] {
  const isBehind = (at: number) => /^--(?:conf|old_conf)$/.test(flags[at - 1] ?? "");
  return flags.filter((word, at) => !CONF_OPTION.test(word) && !isBehind(at));
}

const TMP = "/tmp";
/** Where the pid file is. */
const PID_FOLDER = "/tmp/nanomq";

function notesOf(
  { outcome, end }: Run,
  isContainer: boolean,
  { image, ports, folders }: Pick<DeploymentPlan, "image" | "ports" | "folders">,
): readonly PlanNote[] {
  const isDaemon = end?.reason === "daemon-leaves";
  const notes: PlanNote[] = [];
  if (isDaemon) notes.push({ code: "daemon" });
  if (!isAsWritten(outcome) && !isDaemon) notes.push({ code: "not-as-written" });
  if (!isContainer) return notes;
  if (image.lacks.length > 0) notes.push({ code: "no-such-image", features: image.lacks });
  for (const { reach, kind, port } of ports) {
    if (reach === "inside" && kind !== "http") notes.push({ code: "loopback", port });
  }
  if (folders.some(({ at, holds }) => at === TMP && holds === "log")) notes.push({ code: "log-in-tmp" });
  return notes;
}

/** @param given with the conf; its build is chosen here */
export function planOf(starter: Starter, given: Start, places: PlanPlaces): DeploymentPlan {
  const { version, environment = {}, flags = [] } = given;
  const isContainer = starter !== "systemd";
  const image = chooseImage(given);
  // The packages hold what the largest image does.
  const variant = isContainer ? image.variant : "full";
  const features = buildOf(variant, version);
  const start = { ...given, features };
  const ran = run(start);
  // What an error in the conf keeps from counting will be mended before anybody relies on this.
  const settings = ran.meant;
  const imageWorkdir = isContainer ? imageContent(variant, version)?.workdir : undefined;
  const relative = plannedFiles(start, settings, features, { ...places, workdir: undefined });
  // A unit's NanoMQ finds them where the conf is.
  const isBeside = !isContainer && relative.some(({ at }) => !at.startsWith("/"));
  const beside = isBeside ? places.conf.slice(0, places.conf.lastIndexOf("/")) || "/" : undefined;
  const { folders: written, workdir } = keptFolders(settings, features, imageWorkdir, beside);
  // A log below /tmp is meant to be gone, a database is not.
  const folders = written.filter(({ at, holds }) => at !== TMP || holds === "database");
  const files = plannedFiles(start, settings, features, {
    ...places,
    workdir: workdir ?? beside ?? imageWorkdir,
  });
  const ports = plannedPorts(settings);
  const variables = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || name === "NANOMQ_CONF_PATH" ? [] : [{ name, value }],
  );
  return {
    version,
    image,
    conf: { host: places.conf, at: isContainer ? DEFAULT_CONF_PATH : places.conf, use: "conf" },
    files,
    folders,
    temporary: folders.some(({ at }) => at === TMP) ? PID_FOLDER : TMP,
    workdir: workdir ?? beside,
    ports,
    checked: checkedPort(ports),
    variables,
    options: ownOptions(flags),
    notes: [
      ...notesOf(ran, isContainer, { image, ports, folders: written }),
      ...files.flatMap(({ host }) =>
        places.has(host) ? [] : [{ code: "file-missing" as const, file: host }],
      ),
    ],
  };
}
