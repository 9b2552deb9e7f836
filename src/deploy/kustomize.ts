/** Kustomizations that need no kustomize: resources beside them, generated ConfigMaps and Secrets, images with another name or tag. */

import { createEmbedded } from "../text/embedded.ts";
import type { Source } from "../text/source.ts";
import { fromFolder } from "./compose-files.ts";
import type { InlineConf, Placed } from "./container.ts";
import type { DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { asInlineText } from "./inline-conf.ts";
import { type ManifestFile, manifestFile, readManifests } from "./kubernetes.ts";
import type { ConfigMap } from "./kubernetes-config.ts";
import type { ImageOf } from "./kubernetes-pod.ts";
import { problem } from "./problem.ts";
import { entriesOf, itemsOf, readYaml, textAt, valueAt, type YamlEntry, type YamlNode } from "./yaml-file.ts";

/** What changes nothing of what NanoMQ is started with. */
const HARMLESS: ReadonlySet<string> = new Set(
  "apiVersion kind metadata namespace labels commonLabels commonAnnotations generatorOptions buildMetadata sortOptions".split(
    " ",
  ),
);
const UNDERSTOOD: ReadonlySet<string> = new Set(
  "resources configMapGenerator secretGenerator images".split(" "),
);

/** Most files of one kustomization. */
const MOST_FILES = 64;

type FileAt = NonNullable<DeploymentOptions["fileAt"]>;

/** What a kustomization and those it builds on come to; undefined where that takes kustomize itself. */
interface Built {
  readonly files: readonly ManifestFile[];
  readonly maps: readonly ConfigMap[];
  readonly images: readonly YamlNode[];
}

function confOfFile(key: string, source: Source): InlineConf {
  const { bytes, file } = source;
  const whole = { at: 0, length: bytes.length, hostAt: 0, hostLength: bytes.length };
  return asInlineText(key, createEmbedded(file, bytes, source, [whole]));
}

/** `files: [nanomq.conf, key=path]` and `literals: [NAME=value]` of a generator. */
function generated(
  node: YamlNode,
  kind: ConfigMap["kind"],
  folder: string,
  fileAt: FileAt,
): ConfigMap | undefined {
  const confs: InlineConf[] = [];
  const entries: YamlEntry[] = [];
  for (const item of itemsOf(valueAt(node, "files"))) {
    const text = textAt(item) ?? "";
    const [first = "", path = first] = text.split("=");
    const key = path === first ? path.slice(path.lastIndexOf("/") + 1) : first;
    const source = fileAt(fromFolder(folder, path));
    if (source === undefined) return undefined;
    confs.push(confOfFile(key, source));
    entries.push({ key, keySpan: item.span, value: item });
  }
  for (const item of itemsOf(valueAt(node, "literals"))) {
    const text = textAt(item) ?? "";
    const equals = text.indexOf("=");
    const value = text.slice(equals + 1);
    if (item.kind === "scalar")
      entries.push({
        key: text.slice(0, equals),
        keySpan: item.span,
        value: { ...item, value, text: value },
      });
  }
  return { kind, name: textAt(node, "name") ?? "", entries, confs };
}

const GENERATORS = [
  ["configMapGenerator", "ConfigMap"],
  ["secretGenerator", "Secret"],
] as const;

class Builder {
  readonly #fileAt: FileAt;
  #count = 0;

  constructor(fileAt: FileAt) {
    this.#fileAt = fileAt;
  }

  /** @param folder of the kustomization, seen from the first one's */
  build(root: YamlNode | undefined, folder: string): Built | undefined {
    const isPlain = entriesOf(root).every(({ key }) => HARMLESS.has(key) || UNDERSTOOD.has(key));
    if (!isPlain || root === undefined) return undefined;
    const maps = GENERATORS.flatMap(([field, kind]) =>
      itemsOf(valueAt(root, field)).map((node) => generated(node, kind, folder, this.#fileAt)),
    );
    const parts = itemsOf(valueAt(root, "resources")).map((item) =>
      this.#resource(textAt(item) ?? "", folder),
    );
    const known = parts.flatMap((part) => part ?? []);
    if (known.length < parts.length || maps.some((map) => map === undefined)) return undefined;
    return {
      files: known.flatMap(({ files }) => files),
      maps: [...known.flatMap((part) => part.maps), ...maps.flatMap((map) => map ?? [])],
      images: [...known.flatMap(({ images }) => images), ...itemsOf(valueAt(root, "images"))],
    };
  }

  #resource(path: string, folder: string): Built | undefined {
    this.#count += 1;
    if (this.#count > MOST_FILES || /^\w+:\/\/|^github\.com\//.test(path)) return undefined;
    const place = fromFolder(folder, path);
    if (/\.ya?ml$/.test(path)) {
      const source = this.#fileAt(place);
      return source && { files: [manifestFile(source)], maps: [], images: [] };
    }
    const inside = ["kustomization.yaml", "kustomization.yml"].flatMap(
      (name) => this.#fileAt(`${place.replace(/\/$/, "")}/${name}`) ?? [],
    )[0];
    return inside && this.build(readYaml(inside).documents[0], place.replace(/\/$/, ""));
  }
}

/** The name and tag that `images` gives; a later one counts. */
function imageOf(images: readonly YamlNode[]): ImageOf {
  return (image) => {
    const [, name = image.value, end = ""] = /^(.*?)((?::[\w][\w.-]*)?(?:@.*)?)$/.exec(image.value) ?? [];
    const found = images.findLast((one) => textAt(one, "name") === name);
    if (found === undefined) return image;
    const tag = textAt(found, "newTag");
    const digest = textAt(found, "digest");
    const own = digest === undefined ? (tag === undefined ? end : `:${tag}`) : `@${digest}`;
    const { span }: Placed<string> = { value: "", span: (valueAt(found, "newTag") ?? found).span };
    return { value: `${textAt(found, "newName") ?? name}${own}`, span };
  };
}

export function readKustomization(source: Source, options: DeploymentOptions): DeploymentReading {
  const { documents, problems } = readYaml(source);
  const { fileAt } = options;
  const built = fileAt && new Builder(fileAt).build(documents[0], "");
  if (built === undefined) {
    const at = { file: source.file, start: 0, end: 0 };
    const said = problem("kustomization-unread", at, { file: source.file });
    return { source, deployments: [], confs: [], problems: [said, ...problems] };
  }
  const configMaps = new Map(built.maps.map((map) => [`${map.kind}/${map.name}`, map]));
  const reading = readManifests(source, built.files, options, { configMaps, imageOf: imageOf(built.images) });
  return { ...reading, problems: [...problems, ...reading.problems] };
}
