/** `volumes`, `tmpfs`, `configs` and `secrets` of a compose service. */

import type { ComposeFields } from "./compose-fields.ts";
import type { InlineConf, Mount } from "./deployment.ts";
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

function shortVolume(text: string, item: YamlNode): Mount | undefined {
  const [first, second, mode] = splitShort(text);
  if (first === undefined) return undefined;
  // A single path is an anonymous volume.
  if (second === undefined) {
    return { source: "", target: first, kind: "volume", readOnly: false, files: undefined, span: item.span };
  }
  return {
    source: first,
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
    source: fields.resolved(valueAt(item, "source")) ?? "",
    target,
    kind: type === "bind" || type === "tmpfs" || type === "volume" ? type : "other",
    readOnly: textAt(item, "read_only") === "true",
    files: undefined,
    span: item.span,
  };
}

function volumes(fields: ComposeFields): readonly Mount[] {
  return fields.items("volumes").flatMap((item) => {
    const text = item.kind === "map" ? undefined : fields.resolved(item);
    const mount = text === undefined ? longVolume(fields, item) : shortVolume(text, item);
    return mount === undefined ? [] : [mount];
  });
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

/** `configs` and `secrets`: a name, or a map with source and target. */
function references(fields: ComposeFields, key: "configs" | "secrets", folder: string): readonly Mount[] {
  if (fields.at(key) === undefined) return [];
  return fields.items(key).flatMap((item) => {
    const source = fields.resolved(item.kind === "map" ? valueAt(item, "source") : item);
    if (source === undefined) return [];
    const target = (item.kind === "map" ? fields.resolved(valueAt(item, "target")) : undefined) ?? source;
    const path = target.startsWith("/") ? target : `${folder}${target}`;
    const kind = key === "configs" ? "config-map" : "secret";
    return [{ source, target: path, kind, readOnly: true, files: [path], span: item.span } as const];
  });
}

/** @param inline texts of the file's top-level `configs`, by name. */
export function readMounts(fields: ComposeFields, inline: ReadonlyMap<string, InlineConf>): ReadMounts {
  const configs = references(fields, "configs", "/");
  const mounts = [
    ...volumes(fields),
    ...memoryMounts(fields),
    ...configs,
    ...references(fields, "secrets", "/run/secrets/"),
  ];
  const confs = configs.flatMap(({ source, target }) => {
    const conf = inline.get(source);
    return conf === undefined ? [] : [{ ...conf, at: target }];
  });
  return { mounts, confs };
}
