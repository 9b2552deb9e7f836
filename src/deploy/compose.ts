/** docker-compose files: every service that runs NanoMQ. */

import { parseImage } from "../nanomq/image.ts";
import type { Source } from "../text/source.ts";
import { assemble } from "./assemble.ts";
import { builtContainer, overBuilt } from "./built-service.ts";
import { ComposeFields } from "./compose-fields.ts";
import { type FilesByName, readMounts } from "./compose-mounts.ts";
import type {
  Container,
  Deployment,
  DeploymentOptions,
  DeploymentReading,
  InlineConf,
  Placed,
  Probe,
  PublishedPort,
} from "./deployment.ts";
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

/** Texts below the file's top-level `configs`, by name. */
type InlineConfigs = ReadonlyMap<string, InlineConf>;

function inlineConfigs(source: Source, root: YamlNode | undefined): InlineConfigs {
  const configs = new Map<string, InlineConf>();
  for (const { key, value } of entriesOf(valueAt(root, "configs"))) {
    const content = valueAt(value, "content");
    if (content?.kind !== "scalar") continue;
    configs.set(key, asInlineText(key, embedScalar(source, content, `${source.file}#configs/${key}`)));
  }
  return configs;
}

/** Top-level `configs` and `secrets` that are files, by name. */
function filesByName(root: YamlNode | undefined, variables: DeploymentOptions["variables"]): FilesByName {
  const of = (key: keyof FilesByName) =>
    new Map(
      entriesOf(valueAt(root, key)).flatMap(({ key: name, value }) => {
        const file = textAt(value, "file");
        return file === undefined ? [] : [[name, interpolate(file, variables).text] as const];
      }),
    );
  return { configs: of("configs"), secrets: of("secrets") };
}

function readPorts(fields: ComposeFields): readonly PublishedPort[] {
  const ports = fields.items("ports").flatMap((item) => {
    const port = item.kind === "map" ? longPort(fields, item) : shortPort(fields, item);
    return port === undefined ? [] : [port];
  });
  const seen = new Set<string>();
  for (const { hostIp, published, protocol, span } of ports) {
    const key = `${hostIp ?? ""}:${published?.from}-${published?.to}/${protocol}`;
    if (published !== undefined && seen.has(key)) {
      fields.say("port-published-twice", span, { port: published.from, protocol });
    }
    seen.add(key);
  }
  return ports;
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

function readWords(source: Source, fields: ComposeFields): readonly Placed<string>[] | undefined {
  const entrypoint = commandWords(source, fields, "entrypoint");
  const command = commandWords(source, fields, "command");
  // An entrypoint of its own replaces the image's command too.
  return entrypoint === undefined ? command : [...entrypoint, ...(command ?? [])];
}

function isNanomqService(name: string, image: string | undefined, words: readonly Placed<string>[]): boolean {
  if (runsNanomq(words)) return true;
  return image === undefined ? /nanomq/i.test(name) : isNanomqImage(image);
}

/** What services name of the file's top level. */
interface SharedTexts {
  readonly inline: InlineConfigs;
  readonly files: FilesByName;
}

/** Undefined for a service that does not run NanoMQ. */
function readService(
  source: Source,
  entry: YamlEntry,
  fields: ComposeFields,
  shared: SharedTexts,
  fileAt: DeploymentOptions["fileAt"],
): Container | undefined {
  const image = fields.text("image");
  const words = readWords(source, fields);
  const built = builtContainer(fields, fileAt);
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
    cpuCores: fields.number(...limits, "cpus") ?? fields.number("cpus"),
    memoryBytes: bytes(fields.text(...limits, "memory") ?? fields.text("mem_limit")),
  };
  return overBuilt(service, built);
}

/** A list, or a string that is split as a shell does. */
function commandWords(
  source: Source,
  fields: ComposeFields,
  key: string,
): readonly Placed<string>[] | undefined {
  const node = fields.at(key);
  // An empty one counts as none: the words of the image stay.
  if (node?.kind === "list" && node.items.length === 0) return undefined;
  if (node?.kind === "list") {
    return node.items.map((item) => ({ value: fields.resolved(item) ?? "", span: item.span }));
  }
  const text = fields.text(key);
  return text === undefined ? undefined : placeWords(source, text);
}

function bytes(text: Placed<string> | undefined): Placed<number> | undefined {
  const value = text === undefined ? undefined : dockerBytes(text.value);
  return text === undefined || value === undefined ? undefined : { value, span: text.span };
}

type FileAt = DeploymentOptions["fileAt"];

function rootAt(path: string, fileAt: FileAt): YamlNode | undefined {
  const source = fileAt?.(path);
  return source === undefined ? undefined : readYaml(source).documents[0];
}

/** The file that compose lays over this one unasked. */
function overrideOf(file: string, fileAt: FileAt): YamlNode | undefined {
  const [, stem] = /(?:^|\/)((?:docker-)?compose)\.ya?ml$/.exec(file) ?? [];
  if (stem === undefined) return undefined;
  for (const end of ["yml", "yaml"]) {
    const root = rootAt(`${stem}.override.${end}`, fileAt);
    if (root !== undefined) return valueAt(root, "services");
  }
  return undefined;
}

/** Paths of `include`: a text, or a map with one path or several. */
function includedPaths(root: YamlNode | undefined): readonly Placed<string>[] {
  return itemsOf(valueAt(root, "include")).flatMap((item) => {
    const path = item.kind === "map" ? valueAt(item, "path") : item;
    const nodes = path?.kind === "list" ? path.items : path === undefined ? [] : [path];
    return nodes.flatMap((node) => {
      const value = textAt(node);
      return value === undefined ? [] : [{ value, span: node.span }];
    });
  });
}

interface Found {
  readonly entry: YamlEntry;
  readonly services: YamlNode | undefined;
}

/** Services of the file, of those it includes, and those that only an override has. */
function servicesOf(
  root: YamlNode | undefined,
  over: YamlNode | undefined,
  fileAt: FileAt,
): { readonly found: readonly Found[]; readonly problems: readonly DeploymentProblem[] } {
  const own = valueAt(root, "services");
  const problems: DeploymentProblem[] = [];
  const included = includedPaths(root).flatMap(({ value, span }) => {
    const other = rootAt(value, fileAt);
    if (other === undefined && fileAt !== undefined)
      problems.push(problem("compose-part-missing", span, { path: value }));
    const services = valueAt(other, "services");
    return entriesOf(services).map((entry) => ({ entry, services }));
  });
  const named = new Set(entriesOf(own).map(({ key }) => key));
  const added = entriesOf(over).filter(({ key }) => !named.has(key));
  return {
    found: [
      ...entriesOf(own).map((entry) => ({ entry, services: own })),
      ...added.map((entry) => ({ entry, services: over })),
      ...included,
    ],
    problems,
  };
}

/** Reads a compose file; services without NanoMQ are left alone. */
export function readCompose(source: Source, options: DeploymentOptions): DeploymentReading {
  const yaml = readYaml(source);
  const [root] = yaml.documents;
  const { fileAt, variables } = options;
  const inline = inlineConfigs(source, root);
  const shared = { inline, files: filesByName(root, variables) };
  const over = overrideOf(source.file, fileAt);
  const services = servicesOf(root, over, fileAt);
  const servicesAt = (path: string) => valueAt(rootAt(path, fileAt), "services");
  const deployments: Deployment[] = [];
  const problems: DeploymentProblem[] = [...yaml.problems, ...services.problems];
  for (const { entry, services: around } of services.found) {
    const layer = { node: entry.value, services: around };
    const above = valueAt(over, entry.key);
    const isAdded = above === entry.value;
    const fields = new ComposeFields(layer, variables, servicesAt, isAdded ? undefined : above);
    const image = fields.text("image");
    if (image !== undefined && isProduct(image.value)) {
      problems.push(problem("product-unknown", image.span, { image: image.value }));
      continue;
    }
    const container = readService(source, entry, fields, shared, fileAt);
    if (container === undefined) continue;
    const assembled = assemble(container, options);
    deployments.push(assembled.deployment);
    problems.push(...fields.problems, ...assembled.problems);
  }
  const mounted = mountedConfs(deployments);
  const idle = [...inline.values()]
    .filter(isMainConf)
    .filter(({ name }) => !mounted.some((conf) => conf.name === name));
  return { source, deployments, confs: [...mounted, ...idle], problems: inFileOrder(problems) };
}
