/** `volumes`, `tmpfs`, `configs` and `secrets` of a compose service. */

import type { ComposeFields } from "./compose-fields.ts";
import { fromFolder } from "./compose-files.ts";
import type { InlineConf, Mount } from "./container.ts";
import { textAt, valueAt, type YamlNode } from "./yaml-file.ts";

interface ReadMounts {
  readonly mounts: readonly Mount[];
  readonly confs: readonly InlineConf[];
}

function isHostPath(source: string): boolean {
  return /^(?:[./~\\$]|[A-Za-z]:[\\/])/.test(source);
}

/** `source:target:mode`; a Windows drive letter keeps its colon, and so does a variable. */
function splitShort(text: string): readonly string[] {
  const parts = text.match(/(?:^[A-Za-z]:(?=[\\/])|\$\{[^}]*\}|[^:])+/g) ?? [];
  return parts;
}

/** Compose is mostly started in the folder of its file. */
function sourceHere(source: string): string {
  return source.replace(/^\$(?:\{PWD\}|PWD\b)/, ".");
}

export function shortVolume(text: string, item: Pick<YamlNode, "span">): Mount | undefined {
  const [first, second, mode] = splitShort(text);
  if (first === undefined) return undefined;
  // A single path is an anonymous volume.
  if (second === undefined) {
    return { source: "", target: first, kind: "volume", readOnly: false, files: undefined, span: item.span };
  }
  return {
    source: sourceHere(first),
    target: second,
    kind: isHostPath(first) ? "bind" : "volume",
    readOnly: (mode ?? "").split(",").includes("ro"),
    files: undefined,
    span: item.span,
  };
}

function longVolume(fields: ComposeFields, item: YamlNode): Mount | undefined {
  const target = fields.resolved(valueAt(item, "target"));
  if (target === undefined) return undefined;
  const type = textAt(item, "type") ?? "volume";
  return {
    source: sourceHere(fields.resolved(valueAt(item, "source")) ?? ""),
    target,
    kind: type === "bind" || type === "tmpfs" || type === "volume" ? type : "other",
    readOnly: textAt(item, "read_only") === "true",
    files: undefined,
    span: item.span,
  };
}

function volumes(fields: ComposeFields): readonly Mount[] {
  return fields.itemsIn("volumes").flatMap(({ node: item, folder }) => {
    const text = item.kind === "map" ? undefined : fields.resolved(item);
    const mount = text === undefined ? longVolume(fields, item) : shortVolume(text, item);
    if (mount === undefined) return [];
    return [mount.kind === "bind" ? { ...mount, source: fromFolder(folder, mount.source) } : mount];
  });
}

/** Of two at one place the later one counts. */
function byTarget(mounts: readonly Mount[]): readonly Mount[] {
  const last = new Map(mounts.map((mount) => [mount.target.replace(/(?<=.)\/$/, ""), mount]));
  return mounts.filter((mount) => last.get(mount.target.replace(/(?<=.)\/$/, "")) === mount);
}

function memoryMounts(fields: ComposeFields): readonly Mount[] {
  return fields.texts("tmpfs", "target").map(({ value, span }) => ({
    source: "",
    target: value.split(":")[0] ?? value,
    kind: "tmpfs",
    readOnly: false,
    files: undefined,
    span,
  }));
}

/** Names of top-level `configs` or `secrets` whose text is a file beside this one, with its path. */
export type FilesByName = Readonly<Record<"configs" | "secrets", ReadonlyMap<string, string>>>;

/** `configs` and `secrets`: a name, or a map with source and target. */
function references(
  fields: ComposeFields,
  key: "configs" | "secrets",
  folder: string,
  byName: FilesByName,
): readonly Mount[] {
  if (fields.at(key) === undefined) return [];
  return fields.items(key).flatMap((item) => {
    const source = fields.resolved(item.kind === "map" ? valueAt(item, "source") : item);
    if (source === undefined) return [];
    const target = (item.kind === "map" ? fields.resolved(valueAt(item, "target")) : undefined) ?? source;
    const path = target.startsWith("/") ? target : `${folder}${target}`;
    const file = byName[key].get(source);
    const kind = file !== undefined ? "bind" : key === "configs" ? "config-map" : "secret";
    const shown = { source: file ?? source, target: path, kind, readOnly: true, files: [path] } as const;
    return [{ ...shown, span: item.span }];
  });
}

/**
 * @param inline texts of the file's top-level `configs`, by name
 * @param byName those whose text is a file
 */
export function readMounts(
  fields: ComposeFields,
  inline: ReadonlyMap<string, InlineConf>,
  byName: FilesByName,
): ReadMounts {
  const configs = references(fields, "configs", "/", byName);
  const mounts = byTarget([
    ...volumes(fields),
    ...memoryMounts(fields),
    ...configs,
    ...references(fields, "secrets", "/run/secrets/", byName),
  ]);
  const confs = configs.flatMap(({ source, target, kind }) => {
    const conf = kind === "bind" ? undefined : inline.get(source);
    return conf === undefined ? [] : [{ ...conf, at: target }];
  });
  return { mounts, confs };
}
