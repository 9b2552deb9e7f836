/** Which conf a container reads, where it comes from, and what is to say about that. */

import { has } from "../nanomq/behaviour.ts";
import { type ImageContent, programsOf } from "../nanomq/image.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Span } from "../text/source.ts";
import { type ConfPath, DEFAULT_CONF_PATH, readablePaths } from "./conf-path.ts";
import type { Container, Mount } from "./container.ts";
import { holdsMainConf, mainConfIn } from "./mounts.ts";
import { type DeploymentProblem, type DeploymentProblemCode, problem } from "./problem.ts";
import { type Hidden, type Stands, type StateAt, standsAt } from "./standing.ts";

/** The conf that is read; without a path none is, and the defaults of the program count. */
export type ConfRead =
  | { readonly path: string; readonly stands: Exclude<Stands, { readonly kind: "nothing" }> }
  | { readonly path: undefined; readonly stands: { readonly kind: "none" } };

interface Asked {
  readonly container: Container;
  readonly content: ImageContent | undefined;
  readonly conf: ConfPath;
  readonly nanomq: NanomqVersion;
  readonly stateAt: StateAt;
  /** Of a unit or script: where the program is. */
  readonly program: string | undefined;
}

/** Every path NanoMQ tries, in its order: a file that is not there is passed over without a word. */
function triedPaths({ container, conf, nanomq, content, program }: Asked): readonly string[] {
  const isOfMachine = container.kind === "systemd" || container.kind === "host";
  const programs = isOfMachine ? [program ?? []].flat() : programsOf(content?.variant);
  return [...new Set([...readablePaths(conf, nanomq, programs), DEFAULT_CONF_PATH])];
}

export function confRead(asked: Asked): ConfRead {
  const { container, content, stateAt } = asked;
  for (const path of triedPaths(asked)) {
    const stands = standsAt(container, content, path, stateAt);
    // Nobody puts a conf beside the program of an image or machine of his own without saying so.
    const isUnseen = stands.kind === "unknown" || (stands.kind === "hidden" && stands.why === "elsewhere");
    const isGuess = isUnseen && path !== asked.conf.path;
    if (stands.kind !== "nothing" && !isGuess) return { path, stands };
  }
  return { path: undefined, stands: { kind: "none" } };
}

const hiddenCodes: Readonly<Record<Hidden, DeploymentProblemCode>> = {
  variable: "conf-by-variable",
  home: "conf-in-home",
  volume: "conf-in-volume",
  store: "conf-in-store",
  elsewhere: "conf-elsewhere",
};

/** Where somebody mounted a conf, and NanoMQ reads another. */
function unreadMounts(
  { container, conf }: Asked,
  read: ConfRead,
  tried: readonly string[],
): readonly Mount[] {
  const { mounts } = container;
  const isRead = ({ target, files }: Mount) =>
    read.path !== undefined &&
    (files === undefined
      ? read.path === target || read.path.startsWith(`${target.replace(/\/$/, "")}/`)
      : files.includes(read.path));
  const isOwn = read.stands.kind !== "image" && read.stands.kind !== "none";
  return mounts.filter((mount) => {
    if (isRead(mount) || !holdsMainConf(mount)) return false;
    // Beside a conf of one's own only a place that NanoMQ would look at too is a slip; the rest may be its includes.
    return !isOwn || [...tried, conf.path].some((path) => path === mount.target);
  });
}

/** Where a file of the container stands outside: a mount may be of a folder above it. */
function sourceOf({ source, target }: Mount, path: string): string {
  return path === target ? source : source.replace(/\/$/, "") + path.slice(target.replace(/\/$/, "").length);
}

function readProblems({ container, conf }: Asked, read: ConfRead): readonly DeploymentProblem[] {
  const span = container.image?.span ?? container.span;
  const image = container.image?.value.reference ?? "";
  const { stands } = read;
  switch (stands.kind) {
    case "image":
      return [problem("conf-of-image", span, { path: read.path ?? "", image })];
    case "none":
      return [problem("no-conf-read", span, { image, read: conf.path })];
    case "unknown":
      return container.image?.value.isOfficial === true
        ? []
        : [problem("conf-in-own-image", span, { path: conf.path })];
    case "hidden":
      return [
        problem(hiddenCodes[stands.why], stands.mount.span, {
          source: stands.why === "elsewhere" ? sourceOf(stands.mount, read.path ?? "") : stands.mount.source,
          read: read.path ?? "",
        }),
      ];
    case "host":
    case "text":
      return [];
  }
}

/** @param chosenAt where the choice of the conf is written */
export function confProblems(asked: Asked, read: ConfRead, chosenAt: Span): readonly DeploymentProblem[] {
  const { conf } = asked;
  const tried = triedPaths(asked);
  const misses = conf.by !== "default" && read.path !== conf.path;
  const [first = conf.path] = tried;
  const at = conf.by === "default" ? (read.path ?? DEFAULT_CONF_PATH) : first;
  return [
    ...unreadMounts(asked, read, tried).map((mount) =>
      problem("conf-mount-unread", mount.span, { target: mainConfIn(mount), read: at }),
    ),
    ...(misses ? [problem("conf-path-not-mounted", chosenAt, { path: conf.path })] : []),
    ...readProblems(asked, read),
  ];
}

/** A file name: what is mounted there is meant to be no folder. */
const FILE = /\.[A-Za-z][\w-]*$/;

/** Mounts of a file whose source is not there, where Docker makes a folder, or is a folder. */
export function sourceProblems({ kind, mounts }: Container, stateAt: StateAt): readonly DeploymentProblem[] {
  if (kind === "kubernetes") return [];
  return mounts.flatMap(({ kind: how, source, target, span }) => {
    if (how !== "bind" || !FILE.test(target) || source.startsWith("~") || source.includes("$")) return [];
    const state = stateAt(source);
    // An absolute path may be that of another machine.
    if (state === "missing" && !source.startsWith("/"))
      return [problem("mount-source-missing", span, { source, target })];
    return state === "folder" ? [problem("mount-source-folder", span, { source, target })] : [];
  });
}

/** What is mounted over the program of the image, whose folder then holds none. */
export function hidingProblems(
  { kind, mounts }: Container,
  content: ImageContent | undefined,
): readonly DeploymentProblem[] {
  if (content === undefined) return [];
  return mounts.flatMap(({ kind: how, target, files, span }) => {
    const folder = target.replace(/\/$/, "");
    const isAround = content.program === folder || content.program.startsWith(`${folder}/`);
    // Docker fills an empty volume with what the image has there; nothing else does.
    const isFilled = how === "volume" && kind === "docker";
    if (!isAround || isFilled || files?.includes(content.program) === true) return [];
    return [problem("program-hidden", span, { target, program: content.program })];
  });
}

/** The variable ends the start, whatever it names, where the words of the start have no `--conf`. */
export function variableAborts(conf: ConfPath, isSet: boolean, nanomq: NanomqVersion): boolean {
  return (
    isSet && conf.by !== "--conf" && conf.by !== "--old_conf" && has(nanomq, "conf-path-variable-aborts")
  );
}
