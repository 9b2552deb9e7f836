/** `volumeMounts` of a container against the volumes of its pod and the ConfigMaps of the file. */

import type { InlineConf, Mount } from "./container.ts";
import type { ConfigMap } from "./kubernetes-config.ts";
import { type DeploymentProblem, problem } from "./problem.ts";
import { entriesOf, itemsOf, textAt, valueAt, type YamlNode } from "./yaml-file.ts";

interface ReadVolumeMounts {
  readonly mounts: readonly Mount[];
  readonly confs: readonly InlineConf[];
  readonly problems: readonly DeploymentProblem[];
}

/** A key of a ConfigMap or Secret and the path below the volume where it becomes a file. */
interface VolumeFile {
  readonly path: string;
  readonly conf: InlineConf | undefined;
}

interface Volume {
  readonly kind: Mount["kind"];
  /** Name of what it shows, or the path on the host. */
  readonly source: string;
  readonly lasts?: false | undefined;
  /** Undefined where they cannot be known from the file. */
  readonly files: readonly VolumeFile[] | undefined;
  readonly problems: readonly DeploymentProblem[];
}

type ConfigMaps = ReadonlyMap<string, ConfigMap>;

/** The part of a volume (or of a projected volume) that shows a ConfigMap or Secret. */
function mapVolume(kind: "ConfigMap" | "Secret", part: YamlNode, configMaps: ConfigMaps): Volume {
  const nameNode = valueAt(part, "name") ?? valueAt(part, "secretName");
  const source = textAt(nameNode) ?? "";
  const map = configMaps.get(`${kind}/${source}`);
  const mountKind = kind === "ConfigMap" ? "config-map" : "secret";
  const items = itemsOf(valueAt(part, "items")).map((item) => ({
    key: textAt(item, "key") ?? "",
    path: textAt(item, "path") ?? "",
  }));
  if (map === undefined) {
    const isReported = kind === "ConfigMap" && nameNode !== undefined && textAt(part, "optional") !== "true";
    const problems = isReported ? [problem("configmap-unknown", nameNode.span, { name: source })] : [];
    const files = items.length === 0 ? undefined : items.map(({ path }) => ({ path, conf: undefined }));
    return { kind: mountKind, source, files, problems };
  }
  const shown = items.length > 0 ? items : map.entries.map(({ key }) => ({ key, path: key }));
  const files = shown.map(({ key, path }) => ({ path, conf: map.confs.find(({ name }) => name === key) }));
  return { kind: mountKind, source, files, problems: [] };
}

function projectedVolume(projected: YamlNode, configMaps: ConfigMaps): Volume {
  const parts = itemsOf(valueAt(projected, "sources")).flatMap((source) => partsOf(source, configMaps));
  return {
    kind: "config-map",
    source: parts.map(({ source }) => source).join(" "),
    files: parts.some(({ files }) => files === undefined)
      ? undefined
      : parts.flatMap(({ files }) => files ?? []),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function partsOf(node: YamlNode, configMaps: ConfigMaps): readonly Volume[] {
  const configMap = valueAt(node, "configMap");
  const secret = valueAt(node, "secret");
  return [
    ...(configMap === undefined ? [] : [mapVolume("ConfigMap", configMap, configMaps)]),
    ...(secret === undefined ? [] : [mapVolume("Secret", secret, configMaps)]),
  ];
}

const otherKinds: Readonly<Record<string, Mount["kind"]>> = {
  emptyDir: "volume",
  persistentVolumeClaim: "volume",
  ephemeral: "volume",
  hostPath: "bind",
};

function readVolume(node: YamlNode | undefined, name: string, configMaps: ConfigMaps): Volume {
  const [part] = node === undefined ? [] : partsOf(node, configMaps);
  if (part !== undefined) return part;
  const projected = valueAt(node, "projected");
  if (projected !== undefined) return projectedVolume(projected, configMaps);
  const type = entriesOf(node).find(({ key }) => key in otherKinds);
  const inMemory = textAt(node, "emptyDir", "medium") === "Memory";
  return {
    kind: inMemory ? "tmpfs" : (otherKinds[type?.key ?? ""] ?? "other"),
    source: textAt(node, "hostPath", "path") ?? name,
    ...(type?.key === "emptyDir" || type?.key === "ephemeral" ? { lasts: false } : {}),
    files: undefined,
    problems: [],
  };
}

interface MountedFiles {
  readonly files: readonly string[] | undefined;
  readonly confs: readonly InlineConf[];
}

/** With `subPath` one file of the volume stands at the mount path itself. */
function mountFiles(volume: Volume, target: string, subPath: string | undefined): MountedFiles {
  const isMap = volume.kind === "config-map" || volume.kind === "secret";
  if (subPath !== undefined) {
    const file = volume.files?.find(({ path }) => path === subPath);
    return {
      files: isMap && (volume.files === undefined || file !== undefined) ? [target] : isMap ? [] : undefined,
      confs: file?.conf === undefined ? [] : [{ ...file.conf, at: target }],
    };
  }
  const folder = target.replace(/\/$/, "");
  return {
    files: volume.files?.map(({ path }) => `${folder}/${path}`),
    confs: (volume.files ?? []).flatMap(({ path, conf }) =>
      conf === undefined ? [] : [{ ...conf, at: `${folder}/${path}` }],
    ),
  };
}

export function readVolumeMounts(
  container: YamlNode,
  podSpec: YamlNode | undefined,
  configMaps: ConfigMaps,
): ReadVolumeMounts {
  const mounts: Mount[] = [];
  const confs: InlineConf[] = [];
  const problems: DeploymentProblem[] = [];
  const volumes = itemsOf(valueAt(podSpec, "volumes"));
  for (const item of itemsOf(valueAt(container, "volumeMounts"))) {
    const name = textAt(item, "name") ?? "";
    const target = textAt(item, "mountPath") ?? "";
    const volume = readVolume(
      volumes.find((candidate) => textAt(candidate, "name") === name),
      name,
      configMaps,
    );
    const mounted = mountFiles(volume, target, textAt(item, "subPath"));
    const isMap = volume.kind === "config-map" || volume.kind === "secret";
    mounts.push({
      source: volume.source,
      target,
      kind: volume.kind,
      readOnly: isMap || textAt(item, "readOnly") === "true",
      ...(volume.lasts === false && { lasts: false }),
      files: mounted.files,
      span: item.span,
    });
    confs.push(...mounted.confs);
    problems.push(...volume.problems);
  }
  return { mounts, confs, problems };
}
