import type { Facts } from "../../facts/facts.ts";
import type { Language } from "../../lint/language.ts";

/** A client class; what is not known stays a comment. */
export interface TemplateClient {
  /** As written: "5s". */
  readonly keepalive: string;
  readonly count?: number | undefined;
  readonly protocol?: 4 | 5 | undefined;
  readonly cleanStart?: boolean | undefined;
}

/** Where NanoMQ runs, as its deployment tells. */
export interface TemplatePlace extends Pick<Facts, "host" | "deployment"> {
  readonly image: string | undefined;
}

interface TemplateFacts {
  readonly nanomq: string;
  readonly clients: readonly TemplateClient[];
  /** Undefined where nobody tells. */
  readonly place?: TemplatePlace | undefined;
}

interface TemplateWords {
  readonly top: string;
  readonly version: string;
  readonly image: string;
  readonly features: string;
  readonly preset: string;
  readonly host: string;
  readonly deployment: string;
  readonly clients: string;
  readonly more: string;
  readonly objective: string;
  readonly rules: string;
  readonly packs: string;
  readonly exclude: string;
  readonly overrides: string;
  /** Behind one setting. */
  readonly rate: string;
  readonly offline: string;
  readonly balancer: string;
  readonly early: string;
  readonly drain: string;
  readonly outage: string;
  readonly lose: string;
  readonly written: (path: string) => string;
  readonly exists: (path: string) => string;
  readonly several: (running: string, releases: string, chosen: string) => string;
  readonly unknownVersion: (running: string, chosen: string) => string;
  readonly nobody: (where: string) => string;
  readonly leftOut: (classes: number, clients: number) => string;
  readonly secretVariables: (names: readonly string[]) => string;
}

const en: TemplateWords = {
  top: "What a nanomq.conf cannot tell. nanotune reads this file beside the conf or above it; every line is optional.",
  version: "The NanoMQ version the conf is for.",
  image: "Or the container image: its tag tells version and variant.",
  features: "What the build has, where no image tells.",
  preset: 'Which rules run: "recommended", "strict", "security" or "edge".',
  host: "The machine that NanoMQ runs on.",
  deployment: "How it is started, and who can reach it.",
  clients:
    "Every class of clients that behave alike. The keepalive of their CONNECT decides when a dead one is noticed.",
  more: "What else is known about them: rules that need it run only then.",
  objective: "What must hold: lint reports where it does not, tune finds settings for it.",
  rules: 'Per rule a severity, "off", or a table with its parameters. `nanotune rules` lists them.',
  packs: "Rules of your own.",
  exclude: "What folders and patterns leave out.",
  overrides: "What is otherwise for some files: any of the above.",
  rate: "messages a second and client",
  offline: "that queue up while one is away",
  balancer: "of a load balancer in front",
  early: "clients too that die right after their CONNECT",
  drain: "an offline backlog is delivered by then, a bridge's too",
  outage: "the uplink of a bridge may be away for so long",
  lose: "messages that the bridge may lose in that time",
  written: (path) => `${path} is written. Put your clients in, then type: nanotune lint nanomq.conf`,
  exists: (path) => `${path} is there already. Type --force to replace it.`,
  several: (running, releases, chosen) =>
    `The broker says it is NanoMQ ${running}, as ${releases} do. ${chosen} is written; put the right one in.`,
  unknownVersion: (running, chosen) =>
    `The broker says it is NanoMQ ${running}, which nobody knows. ${chosen} is written; put the right one in.`,
  nobody: (where) => `No client is connected to ${where}: one class stands there as an example.`,
  leftOut: (classes, clients) =>
    `${classes} rarer client classes with ${clients} clients in all are left out.`,
  secretVariables: (names) => `Left out, since they hold secrets: ${names.join(", ")}.`,
};

const zh: TemplateWords = {
  top: "nanomq.conf 本身说明不了的信息。nanotune 在配置所在目录及其上级读取此文件；每一行都可省略。",
  version: "配置所针对的 NanoMQ 版本。",
  image: "或容器镜像：其标签说明版本与变体。",
  features: "构建带有的功能（没有镜像说明时）。",
  preset: '运行哪些规则："recommended"、"strict"、"security" 或 "edge"。',
  host: "运行 NanoMQ 的机器。",
  deployment: "如何启动，谁能访问。",
  clients: "每一类行为相同的客户端。CONNECT 中的 keepalive 决定多久发现失联的客户端。",
  more: "关于它们的其他信息：需要这些信息的规则才会运行。",
  objective: "必须满足的目标：lint 报告不满足之处，tune 据此寻找设置。",
  rules: '每条规则的级别、"off" 或带参数的表。`nanotune rules` 列出所有规则。',
  packs: "自己的规则。",
  exclude: "文件夹与模式略过的路径。",
  overrides: "对某些文件另作规定：以上各项皆可。",
  rate: "每个客户端每秒的消息数",
  offline: "客户端离线期间排队的消息数",
  balancer: "前面负载均衡器的空闲超时",
  early: "也包括 CONNECT 之后立即失联的客户端",
  drain: "离线积压（包括桥接的积压）的补发时限",
  outage: "桥接的上游允许断开这么久",
  lose: "这段时间内桥接允许丢失的消息数",
  written: (path) => `已写入 ${path}。请填入客户端，然后输入：nanotune lint nanomq.conf`,
  exists: (path) => `${path} 已存在。用 --force 可替换。`,
  several: (running, releases, chosen) =>
    `代理自报为 NanoMQ ${running}，${releases} 都如此自报。已写入 ${chosen}，请改成实际版本。`,
  unknownVersion: (running, chosen) =>
    `代理自报为 NanoMQ ${running}，无人认识。已写入 ${chosen}，请改成实际版本。`,
  nobody: (where) => `没有客户端连接到 ${where}：文件中留有一个示例类别。`,
  leftOut: (classes, clients) => `略去 ${classes} 个较少见的类别，共 ${clients} 个客户端。`,
  secretVariables: (names) => `因含有机密而略去：${names.join("、")}。`,
};

export const templateWords: Readonly<Record<Language, TemplateWords>> = { en, zh };

interface Line {
  readonly key: string;
  /** Undefined where nobody told. */
  readonly value: unknown;
  /** What stands there as an example. */
  readonly example: string;
  readonly behind?: string | undefined;
}

/** A value of TOML: texts, numbers, switches, lists and tables of those. */
function tomlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlValue).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, one]) => `${tomlKey(key)} = ${tomlValue(one)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

/** A table: what is known is set, the rest stands there as comments. */
function tableLines(name: string, lines: readonly Line[]): readonly string[] {
  const isTold = lines.some(({ value }) => value !== undefined);
  return [
    isTold ? `[${name}]` : `# [${name}]`,
    ...lines.map(({ key, value, example, behind = "" }) =>
      value === undefined ? `# ${key} = ${example}${behind}` : `${key} = ${tomlValue(value)}`,
    ),
    "",
  ];
}

/** Where NanoMQ runs. */
function placeLines(words: TemplateWords, place: TemplatePlace | undefined): readonly string[] {
  const { host, deployment } = place ?? { host: {}, deployment: {} };
  return [
    `# ${words.host}`,
    ...tableLines("host", [
      { key: "cpu_cores", value: host.cpuCores, example: "2" },
      { key: "memory", value: host.memoryBytes, example: '"512MB"' },
      { key: "open_files", value: undefined, example: "65536" },
      { key: "free_storage", value: undefined, example: '"2GB"' },
      { key: "user", value: host.user, example: '"nanomq"' },
    ]),
    `# ${words.deployment}`,
    ...tableLines("deployment", [
      {
        key: "kind",
        value: deployment.kind,
        example: '"docker"',
        behind: "        # host, docker, kubernetes, systemd",
      },
      { key: "command", value: deployment.command, example: '"nanomq start --conf /etc/nanomq.conf"' },
      { key: "replicas", value: deployment.replicas, example: "1" },
      {
        key: "exposure",
        value: undefined,
        example: '"lan"',
        behind: "       # loopback, lan, internet",
      },
      { key: "mounts", value: deployment.mounts, example: '["/etc/nanomq.conf"]' },
      { key: "published_ports", value: deployment.published_ports, example: "[1883]" },
      { key: "probe_ports", value: deployment.probe_ports, example: "[8081]" },
      { key: "env", value: deployment.env, example: '{ NANOMQ_MSQ_LEN = "64" }' },
      { key: "lb_idle_timeout", value: undefined, example: '"180s"', behind: ` # ${words.balancer}` },
      { key: "read_only_root", value: deployment.read_only_root, example: "false" },
    ]),
  ];
}

function classLines(
  { keepalive, count, protocol, cleanStart }: TemplateClient,
  at: number,
): readonly string[] {
  return [
    "[[clients]]",
    `name = "clients ${at + 1}"`,
    `keepalive = "${keepalive}"`,
    ...(count === undefined ? [] : [`count = ${count}`]),
    ...(protocol === undefined ? [] : [`protocol = ${protocol}`]),
    ...(cleanStart === undefined ? [] : [`clean_start = ${cleanStart}`]),
  ];
}

/** What the last class could say too. */
function commentsFor(client: TemplateClient | undefined): readonly string[] {
  return [
    ...(client?.count === undefined ? ["# count = 40"] : []),
    ...(client?.protocol === undefined ? ["# protocol = 5           # 4: MQTT 3.1.1"] : []),
    ...(client?.cleanStart === undefined ? ["# clean_start = true"] : []),
  ];
}

/** A nanotune.toml to fill in: what is known is set, everything else stands there as comments. */
export function factsTemplate({ nanomq, clients, place }: TemplateFacts, language: Language): string {
  const words = templateWords[language];
  const shown = clients.length === 0 ? [{ keepalive: "60s" }] : clients;
  return `${[
    `# ${words.top}`,
    "",
    `# ${words.version}`,
    `nanomq = "${nanomq}"`,
    `# ${words.image}`,
    place?.image === undefined
      ? `# image = "emqx/nanomq:${nanomq}-slim"`
      : `image = ${tomlValue(place.image)}`,
    `# ${words.features}`,
    '# features = ["tls", "sqlite", "quic", "rules", "acl", "jwt"]',
    `# ${words.preset}`,
    '# preset = "recommended"',
    `# ${words.exclude}`,
    '# exclude = ["vendor", "**/old-*.conf"]',
    "",
    `# ${words.clients}`,
    ...shown.flatMap((client, at) => [...classLines(client, at), ""]),
    `# ${words.more}`,
    ...commentsFor(shown.at(-1)),
    '# session_expiry = "1h"',
    '# network = "wifi"       # lan, wifi, lte, mobile, satellite',
    '# ping = "paho"          # mosquitto, paho, mqtt.js, esp-mqtt',
    '# max_payload = "64KB"',
    `# publish_rate = 0.5     # ${words.rate}`,
    `# offline_messages = 100 # ${words.offline}`,
    "# will = true",
    "",
    ...placeLines(words, place),
    `# ${words.objective}`,
    "# [objective]",
    '# detect_within = "15s"',
    "# mqtt_limit = true       # 1.5 x keepalive",
    `# early_deaths = true    # ${words.early}`,
    "# false_kicks_per_day = 0.5",
    '# redeliver_within = "10s"',
    `# drain_within = "60s"   # ${words.drain}`,
    "# cpu_share = 0.2",
    `# survive_outage = "10m" # ${words.outage}`,
    `# lose_at_most = 0       # ${words.lose}`,
    "",
    `# ${words.rules}`,
    "# [rules]",
    '# "auth/anonymous-access" = "off"',
    "",
    `# ${words.packs}`,
    "# [[packs]]",
    '# path = "policy/*.toml"',
    "",
    `# ${words.overrides}`,
    "# [[overrides]]",
    '# files = ["sites/edge-*/**"]',
    '# preset = "edge"',
  ].join("\n")}\n`;
}
