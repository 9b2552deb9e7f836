/** What a compose service is made of: itself in each file of its project, and the services it extends. */

import type { ComposeFile, ComposeFiles, ComposeProject } from "./compose-files.ts";
import { entriesOf, textAt, valueAt, type YamlEntry, type YamlNode } from "./yaml-file.ts";

/** A part of a service; its paths are meant from `folder`. */
export interface ServiceLayer {
  readonly node: YamlNode;
  readonly folder: string;
}

/** Longest chain of `extends` followed. */
const EXTENDS_LIMIT = 16;

/** The service, then the one it extends, and so on, through the files they name. */
function extended(node: YamlNode, file: ComposeFile, files: ComposeFiles): readonly ServiceLayer[] {
  const layers: ServiceLayer[] = [{ node, folder: file.folder }];
  let [at, around]: [YamlNode, ComposeFile] = [node, file];
  while (layers.length < EXTENDS_LIMIT) {
    const base = valueAt(at, "extends");
    const named = valueAt(base, "file");
    const path = textAt(named);
    const other =
      named === undefined || path === undefined
        ? around
        : files.named(around, { value: path, span: named.span });
    const name = textAt(base) ?? textAt(base, "service");
    const next = name === undefined ? undefined : valueAt(other?.root, "services", name);
    if (other === undefined || next === undefined || layers.some((layer) => layer.node === next)) break;
    layers.push({ node: next, folder: other.folder });
    [at, around] = [next, other];
  }
  return layers;
}

/** A service of a project, what counts most first. */
export interface ServiceParts {
  /** Where it is described first. */
  readonly entry: YamlEntry;
  readonly layers: readonly ServiceLayer[];
}

/** Every service of a project, in the order of its files. */
export function servicesOf({ files }: ComposeProject, opened: ComposeFiles): readonly ServiceParts[] {
  const named = new Map<string, { readonly entry: YamlEntry; readonly layers: readonly ServiceLayer[] }>();
  for (const file of files) {
    for (const entry of entriesOf(valueAt(file.root, "services"))) {
      const known = named.get(entry.key);
      const layers = [...extended(entry.value, file, opened), ...(known?.layers ?? [])];
      named.set(entry.key, { entry: known?.entry ?? entry, layers });
    }
  }
  return [...named.values()];
}
