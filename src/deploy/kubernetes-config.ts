/** ConfigMaps and Secrets: texts that become files or environment of a container. */

import { createEmbedded, type EmbeddedText } from "../text/embedded.ts";
import type { Source } from "../text/source.ts";
import type { InlineConf } from "./container.ts";
import { embedScalar } from "./embed-scalar.ts";
import { asInlineText } from "./inline-conf.ts";
import { entriesOf, textAt, valueAt, type YamlEntry, type YamlNode, type YamlScalar } from "./yaml-file.ts";

export interface ConfigMap {
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  /** Keys in order, each a file name and an environment name. */
  readonly entries: readonly YamlEntry[];
  /** Its texts, whatever they are. */
  readonly confs: readonly InlineConf[];
}

/** Bytes of base64; undefined where the text is none. */
function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/\s/g, "")), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A text written in base64: all of it stands for all of the scalar. */
function embedBase64(source: Source, scalar: YamlScalar, name: string): EmbeddedText | undefined {
  const bytes = decodeBase64(scalar.text);
  if (bytes === undefined) return undefined;
  const { start, end } = scalar.span;
  return createEmbedded(name, bytes, source, [
    { at: 0, length: bytes.length, hostAt: start, hostLength: end - start },
  ]);
}

function confsOf(source: Source, object: YamlNode, label: string): readonly InlineConf[] {
  const isSecret = textAt(object, "kind") === "Secret";
  const plain = entriesOf(valueAt(object, isSecret ? "stringData" : "data"));
  const encoded = entriesOf(valueAt(object, isSecret ? "data" : "binaryData"));
  const embed = (
    entries: readonly YamlEntry[],
    make: (scalar: YamlScalar, name: string) => EmbeddedText | undefined,
  ): readonly InlineConf[] =>
    entries.flatMap(({ key, value }) => {
      const text = value.kind === "scalar" ? make(value, `${source.file}#${label}/${key}`) : undefined;
      return text === undefined ? [] : [asInlineText(key, text)];
    });
  return [
    ...embed(plain, (scalar, name) => embedScalar(source, scalar, name)),
    ...embed(encoded, (scalar, name) => embedBase64(source, scalar, name)),
  ];
}

/** By `ConfigMap/name` and `Secret/name`. */
export function readConfigMaps(source: Source, objects: readonly YamlNode[]): ReadonlyMap<string, ConfigMap> {
  const maps = new Map<string, ConfigMap>();
  for (const object of objects) {
    const kind = textAt(object, "kind");
    if (kind !== "ConfigMap" && kind !== "Secret") continue;
    const name = textAt(object, "metadata", "name") ?? "";
    const entries = ["data", "stringData", "binaryData"].flatMap((part) => entriesOf(valueAt(object, part)));
    maps.set(`${kind}/${name}`, { kind, name, entries, confs: confsOf(source, object, name) });
  }
  return maps;
}
