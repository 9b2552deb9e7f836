/** Kubernetes manifests: every container that runs NanoMQ, the ConfigMaps that feed it, the Services in front of it. */

import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import type { InlineConf } from "./container.ts";
import type { Deployment, DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { isMainConf, mountedConfs } from "./inline-conf.ts";
import { type ConfigMap, readConfigMaps } from "./kubernetes-config.ts";
import { type ImageOf, isNanomqContainer, type PodTemplate, readContainer } from "./kubernetes-pod.ts";
import { readServices } from "./kubernetes-service.ts";
import { type DeploymentProblem, inFileOrder, problem } from "./problem.ts";
import { entriesOf, itemsOf, readYaml, textAt, valueAt, type YamlNode } from "./yaml-file.ts";

/** Objects of a document; the items of a List are objects themselves, each once however often an alias names it. */
function objectsOf(document: YamlNode): readonly YamlNode[] {
  const objects = new Set<YamlNode>();
  const open = [document];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (objects.has(node)) continue;
    objects.add(node);
    if ((textAt(node, "kind") ?? "").endsWith("List"))
      open.push(...itemsOf(valueAt(node, "items")).toReversed());
  }
  return [...objects];
}

/** Where the pod's description stands below an object of each kind. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
};

function podTemplate(object: YamlNode): PodTemplate | undefined {
  const kind = textAt(object, "kind") ?? "";
  const path = podPaths[kind];
  const template = path === undefined ? undefined : valueAt(object, ...path);
  if (template === undefined) return undefined;
  const replicas = valueAt(object, "spec", "replicas");
  const count =
    replicas?.kind === "scalar" && typeof replicas.value === "number" ? replicas.value : undefined;
  return {
    name: `${kind}/${textAt(object, "metadata", "name") ?? ""}`,
    spec: valueAt(template, "spec"),
    labels: new Map(
      entriesOf(valueAt(template, "metadata", "labels")).map(({ key, value }) => [key, textAt(value) ?? ""]),
    ),
    replicas:
      replicas === undefined || count === undefined ? undefined : { value: count, span: replicas.span },
  };
}

/** Confs of ConfigMaps that nothing mounts: read all the same, and said. */
function unmountedConfs(
  configMaps: ReadonlyMap<string, ConfigMap>,
  mounted: readonly InlineConf[],
): readonly { readonly conf: InlineConf; readonly map: string }[] {
  return [...configMaps.values()].flatMap((map) =>
    map.confs
      .filter(isMainConf)
      .filter((conf) => !mounted.some(({ text }) => text.source.file === conf.text.source.file))
      .map((conf) => ({ conf, map: map.name })),
  );
}

/** One file's objects. */
export interface ManifestFile {
  readonly source: Source;
  readonly objects: readonly YamlNode[];
}

/** Objects of every document of a file. */
export function manifestFile(source: Source): ManifestFile & Pick<DeploymentReading, "problems"> {
  const { documents, problems } = readYaml(source);
  return { source, objects: documents.flatMap(objectsOf), problems };
}

/** What builds manifests may add to them. */
export interface BuiltWith {
  /** ConfigMaps and Secrets that are generated, by `ConfigMap/name`. */
  readonly configMaps: ReadonlyMap<string, ConfigMap>;
  /** The image that a container is given in place of the one it names. */
  readonly imageOf: ImageOf;
}

const asWritten: BuiltWith = { configMaps: new Map(), imageOf: (image) => image };

/** Every container of these manifests that runs NanoMQ. */
export function readManifests(
  source: Source,
  files: readonly ManifestFile[],
  options: DeploymentOptions,
  { configMaps: generated, imageOf }: BuiltWith = asWritten,
): DeploymentReading {
  const own = files.flatMap(({ source: file, objects }) => [...readConfigMaps(file, objects)]);
  const configMaps = new Map([...generated, ...own]);
  const objects = files.flatMap((file) => file.objects);
  const services = readServices(objects);
  const deployments: Deployment[] = [];
  const problems: DeploymentProblem[] = [];
  for (const pod of objects.map(podTemplate)) {
    if (pod === undefined) continue;
    const containers = itemsOf(valueAt(pod.spec, "containers"));
    for (const node of containers.filter((container) => isNanomqContainer(container))) {
      const isOnly = containers.length === 1;
      const read = readContainer(node, pod, isOnly, { configMaps, services, imageOf });
      const assembled = assemble(read.container, options);
      deployments.push(assembled.deployment);
      problems.push(...read.problems, ...assembled.problems);
    }
  }
  const mounted = mountedConfs(deployments);
  const unmounted = unmountedConfs(configMaps, mounted);
  if (deployments.length > 0) {
    for (const { conf, map } of unmounted) {
      const { file } = conf.text.host;
      const start = conf.text.pieces[0]?.hostAt ?? 0;
      problems.push(problem("configmap-unused", { file, start, end: start }, { name: map, key: conf.name }));
    }
  }
  const confs = [...mounted, ...unmounted.map(({ conf }) => conf)];
  return { source, deployments, confs, problems };
}

/** Reads all documents of a manifest file together. */
export function readKubernetes(source: Source, options: DeploymentOptions): DeploymentReading {
  const { problems, ...file } = manifestFile(source);
  const reading = readManifests(source, [file], options);
  return { ...reading, problems: inFileOrder([...problems, ...reading.problems]) };
}
