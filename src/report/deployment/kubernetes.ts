// Kubernetes manifests for a conf: a Secret with it, a Deployment, a Service, a claim for each folder that lasts.
import type { DeploymentPlan } from "../../deploy/plan/plan.ts";
import type { PlannedFile } from "../../deploy/plan/plan-files.ts";
import type { PlannedPort } from "../../deploy/plan/plan-ports.ts";
import type { Language } from "../../lint/language.ts";
import type { ListenerKind } from "../../start/listeners.ts";
import { isSecretName } from "../../start/secret-name.ts";
import { APP, folderNames } from "./names.ts";
import { type DeploymentWords, deploymentWords } from "./words.ts";
import { yamlText } from "./yaml-text.ts";

const CONF = `${APP}-conf`;
const FILES = `${APP}-files`;
const VARIABLES = `${APP}-env`;
const USER = 1000;

const portNames: Readonly<Record<ListenerKind, string>> = {
  tcp: "mqtt",
  ssl: "mqtts",
  ws: "ws",
  wss: "wss",
  http: "api",
};

/** The bytes of the conf, or of a file that it includes. */
export type TextAt = (host: string) => Uint8Array | undefined;

interface SecretData {
  readonly stringData: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

/** As text where it is one, else in base64. */
function dataOf(entries: readonly (readonly [key: string, bytes: Uint8Array])[]): SecretData {
  const stringData: Record<string, string> = {};
  const data: Record<string, string> = {};
  const encoder = new TextEncoder();
  for (const [key, bytes] of entries) {
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    const again = encoder.encode(text);
    // What YAML cannot show as it is would be read as something else.
    const isText = again.length === bytes.length && !/[^\t\n\u0020-\u007E\u00A0-\uD7FF]/.test(text);
    if (isText) stringData[key] = text;
    else data[key] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }
  return { stringData, data };
}

function object(apiVersion: string, kind: string, name: string, rest: object): object {
  return { apiVersion, kind, metadata: { name, labels: { app: APP } }, ...rest };
}

/** A key of a Secret for each file, told apart where two have one name. */
function keysOf(files: readonly PlannedFile[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { at } of files) {
    const bare = at.slice(at.lastIndexOf("/") + 1).replaceAll(/[^\w.-]/g, "_");
    const taken = new Set(keys.values());
    let key = bare;
    for (let count = 2; taken.has(key); count += 1) key = `${count}-${bare}`;
    keys.set(at, key);
  }
  return keys;
}

/** Kubernetes fills in what stands in `$(...)`. */
function literal(text: string): string {
  return text.replaceAll("$(", "$$$$(");
}

function env(plan: DeploymentPlan): readonly object[] {
  return plan.variables.map(({ name, value }) =>
    isSecretName(name)
      ? { name, valueFrom: { secretKeyRef: { name: VARIABLES, key: name } } }
      : { name, value: literal(value) },
  );
}

type Names = ReadonlyMap<string, string>;

/** What is stored where, under which names. */
interface Stored {
  /** The conf and its includes: they stand in the manifest. */
  readonly texts: readonly PlannedFile[];
  readonly textKeys: Names;
  /** Certificates and keys, which the user makes a Secret of. */
  readonly files: readonly PlannedFile[];
  readonly fileKeys: Names;
  /** By folder. */
  readonly claims: Names;
  /** Variables that stand in a Secret. */
  readonly variables: readonly string[];
}

function storedOf({ conf, files, folders, variables }: DeploymentPlan): Stored {
  const texts = [conf, ...files.filter(({ use }) => use === "include")];
  const others = files.filter(({ use }) => use !== "include");
  return {
    ...{ texts, textKeys: keysOf(texts), files: others, fileKeys: keysOf(others) },
    claims: folderNames(folders),
    variables: variables.flatMap(({ name }) => (isSecretName(name) ? [name] : [])),
  };
}

interface NamedPort extends PlannedPort {
  readonly name: string;
}

function namedPorts({ ports }: DeploymentPlan): readonly NamedPort[] {
  return ports.map((one, at) => ({ ...one, name: `${portNames[one.kind]}-${at + 1}` }));
}

function probesOf({ checked }: DeploymentPlan): object {
  if (checked === undefined || checked.reach === "inside") return {};
  const probe = { tcpSocket: { port: checked.port } };
  return {
    startupProbe: { ...probe, failureThreshold: 30, periodSeconds: 2 },
    livenessProbe: probe,
    readinessProbe: probe,
  };
}

function volumeMounts({ folders, temporary }: DeploymentPlan, stored: Stored): readonly object[] {
  const mount =
    (name: string, keys: Names) =>
    ({ at }: PlannedFile) => ({ name, mountPath: at, subPath: keys.get(at), readOnly: true });
  return [
    ...stored.texts.map(mount("conf", stored.textKeys)),
    ...stored.files.map(mount("files", stored.fileKeys)),
    { name: "tmp", mountPath: temporary },
    ...folders.map(({ at }) => ({ name: stored.claims.get(at), mountPath: at })),
  ];
}

function containerOf(plan: DeploymentPlan, stored: Stored): object {
  const { image, conf, options, workdir, variables } = plan;
  const ports = namedPorts(plan).map(({ name, port }) => ({ name, containerPort: port }));
  return {
    name: APP,
    image: image.reference,
    args: ["--conf", conf.at, ...options.map(literal)],
    ...(workdir === undefined ? {} : { workingDir: workdir }),
    ...(variables.length === 0 ? {} : { env: env(plan) }),
    ...(ports.length === 0 ? {} : { ports }),
    ...probesOf(plan),
    resources: { requests: { cpu: "100m", memory: "64Mi" } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: volumeMounts(plan, stored),
  };
}

function podOf(plan: DeploymentPlan, stored: Stored): object {
  const hasLowPort = plan.ports.some(({ port }) => port < 1024);
  const lowPorts = { sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }] };
  const user = { runAsNonRoot: true, runAsUser: USER, runAsGroup: USER, fsGroup: USER };
  return {
    securityContext: { ...user, ...(hasLowPort && lowPorts) },
    containers: [containerOf(plan, stored)],
    volumes: [
      { name: "conf", secret: { secretName: CONF } },
      ...(stored.files.length === 0 ? [] : [{ name: "files", secret: { secretName: FILES } }]),
      { name: "tmp", emptyDir: {} },
      ...[...stored.claims.values()].map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ],
  };
}

function deploymentOf(plan: DeploymentPlan, stored: Stored): object {
  const labels = { app: APP };
  return object("apps/v1", "Deployment", APP, {
    spec: {
      replicas: 1,
      strategy: { type: "Recreate" },
      selector: { matchLabels: labels },
      template: { metadata: { labels: { ...labels } }, spec: podOf(plan, stored) },
    },
  });
}

function claimOf(name: string): object {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
  return object("v1", "PersistentVolumeClaim", name, { spec });
}

/** For what everybody may reach; undefined where that is nothing. */
function serviceOf(plan: DeploymentPlan): object | undefined {
  const ports = namedPorts(plan).flatMap(({ name, port, reach }) =>
    reach === "all" ? [{ name, port, targetPort: port }] : [],
  );
  return ports.length === 0
    ? undefined
    : object("v1", "Service", APP, { spec: { selector: { app: APP }, ports } });
}

function confSecret({ texts, textKeys }: Stored, textAt: TextAt): object {
  const entries = texts.flatMap(({ host, at }) => {
    const bytes = textAt(host);
    return bytes === undefined ? [] : [[textKeys.get(at) ?? "", bytes] as const];
  });
  const { stringData, data } = dataOf(entries);
  return object("v1", "Secret", CONF, {
    ...(Object.keys(stringData).length === 0 ? {} : { stringData }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  });
}

/** What the user has to make before: the command for each Secret that is not in the manifest. */
function commandsFor({ files, fileKeys, variables }: Stored, words: DeploymentWords): readonly string[] {
  const create = (name: string, from: readonly string[]) =>
    `kubectl create secret generic ${name} ${from.join(" ")}`;
  const fromFiles = files.map(({ at, host }) => `--from-file=${fileKeys.get(at)}=${host}`);
  const fromTexts = variables.map((name) => `--from-literal=${name}=...`);
  return [
    ...(fromFiles.length === 0 ? [] : [words.secretFiles(create(FILES, fromFiles))]),
    ...(fromTexts.length === 0 ? [] : [words.secretVariables(create(VARIABLES, fromTexts))]),
  ];
}

/** @param textAt of the conf and its includes: they stand in the manifest */
export function kubernetesText(plan: DeploymentPlan, textAt: TextAt, language: Language): string {
  const words = deploymentWords[language];
  const stored = storedOf(plan);
  const top = [words.top, words.start.kubernetes, ...commandsFor(stored, words)];
  const service = serviceOf(plan);
  const comments = {
    "spec.replicas": words.oneBroker,
    "spec.template.spec.containers.image": words.image,
  };
  return [
    yamlText(confSecret(stored, textAt), { apiVersion: words.secretConf }, top),
    ...[...stored.claims.values()].map((name) => yamlText(claimOf(name), { apiVersion: words.kept })),
    yamlText(deploymentOf(plan, stored), comments),
    ...(service === undefined ? [] : [yamlText(service, {})]),
  ].join("---\n");
}
