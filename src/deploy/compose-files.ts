/** The compose files of one application: the one that was named, what is laid over it, and what they include. */

import { normalizedName } from "../text/conf/splice.ts";
import type { Source } from "../text/source.ts";
import type { Placed } from "./container.ts";
import { folderOf } from "./container-files.ts";
import type { DeploymentOptions } from "./deployment.ts";
import { readEnvFile } from "./env-file.ts";
import { interpolate } from "./interpolate.ts";
import { type DeploymentProblem, problem } from "./problem.ts";
import { itemsOf, readYaml, textAt, valueAt, type YamlNode } from "./yaml-file.ts";

type FileAt = DeploymentOptions["fileAt"];
export type Variables = Readonly<Record<string, string>> | undefined;

export interface ComposeFile {
  readonly source: Source;
  readonly root: YamlNode | undefined;
  /** Folder its paths are meant from, seen from that of the file that was named; "" for the same. */
  readonly folder: string;
}

/** Files that are merged to one model; compose reads each with its own `.env`. */
export interface ComposeProject {
  /** The one that counts least first. */
  readonly files: readonly ComposeFile[];
  readonly variables: Variables;
}

/** Most files of one application: an include may include itself. */
const MOST_FILES = 64;

const NOT_RELATIVE = /^(?:[/~$\\]|[A-Za-z]:[\\/])/;

/** A path of a file in `folder`, seen from the file that was named. */
export function fromFolder(folder: string, path: string): string {
  if (folder === "" || NOT_RELATIVE.test(path)) return path;
  const name = normalizedName(`${folder}/${path}`);
  return NOT_RELATIVE.test(name) || name.startsWith("..") ? name : `./${name}`;
}

/** Names and values of files of variables; a later one wins. Undefined where none of them is there. */
export function variablesAt(fileAt: FileAt, paths: readonly string[]): Variables {
  const sources = paths.flatMap((path) => fileAt?.(path) ?? []);
  if (sources.length === 0) return undefined;
  const set = sources.flatMap((source) => readEnvFile(source, "compose"));
  return Object.fromEntries(
    set.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
}

function textsAt(node: YamlNode | undefined): readonly Placed<string>[] {
  const nodes = node?.kind === "list" ? node.items : node === undefined ? [] : [node];
  return nodes.flatMap((one) => {
    const value = textAt(one);
    return value === undefined ? [] : [{ value, span: one.span }];
  });
}

/** Opens files by the paths that others name, each once. */
export class ComposeFiles {
  readonly problems: DeploymentProblem[] = [];
  readonly #fileAt: FileAt;
  readonly #roots = new Map<string, Omit<ComposeFile, "folder"> | undefined>();
  readonly #sources = new Map<string, Source>();
  #count = 0;

  constructor(fileAt: FileAt) {
    this.#fileAt = fileAt;
  }

  /** A file by its path from the file that was named; undefined where nobody can look, or it is not there. */
  at(path: string, folder = folderOf(path)): ComposeFile | undefined {
    if (!this.#roots.has(path)) {
      const source = this.#roots.size < MOST_FILES ? this.#fileAt?.(path) : undefined;
      this.#roots.set(path, source && { source, root: readYaml(source).documents[0] });
      if (source !== undefined) this.#sources.set(source.file, source);
    }
    const file = this.#roots.get(path);
    return file && { ...file, folder };
  }

  /** The file that `from` names. */
  named(from: ComposeFile, { value, span }: Placed<string>): ComposeFile | undefined {
    const file = this.at(fromFolder(from.folder, value));
    if (file === undefined && this.#fileAt !== undefined && !value.includes("$") && !/^\w+:\/\//.test(value))
      this.problems.push(problem("compose-part-missing", span, { path: value }));
    return file;
  }

  /** The text that a span is in. */
  sourceOf(file: string): Source | undefined {
    return this.#sources.get(file);
  }

  know(source: Source): void {
    this.#sources.set(source.file, source);
  }

  /** The projects that these files include, and what those include. */
  included({ files, variables }: ComposeProject): readonly ComposeProject[] {
    return files.flatMap((file) =>
      itemsOf(valueAt(file.root, "include")).flatMap((item) => {
        this.#count += 1;
        if (this.#count > MOST_FILES) return [];
        const project = this.#project(file, item, variables);
        return project === undefined ? [] : [project, ...this.included(project)];
      }),
    );
  }

  #project(from: ComposeFile, item: YamlNode, outer: Variables): ComposeProject | undefined {
    const filled = ({ value, span }: Placed<string>) => ({ value: interpolate(value, outer).text, span });
    const paths = textsAt(item.kind === "map" ? valueAt(item, "path") : item).map(filled);
    const [first, ...others] = paths.flatMap((path) => this.named(from, path) ?? []);
    if (first === undefined) return undefined;
    const base = textAt(item, "project_directory");
    const folder = base === undefined ? first.folder : fromFolder(from.folder, base);
    const envFiles = textsAt(valueAt(item, "env_file")).map(({ value }) => fromFolder(from.folder, value));
    const own = variablesAt(this.#fileAt, envFiles.length > 0 ? envFiles : [fromFolder(folder, ".env")]);
    const variables = own === undefined ? outer : { ...own, ...outer };
    return { files: [first, ...others].map((file) => ({ ...file, folder })), variables };
  }
}
