// Kubernetes manifests for a conf: a Secret with it, a Deployment, a Service, a claim for each folder that lasts.
import type { DeploymentPlan } from "../../deploy/plan/plan.ts";
import type { PlannedFile } from "../../deploy/plan/plan-files.ts";
import type { Language } from "../../lint/language.ts";
import type { ListenerKind } from "../../start/listeners.ts";
import { isSecretName } from "../../start/secret-name.ts";
import { APP, folderNames } from "./names.ts";
import { deploymentWords } from "./words.ts";
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

function env(plan: DeploymentPlan): readonly object[] {
  return plan.variables.map(({ name, value }) =>
    isSecretName(name)
      ? { name, valueFrom: { secretKeyRef: { name: VARIABLES, key: name } } }
      : { name, value: value.replaceAll("$(", "$$$$(") },
  );
}

/** @param textAt of the conf and its includes: they stand in the manifest */
export function kubernetesText(plan: DeploymentPlan, textAt: TextAt, language: Language): string {
  const words = deploymentWords[language];
  const { image, conf, files, folders, ports, checked, options, workdir, temporary, variables } = plan;
  const texts = [conf, ...files.filter(({ use }) => use === "include")];
  const stored = files.filter(({ use }) => use !== "include");
  const [textKeys, fileKeys] = [keysOf(texts), keysOf(stored)];
  const claims = folderNames(folders);
  const entries = texts.flatMap(({ host, at }) => {
    const bytes = textAt(host);
    return bytes === undefined ? [] : [[textKeys.get(at) ?? "", bytes] as const];
  });
  const secretNames = variables.flatMap(({ name }) => (isSecretName(name) ? [name] : []));
  const named = ports.map((one, at) => ({ ...one, name: `${portNames[one.kind]}-${at + 1}` }));
  const served = named.filter(({ reach }) => reach === "all");
  const probe = checked !== undefined && checked.reach !== "inside" && { tcpSocket: { port: checked.port } };
  const mount =
    (name: string, keys: ReadonlyMap<string, string>) =>
    ({ at }: PlannedFile) => ({ name, mountPath: at, subPath: keys.get(at), readOnly: true });
  const container = {
    name: APP,
    image: image.reference,
    args: ["--conf", conf.at, ...options.map((one) => one.replaceAll("$(", "$$$$("))],
    ...(workdir === undefined ? {} : { workingDir: workdir }),
    ...(variables.length === 0 ? {} : { env: env(plan) }),
    ...(named.length === 0 ? {} : { ports: named.map(({ name, port }) => ({ name, containerPort: port })) }),
    ...(probe === false
      ? {}
      : {
          startupProbe: { ...probe, failureThreshold: 30, periodSeconds: 2 },
          livenessProbe: probe,
          readinessProbe: probe,
        }),
    resources: { requests: { cpu: "100m", memory: "64Mi" } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    },
    volumeMounts: [
      ...texts.map(mount("conf", textKeys)),
      ...stored.map(mount("files", fileKeys)),
      { name: "tmp", mountPath: temporary },
      ...folders.map(({ at }) => ({ name: claims.get(at), mountPath: at })),
    ],
  };
  const hasLowPort = ports.some(({ port }) => port < 1024);
  const pod = {
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      ...(hasLowPort ? { sysctls: [{ name: "net.ipv4.ip_unprivileged_port_start", value: "0" }] } : {}),
    },
    containers: [container],
    volumes: [
      { name: "conf", secret: { secretName: CONF } },
      ...(stored.length === 0 ? [] : [{ name: "files", secret: { secretName: FILES } }]),
      { name: "tmp", emptyDir: {} },
      ...[...claims.values()].map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
    ],
  };
  const deployment = object("apps/v1", "Deployment", APP, {
    spec: {
      replicas: 1,
      strategy: { type: "Recreate" },
      selector: { matchLabels: { app: APP } },
      template: { metadata: { labels: { app: APP } }, spec: pod },
    },
  });
  const claim = (name: string) =>
    object("v1", "PersistentVolumeClaim", name, {
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    });
  const service = object("v1", "Service", APP, {
    spec: {
      selector: { app: APP },
      ports: served.map(({ name, port }) => ({ name, port, targetPort: port })),
    },
  });
  const create = (name: string, from: readonly string[]) =>
    `kubectl create secret generic ${name} ${from.join(" ")}`;
  const top = [
    words.top,
    words.start.kubernetes,
    ...(stored.length === 0
      ? []
      : [
          words.secretFiles(
            create(
              FILES,
              stored.map(({ at, host }) => `--from-file=${fileKeys.get(at)}=${host}`),
            ),
          ),
        ]),
    ...(secretNames.length === 0
      ? []
      : [
          words.secretVariables(
            create(
              VARIABLES,
              secretNames.map((name) => `--from-literal=${name}=...`),
            ),
          ),
        ]),
  ];
  const { stringData, data } = dataOf(entries);
  const secret = object("v1", "Secret", CONF, {
    ...(Object.keys(stringData).length === 0 ? {} : { stringData }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  });
  const documents = [
    yamlText(secret, { apiVersion: words.secretConf }, top),
    ...[...claims.values()].map((name) => yamlText(claim(name), { apiVersion: words.kept })),
    yamlText(deployment, {
      "spec.replicas": words.oneBroker,
      "spec.template.spec.containers.image": words.image,
    }),
    ...(served.length === 0 ? [] : [yamlText(service, {})]),
  ];
  return documents.join("---\n");
}
