/** docker-compose files: every service that runs NanoMQ. */

import { parseImage } from "../nanomq/image.ts";
import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { builtContainer, overBuilt } from "./built-service.ts";
import { ComposeFields } from "./compose-fields.ts";
import {
  type ComposeFile,
  ComposeFiles,
  type ComposeProject,
  fromFolder,
  variablesAt,
} from "./compose-files.ts";
import { servicesOf } from "./compose-layers.ts";
import { type FilesByName, readMounts } from "./compose-mounts.ts";
import type { Container, InlineConf, Placed, Probe, PublishedPort } from "./container.ts";
import type { Deployment, DeploymentOptions, DeploymentReading } from "./deployment.ts";
import { embedScalar } from "./embed-scalar.ts";
import { isNanomqImage, isProduct } from "./image.ts";
import { asInlineText, isMainConf, mountedConfs } from "./inline-conf.ts";
import { interpolate } from "./interpolate.ts";
import { placeWords } from "./placed-words.ts";
import { isRangeMismatch, parsePortRange, parseShortPort } from "./ports.ts";
import { type DeploymentProblem, inFileOrder, problem } from "./problem.ts";
import { dockerBytes } from "./quantity.ts";
import { shellWords } from "./shell-words.ts";
import { runsNanomq } from "./start-command.ts";
import { entriesOf, itemsOf, readYaml, textAt, valueAt, type YamlEntry, type YamlNode } from "./yaml-file.ts";

/** Texts below a top-level `configs`, by name. */
type InlineConfigs = ReadonlyMap<string, InlineConf>;

function inlineConfigs({
  source,
  root,
}: ComposeFile): readonly (readonly [name: string, conf: InlineConf])[] {
  return entriesOf(valueAt(root, "configs")).flatMap(({ key, value }) => {
    const content = valueAt(value, "content");
    if (content?.kind !== "scalar") return [];
    return [[key, asInlineText(key, embedScalar(source, content, `${source.file}#configs/${key}`))] as const];
  });
}

/** Top-level `configs` and `secrets` that are files, by name. */
function filesByName(projects: readonly ComposeProject[]): FilesByName {
  const of = (key: keyof FilesByName) =>
    projects.flatMap(({ files, variables }) =>
      files.flatMap(({ root, folder }) =>
        entriesOf(valueAt(root, key)).flatMap(({ key: name, value }) => {
          const file = textAt(value, "file");
          const path = file && fromFolder(folder, interpolate(file, variables).text);
          return path === undefined ? [] : [[name, path] as const];
        }),
      ),
    );
  return { configs: new Map(of("configs")), secrets: new Map(of("secrets")) };
}

function readPorts(fields: ComposeFields): readonly PublishedPort[] {
  const ports = fields.items("ports").flatMap((item) => {
    const port = item.kind === "map" ? longPort(fields, item) : shortPort(fields, item);
    return port === undefined ? [] : [port];
  });
  const seen = new Map<string, PublishedPort>();
  const own: PublishedPort[] = [];
  for (const port of ports) {
    const { hostIp, published, protocol, span, target } = port;
    const key = `${hostIp ?? ""}:${published?.from}-${published?.to}/${protocol}`;
    const before = published === undefined ? undefined : seen.get(key);
    // What a file repeats of the one it extends or is laid over is one port.
    const isRepeated = before?.target.from === target.from && before.span.file !== span.file;
    if (published !== undefined && before !== undefined && !isRepeated)
      fields.say("port-published-twice", span, { port: published.from, protocol });
    if (!isRepeated) own.push(port);
    seen.set(key, port);
  }
  return own;
}

function shortPort(fields: ComposeFields, item: YamlNode): PublishedPort | undefined {
  const text = fields.resolved(item);
  // A variable without a known value may be any port.
  if (text === undefined || text.includes("$")) return undefined;
  const port = parseShortPort(text);
  if (port === undefined) {
    fields.say("port-unreadable", item.span, { text });
    return undefined;
  }
  if (isRangeMismatch(port)) fields.say("port-range-mismatch", item.span, { text });
  return { by: "compose", ...port, span: item.span };
}

function longPort(fields: ComposeFields, item: YamlNode): PublishedPort | undefined {
  const part = (key: string): string | undefined => fields.resolved(valueAt(item, key));
  const target = parsePortRange(part("target") ?? "");
  const written = part("published");
  if (written?.includes("$") === true) return undefined;
  const published = written === undefined ? undefined : parsePortRange(written);
  if (target === undefined || (written !== undefined && published === undefined)) {
    fields.say("port-unreadable", item.span, { text: `${written ?? ""}:${part("target") ?? ""}` });
    return undefined;
  }
  const protocol = part("protocol") ?? "tcp";
  return { by: "compose", hostIp: part("host_ip"), published, target, protocol, span: item.span };
}

function readHealthcheck(fields: ComposeFields): readonly Probe[] {
  const test = fields.at("healthcheck", "test");
  if (textAt(fields.at("healthcheck", "disable")) === "true") return [];
  const words = itemsOf(test).map((item) => fields.resolved(item) ?? "");
  if (test === undefined || words[0] === "NONE") return [];
  const shell = words[0] === "CMD-SHELL" ? words[1] : textAt(test);
  const command = shell === undefined ? words.slice(1) : shellWords(shell);
  return [
    {
      purpose: "healthcheck",
      how: "exec",
      port: undefined,
      path: undefined,
      sendsAuthorization: command.some((word) => /authorization|^(?:-u|--user)/i.test(word)),
      command,
      span: test.span,
    },
  ];
}

function readWords(fields: ComposeFields, sourceOf: SourceOf): readonly Placed<string>[] | undefined {
  const entrypoint = commandWords(fields, "entrypoint", sourceOf);
  const command = commandWords(fields, "command", sourceOf);
  // An entrypoint of its own replaces the image's command too.
  return entrypoint === undefined ? command : [...entrypoint, ...(command ?? [])];
}

function isNanomqService(name: string, image: string | undefined, words: readonly Placed<string>[]): boolean {
  if (runsNanomq(words)) return true;
  return image === undefined ? /nanomq/i.test(name) : isNanomqImage(image);
}

/** The text that a span is in, by the name of its file. */
type SourceOf = ComposeFiles["sourceOf"];

/** What services name of the top level, and the texts they stand in. */
interface SharedTexts {
  readonly inline: InlineConfigs;
  readonly files: FilesByName;
  readonly sourceOf: SourceOf;
}

/** Undefined for a service that does not run NanoMQ. */
function readService(
  entry: YamlEntry,
  fields: ComposeFields,
  shared: SharedTexts,
  fileAt: DeploymentOptions["fileAt"],
): Container | undefined {
  const image = fields.text("image");
  const words = readWords(fields, shared.sourceOf);
  const built = builtContainer(fields, fileAt, shared.sourceOf);
  if (built === undefined && !isNanomqService(entry.key, image?.value, words ?? [])) return undefined;
  const limits = ["deploy", "resources", "limits"];
  // Docker sets net.ipv4.ip_unprivileged_port_start to 0 in every network of its own (moby 20.10).
  const hostNetwork = fields.text("network_mode")?.value === "host";
  const service: Container = {
    kind: "docker",
    name: entry.key,
    span: entry.keySpan,
    image: image === undefined ? undefined : { value: parseImage(image.value), span: image.span },
    environment: fields.environment(fileAt),
    environmentFiles: fields.environmentFiles(),
    words,
    ...readMounts(fields, shared.inline, shared.files),
    ports: readPorts(fields),
    probes: readHealthcheck(fields),
    replicas: fields.number("deploy", "replicas") ?? fields.number("scale"),
    readOnlyRoot: fields.flag("read_only"),
    user: fields.text("user"),
    workdir: fields.text("working_dir"),
    hostNetwork,
    opensLowPorts: !hostNetwork,
    freshTmp: false,
    forks: false,
    cpuCores: fields.number(...limits, "cpus") ?? fields.number("cpus"),
    memoryBytes: bytes(fields.text(...limits, "memory") ?? fields.text("mem_limit")),
  };
  return overBuilt(service, built);
}

/** A list, or a string that is split as a shell does. */
function commandWords(
  fields: ComposeFields,
  key: string,
  sourceOf: SourceOf,
): readonly Placed<string>[] | undefined {
  const node = fields.at(key);
  // An empty one counts as none: the words of the image stay.
  if (node?.kind === "list" && node.items.length === 0) return undefined;
  if (node?.kind === "list") {
    return node.items.map((item) => ({ value: fields.resolved(item) ?? "", span: item.span }));
  }
  const text = fields.text(key);
  const source = text && sourceOf(text.span.file);
  return text === undefined || source === undefined ? undefined : placeWords(source, text);
}

function bytes(text: Placed<string> | undefined): Placed<number> | undefined {
  const value = text === undefined ? undefined : dockerBytes(text.value);
  return text === undefined || value === undefined ? undefined : { value, span: text.span };
}

/** The file that compose lays over this one unasked. */
function overrideOf({ source }: ComposeFile, files: ComposeFiles): ComposeFile | undefined {
  const [, stem] = /(?:^|\/)((?:docker-)?compose)\.ya?ml$/.exec(source.file) ?? [];
  if (stem === undefined) return undefined;
  return files.at(`${stem}.override.yml`) ?? files.at(`${stem}.override.yaml`);
}

/** Reads a compose file; services without NanoMQ are left alone. */
export function readCompose(source: Source, options: DeploymentOptions): DeploymentReading {
  const yaml = readYaml(source);
  const { fileAt } = options;
  const files = new ComposeFiles(fileAt);
  files.know(source);
  const main: ComposeFile = { source, root: yaml.documents[0], folder: "" };
  const over = overrideOf(main, files);
  const variables = options.variables ?? variablesAt(fileAt, [".env"]);
  const own: ComposeProject = { files: over === undefined ? [main] : [main, over], variables };
  const projects = [own, ...files.included(own)];
  const inline = new Map(projects.flatMap((project) => project.files.flatMap(inlineConfigs)));
  const sourceOf = (file: string) => files.sourceOf(file);
  const shared = { inline, files: filesByName(projects), sourceOf };
  const deployments: Deployment[] = [];
  const problems: DeploymentProblem[] = [...yaml.problems];
  for (const { entry, layers, variables: values } of projects.flatMap((project) =>
    servicesOf(project, files).map((service) => ({ ...service, variables: project.variables })),
  )) {
    const fields = new ComposeFields(layers, values);
    const image = fields.text("image");
    if (image !== undefined && isProduct(image.value)) {
      problems.push(problem("product-unknown", image.span, { image: image.value }));
      continue;
    }
    const container = readService(entry, fields, shared, fileAt);
    if (container === undefined) continue;
    const assembled = assemble(container, options);
    deployments.push(assembled.deployment);
    problems.push(...fields.problems, ...assembled.problems);
  }
  problems.push(...files.problems);
  const mounted = mountedConfs(deployments);
  const idle = [...inline.values()]
    .filter(isMainConf)
    .filter(({ name }) => !mounted.some((conf) => conf.name === name));
  return { source, deployments, confs: [...mounted, ...idle], problems: inFileOrder(problems) };
}
