/** Dockerfiles on top of NanoMQ's images: the last stage is what runs. */

import { parseImage } from "../nanomq/image.ts";
import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { bareContainer } from "./bare-container.ts";
import type { Container, Mount, Placed, Probe } from "./container.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { isNanomqImage } from "./image.ts";
import { interpolate } from "./interpolate.ts";
import { logicalLines, restOf } from "./logical-lines.ts";
import { placeWords } from "./placed-words.ts";
import { runsNanomq } from "./start-command.ts";

interface Instruction {
  readonly name: string;
  readonly text: Placed<string>;
}

function instructionsOf(source: Source): readonly Instruction[] {
  return logicalLines(source).flatMap((line) => {
    const [whole, name] = /^\s*([A-Za-z]+)\s+/.exec(line.value) ?? [];
    return whole === undefined || name === undefined
      ? []
      : [{ name: name.toUpperCase(), text: restOf(line, whole.length) }];
  });
}

/** `["a", "b"]`, or a line that a shell runs. */
function wordsOf(source: Source, text: Placed<string>): readonly Placed<string>[] {
  try {
    const list: unknown = text.value.startsWith("[") ? JSON.parse(text.value) : undefined;
    if (Array.isArray(list)) return list.map((word) => ({ value: String(word), span: text.span }));
  } catch {
    // A list that is no JSON is run by the shell.
  }
  return placeWords(source, text);
}

/** What the stages of a build know: the image each begins with, and what is added to the last. */
class Build {
  image: Placed<string> | undefined;
  environment: EnvironmentVariable[] = [];
  mounts: Mount[] = [];
  probes: Probe[] = [];
  entrypoint: readonly Placed<string>[] | undefined;
  command: readonly Placed<string>[] | undefined;
  user: Placed<string> | undefined;
  workdir: Placed<string> | undefined;
  readonly #args = new Map<string, string>();
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  take({ name, text }: Instruction): void {
    switch (name) {
      case "ARG":
        this.#arg(text.value);
        return;
      case "FROM":
        this.#from(text);
        return;
      case "COPY":
      case "ADD":
        this.#copy(text);
        return;
      case "ENV":
        this.#env(text);
        return;
      case "CMD":
        this.command = wordsOf(this.#source, text);
        return;
      case "ENTRYPOINT":
        this.entrypoint = wordsOf(this.#source, text);
        this.command = undefined;
        return;
      case "USER":
        this.user = text;
        return;
      case "WORKDIR":
        this.workdir = text;
        return;
      case "HEALTHCHECK":
        this.#healthcheck(text);
        return;
      default:
    }
  }

  #arg(text: string): void {
    const [, name = "", value = ""] = /^(\w+)(?:=(.*))?$/.exec(text) ?? [];
    this.#args.set(name, value.replace(/^(["'])(.*)\1$/, "$2"));
  }

  #filled(text: string): string {
    return interpolate(text, Object.fromEntries(this.#args)).text;
  }

  /** A new stage begins with nothing of the one before. */
  #from(text: Placed<string>): void {
    const reference = text.value.split(/\s+/).find((word) => !word.startsWith("--")) ?? "";
    const start = text.span.start + text.value.indexOf(reference);
    const value = this.#filled(reference);
    this.image = { value, span: { ...text.span, start, end: start + reference.length } };
    [this.environment, this.mounts, this.probes] = [[], [], []];
    [this.entrypoint, this.command, this.user, this.workdir] = [undefined, undefined, undefined, undefined];
  }

  /** What is copied stands in the image as if it were mounted from the folder of the build. */
  #copy(text: Placed<string>): void {
    const [flags = ""] = /^(?:--\S+\s+)*/.exec(text.value) ?? [];
    const words = wordsOf(this.#source, restOf(text, flags.length)).map(({ value }) => value);
    if (flags.includes("--from=") || words.some((word) => word.startsWith("<<"))) return;
    const [target = "", ...sources] = words.toReversed();
    for (const source of sources) {
      const name = source.slice(source.lastIndexOf("/") + 1);
      const isFolder =
        target.endsWith("/") || sources.length > 1 || target === "." || /^\.{1,2}$/.test(target);
      const place = isFolder && name !== "" ? `${target.replace(/\/$/, "")}/${name}` : target;
      this.mounts.push({
        source: `./${source.replace(/^\.?\//, "")}`,
        target: this.#inside(place),
        ...{ kind: "bind", readOnly: false, files: undefined, span: text.span },
      });
    }
  }

  #inside(path: string): string {
    return path.startsWith("/")
      ? path
      : `${(this.workdir?.value ?? "").replace(/\/$/, "")}/${path.replace(/^\.\//, "")}`;
  }

  #env(text: Placed<string>): void {
    const { value, span } = text;
    const old = /^(\w+)\s+([^=]*)$/.exec(value);
    const pairs = old === null ? placeWords(this.#source, text) : [{ value: `${old[1]}=${old[2]}`, span }];
    for (const { value: pair, span: place } of pairs) {
      const equals = pair.indexOf("=");
      if (equals > 0)
        this.environment.push({
          name: pair.slice(0, equals),
          value: this.#filled(pair.slice(equals + 1)),
          span: place,
        });
    }
  }

  #healthcheck({ value, span }: Placed<string>): void {
    const at = value.indexOf("CMD");
    if (at === -1) return;
    const command = wordsOf(this.#source, restOf({ value, span }, at + 3)).map((word) => word.value);
    const unknown = { port: undefined, path: undefined, sendsAuthorization: false };
    this.probes = [{ purpose: "healthcheck", how: "exec", ...unknown, command, span }];
  }

  container(name: string): Container | undefined {
    const { image, entrypoint, command, user, workdir, environment, mounts, probes } = this;
    if (image === undefined) return undefined;
    const words = entrypoint === undefined ? command : [...entrypoint, ...(command ?? [])];
    if (!isNanomqImage(image.value) && !runsNanomq(words ?? [])) return undefined;
    return {
      ...bareContainer("docker", name, image.span),
      image: { value: parseImage(image.value), span: image.span },
      ...{ environment, mounts, probes, words, user, workdir, opensLowPorts: true },
    };
  }
}

/** The container that an image of this Dockerfile comes to; undefined where it holds no NanoMQ. */
export function dockerfileContainer(source: Source): Container | undefined {
  const build = new Build(source);
  for (const instruction of instructionsOf(source)) build.take(instruction);
  return build.container(source.file.slice(source.file.lastIndexOf("/") + 1));
}

export function readDockerfile(source: Source, options: DeploymentOptions): DeploymentReading {
  const container = dockerfileContainer(source);
  if (container === undefined) return { source, deployments: [], confs: [], problems: [] };
  const { deployment, problems } = assemble(container, options);
  return { source, deployments: [deployment], confs: [], problems };
}
