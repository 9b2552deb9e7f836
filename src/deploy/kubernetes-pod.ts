/** One container of a pod: environment, words, mounts, ports, probes, limits. */

import { parseImage } from "../nanomq/image.ts";
import type { Container, Placed, Probe, PublishedPort } from "./container.ts";
import type { EnvironmentVariable } from "./environment.ts";
import { isNanomqImage } from "./image.ts";
import type { ConfigMap } from "./kubernetes-config.ts";
import { readVolumeMounts } from "./kubernetes-mounts.ts";
import { type Service, servicePorts } from "./kubernetes-service.ts";
import { parsePortRange } from "./ports.ts";
import { type DeploymentProblem, problem } from "./problem.ts";
import { kubernetesQuantity } from "./quantity.ts";
import { runsNanomq } from "./start-command.ts";
import { itemsOf, textAt, valueAt, type YamlNode } from "./yaml-file.ts";

export interface PodTemplate {
  /** `Deployment/name`. */
  readonly name: string;
  readonly spec: YamlNode | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly replicas: Placed<number> | undefined;
}

interface ReadContainer {
  readonly container: Container;
  readonly problems: readonly DeploymentProblem[];
}

type ConfigMaps = ReadonlyMap<string, ConfigMap>;

/** The image that a container gets for the one it names. */
export type ImageOf = (image: Placed<string>) => Placed<string>;

/** What is beside a pod. */
interface PodAround {
  readonly configMaps: ConfigMaps;
  readonly services: readonly Service[];
  readonly imageOf: ImageOf;
}

function placedText(node: YamlNode | undefined): Placed<string> | undefined {
  const value = textAt(node);
  return node === undefined || value === undefined ? undefined : { value, span: node.span };
}

function placedQuantity(node: YamlNode | undefined): Placed<number> | undefined {
  const value = kubernetesQuantity(textAt(node) ?? "");
  return node === undefined || value === undefined ? undefined : { value, span: node.span };
}

function wordsOf(node: YamlNode): readonly Placed<string>[] | undefined {
  const parts = ["command", "args"].map((key) => valueAt(node, key));
  if (parts.every((part) => part === undefined)) return undefined;
  return parts.flatMap((part) =>
    itemsOf(part).map((item) => ({ value: textAt(item) ?? "", span: item.span })),
  );
}

export function isNanomqContainer(node: YamlNode): boolean {
  return isNanomqImage(textAt(node, "image") ?? "") || runsNanomq(wordsOf(node) ?? []);
}

/** `envFrom`: every key of a ConfigMap, with a prefix. */
function environmentFrom(node: YamlNode, configMaps: ConfigMaps): readonly EnvironmentVariable[] {
  return itemsOf(valueAt(node, "envFrom")).flatMap((item) => {
    const prefix = textAt(item, "prefix") ?? "";
    const map =
      configMaps.get(`ConfigMap/${textAt(item, "configMapRef", "name") ?? ""}`) ??
      configMaps.get(`Secret/${textAt(item, "secretRef", "name") ?? ""}`);
    return (map?.entries ?? []).map(({ key, keySpan, value }) => ({
      name: `${prefix}${key}`,
      // A Secret's data is base64, and none of our business.
      value: map?.kind === "ConfigMap" ? textAt(value) : undefined,
      span: keySpan,
    }));
  });
}

function valueFrom(item: YamlNode, configMaps: ConfigMaps): string | undefined {
  const reference = valueAt(item, "valueFrom", "configMapKeyRef");
  const map = configMaps.get(`ConfigMap/${textAt(reference, "name") ?? ""}`);
  return textAt(map?.entries.find(({ key }) => key === textAt(reference, "key"))?.value);
}

interface ReadEnvironment {
  readonly variables: readonly EnvironmentVariable[];
  readonly problems: readonly DeploymentProblem[];
}

function readEnvironment(node: YamlNode, configMaps: ConfigMaps): ReadEnvironment {
  const problems: DeploymentProblem[] = [];
  const own = itemsOf(valueAt(node, "env")).flatMap((item) => {
    const name = textAt(item, "name");
    if (name === undefined) return [];
    const value = valueAt(item, "value");
    if (value?.kind === "scalar" && value.value !== null && typeof value.value !== "string") {
      problems.push(problem("env-not-text", value.span, { name, value: value.text }));
    }
    // An entry with neither is an empty variable.
    const isEmpty = value === undefined && valueAt(item, "valueFrom") === undefined;
    return [{ name, value: isEmpty ? "" : (textAt(value) ?? valueFrom(item, configMaps)), span: item.span }];
  });
  // `env` wins over `envFrom`.
  const names = new Set(own.map(({ name }) => name));
  const from = environmentFrom(node, configMaps).filter(({ name }) => !names.has(name));
  return { variables: [...from, ...own], problems };
}

/** `$(NAME)` in words, where NAME is known; `$$(NAME)` stays as it is. */
function expand(
  words: readonly Placed<string>[] | undefined,
  variables: readonly EnvironmentVariable[],
): readonly Placed<string>[] | undefined {
  const values = new Map(variables.map(({ name, value }) => [name, value]));
  return words?.map(({ value, span }) => ({
    span,
    value: value.replace(/\$?\$\(([A-Za-z_][\w.-]*)\)/g, (writing, name: string) =>
      writing.startsWith("$$") ? writing.slice(1) : (values.get(name) ?? writing),
    ),
  }));
}

function namedPorts(node: YamlNode): ReadonlyMap<string, number> {
  return new Map(
    itemsOf(valueAt(node, "ports")).flatMap((port) => {
      const name = textAt(port, "name");
      const number = parsePortRange(textAt(port, "containerPort") ?? "")?.from;
      return name === undefined || number === undefined ? [] : [[name, number] as const];
    }),
  );
}

function hostPorts(node: YamlNode): readonly PublishedPort[] {
  return itemsOf(valueAt(node, "ports")).flatMap((port) => {
    const published = parsePortRange(textAt(port, "hostPort") ?? "");
    const target = parsePortRange(textAt(port, "containerPort") ?? "");
    if (published === undefined || target === undefined) return [];
    const protocol = (textAt(port, "protocol") ?? "TCP").toLowerCase();
    const hostIp = textAt(port, "hostIP");
    return [{ by: "host-port", hostIp, published, target, protocol, span: port.span } as const];
  });
}

/** Below it ports need a privilege. */
const LOW_PORTS = "net.ipv4.ip_unprivileged_port_start";

const purposes = ["liveness", "readiness", "startup"] as const;

function readProbes(node: YamlNode, named: ReadonlyMap<string, number>): readonly Probe[] {
  return purposes.flatMap((purpose) => {
    const probe = valueAt(node, `${purpose}Probe`);
    if (probe === undefined) return [];
    const http = valueAt(probe, "httpGet");
    const exec = valueAt(probe, "exec");
    const tcp = valueAt(probe, "tcpSocket");
    const how =
      http !== undefined ? "http" : exec !== undefined ? "exec" : tcp !== undefined ? "tcp" : "grpc";
    const written = textAt(http ?? tcp ?? valueAt(probe, "grpc"), "port") ?? "";
    const headers = itemsOf(valueAt(http, "httpHeaders"));
    return [
      {
        purpose,
        how,
        port: named.get(written) ?? parsePortRange(written)?.from,
        path: textAt(http, "path"),
        sendsAuthorization: headers.some((header) => /^authorization$/i.test(textAt(header, "name") ?? "")),
        command: itemsOf(valueAt(exec, "command")).map((word) => textAt(word) ?? ""),
        span: probe.span,
      },
    ];
  });
}

function readOnlyRoot(node: YamlNode): Placed<boolean> | undefined {
  const value = valueAt(node, "securityContext", "readOnlyRootFilesystem");
  return value?.kind === "scalar" && typeof value.value === "boolean"
    ? { value: value.value, span: value.span }
    : undefined;
}

function opensLowPorts(spec: YamlNode | undefined): boolean {
  return itemsOf(valueAt(spec, "securityContext", "sysctls")).some(
    (item) => textAt(item, "name") === LOW_PORTS && Number(textAt(item, "value")) === 0,
  );
}

/** @param isOnly the pod's only container needs no name of its own. */
export function readContainer(
  node: YamlNode,
  pod: PodTemplate,
  isOnly: boolean,
  { configMaps, services, imageOf }: PodAround,
): ReadContainer {
  const written = placedText(valueAt(node, "image"));
  const image = written && imageOf(written);
  const named = namedPorts(node);
  const environment = readEnvironment(node, configMaps);
  const volumes = readVolumeMounts(node, pod.spec, configMaps);
  const limits = valueAt(node, "resources", "limits");
  const container: Container = {
    kind: "kubernetes",
    name: isOnly ? pod.name : `${pod.name}/${textAt(node, "name") ?? ""}`,
    span: (valueAt(node, "name") ?? written ?? node).span,
    image: image && { value: parseImage(image.value), span: image.span },
    environment: environment.variables,
    environmentFiles: [],
    words: expand(wordsOf(node), environment.variables),
    mounts: volumes.mounts,
    ports: [...hostPorts(node), ...servicePorts(services, pod.labels, named)],
    probes: readProbes(node, named),
    replicas: pod.replicas,
    readOnlyRoot: readOnlyRoot(node),
    user: placedText(
      valueAt(node, "securityContext", "runAsUser") ?? valueAt(pod.spec, "securityContext", "runAsUser"),
    ),
    workdir: placedText(valueAt(node, "workingDir")),
    opensLowPorts: opensLowPorts(pod.spec),
    freshTmp: false,
    forks: false,
    hostNetwork: textAt(pod.spec, "hostNetwork") === "true",
    cpuCores: placedQuantity(valueAt(limits, "cpu")),
    memoryBytes: placedQuantity(valueAt(limits, "memory")),
    confs: volumes.confs,
  };
  return { container, problems: [...environment.problems, ...volumes.problems] };
}
