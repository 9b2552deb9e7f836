import type { ImageContent } from "../nanomq/image.ts";
import type { ResolvedVersion } from "../nanomq/releases.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Places } from "../start/effective.ts";
import type { Source } from "../text/source.ts";
import type { ConfPath } from "./conf-path.ts";
import type { ConfRead } from "./conf-read.ts";
import type { Container, InlineConf } from "./container.ts";
import type { DeploymentProblem } from "./problem.ts";
import type { StateAt } from "./standing.ts";
import type { StartCommand } from "./start-command.ts";

/** What NanoMQ will be started with. */
export interface Deployment extends Container {
  /** Version of the image's tag; undefined where the tag names none. */
  readonly version: ResolvedVersion | undefined;
  /** False for a release of which nobody knows how it reads a conf: nothing is said of that. */
  readonly isConfKnown: boolean;
  readonly command: StartCommand;
  /** False where the words are those of the image. */
  readonly ownWords: boolean;
  /** What the image holds; undefined for one that is not published by NanoMQ. */
  readonly content: ImageContent | undefined;
  /** The file NanoMQ is to read. */
  readonly conf: ConfPath;
  /** The file it does read, and where that comes from. */
  readonly read: ConfRead;
  /** Where its variables and options stand, by name. */
  readonly places: Places;
}

export interface DeploymentReading {
  readonly source: Source;
  /** Every container that runs NanoMQ, in file order. */
  readonly deployments: readonly Deployment[];
  /** Every NanoMQ conf that stands in the file, mounted or not. */
  readonly confs: readonly InlineConf[];
  /** Of confs that no container here reads, where the file tells it. */
  readonly version?: ResolvedVersion | undefined;
  /** In file order. */
  readonly problems: readonly DeploymentProblem[];
}

export interface DeploymentOptions {
  /** Used where the image's tag names no version. */
  readonly nanomq: NanomqVersion;
  /** Values for `${NAME}` in compose files; left out, unknown names stay as they are and are not reported. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** A file by its path as written (`env_file`); undefined where there is none. Left out, no such file is looked for. */
  readonly fileAt?: ((path: string) => Source | undefined) | undefined;
  /** Names in a folder beside the file; none where there is no such folder. Left out, nobody looks. */
  readonly namesIn?: ((folder: string) => readonly string[]) | undefined;
  /** What stands at a path as written; left out, nobody looks. */
  readonly stateAt?: StateAt | undefined;
}
