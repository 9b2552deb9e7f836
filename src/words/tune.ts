import type { Language } from "./language.ts";

type Objective =
  | "live-clients"
  | "detect-within"
  | "mqtt-limit"
  | "false-kicks-per-day"
  | "redeliver-within"
  | "drain-within"
  | "cpu-share";

type Column = "change" | "window" | "kicks" | "redelivery" | "drain" | "ticks" | "cpu";
type Cell = "meets" | "mqtt" | "misses" | "kicks" | "costs";

/** Sentences of `nanotune tune`; figures come formatted. */
export interface TuneWords {
  readonly objective: Readonly<Record<Objective, string>>;
  readonly met: string;
  readonly change: (count: number) => string;
  readonly infeasible: string;
  readonly binding: (names: string) => string;
  readonly severalBind: string;
  readonly relax: (name: string, limit: string, reachable: string, settings: string) => string;
  readonly relaxClients: (settings: string) => string;
  readonly column: Readonly<Record<Column, string>>;
  readonly today: string;
  readonly recommended: string;
  readonly without: (settings: string, failing: string) => string;
  readonly lintRule: (rule: string) => string;
  readonly map: (multiplier: string, retryInterval: string) => string;
  readonly cell: Readonly<Record<Cell, string>>;
  readonly clientKeepalive: (client: string, keepalive: string) => string;
  readonly reload: (command: string) => string;
  readonly reloadMayCrash: string;
  readonly api: (command: string) => string;
  readonly apiOnly: (command: string) => string;
  readonly restart: (keys: string) => string;
  readonly clientsFirst: string;
  readonly never: string;
  readonly unknown: string;
  readonly typical: string;
  readonly noObjective: string;
  readonly noConf: string;
  readonly needsTty: string;
  readonly writeNeedsFile: string;
  readonly writeAndDiff: string;
  readonly badNumber: (option: string, text: string) => string;
  readonly cannotEdit: (key: string, text: string) => string;
  readonly otherFile: (file: string, text: string) => string;
  readonly overridden: (key: string) => string;
  readonly written: (file: string) => string;
  readonly nothingWritten: string;
}

const en: TuneWords = {
  objective: {
    "live-clients": "no live client kicked on a perfect network",
    "detect-within": "detection within",
    "mqtt-limit": "MQTT's 1.5 x keepalive",
    "false-kicks-per-day": "false kicks per client and day",
    "redeliver-within": "redelivery within",
    "drain-within": "offline backlog within",
    "cpu-share": "share of a core",
  },
  met: "The objective is met; nothing to change.",
  change: (count) => `${count} change${count === 1 ? "" : "s"} would meet the objective.`,
  infeasible: "No settings NanoMQ can have meet the objective.",
  binding: (names) => `It fails at: ${names}. Any one of these ways out would do:`,
  severalBind: "Several objectives stand in each other's way; giving way on one alone is not enough.",
  relax: (name, limit, reachable, settings) => `${name}: ${reachable} instead of ${limit}, with ${settings}`,
  relaxClients: (settings) => `other clients: ${settings}`,
  column: {
    change: "settings",
    window: "noticed p50 / p95 / latest",
    kicks: "false kicks/day (95 %)",
    redelivery: "redelivery",
    drain: "drain",
    ticks: "ticks/s",
    cpu: "cores",
  },
  today: "now",
  recommended: "recommended",
  without: (settings, failing) => `${settings}: without it fails ${failing}`,
  lintRule: (rule) => `rule ${rule}`,
  map: (multiplier, retryInterval) => `${multiplier} (down) against ${retryInterval} (across):`,
  cell: {
    meets: "meets the objective",
    mqtt: "meets MQTT's limit only",
    misses: "meets neither",
    kicks: "kicks live clients",
    costs: "costs too much",
  },
  clientKeepalive: (client, keepalive) => `${client}: keepalive ${keepalive}`,
  reload: (command) => `Takes effect without a restart: ${command}`,
  reloadMayCrash: "A reload can crash NanoMQ before 0.24.11; the HTTP API, or a restart, is safer.",
  api: (command) => `Or, until the next restart only: ${command}`,
  apiOnly: (command) => `Takes effect with a restart, or until then by: ${command}`,
  restart: (keys) => `Only a restart of NanoMQ takes over: ${keys}`,
  clientsFirst: "A client's keepalive takes effect with its next CONNECT.",
  never: "never",
  unknown: "?",
  typical: "about",
  noObjective: "Say what you want: nanotune tune nanomq.conf --keepalive 5s --detect-within 8s",
  noConf: "Say which conf: nanotune tune nanomq.conf --keepalive 5s --detect-within 8s",
  needsTty:
    "The wizard needs a terminal. Pass the answers: nanotune tune nanomq.conf --keepalive 5s --detect-within 8s, or --answers nanotune.toml",
  writeNeedsFile: "`-` cannot be written; give the conf by name, or take --diff.",
  writeAndDiff: "Take either --write or --diff.",
  badNumber: (option, text) => `${option} ${text} is no number from 0. Write for example ${option} 0.5`,
  cannotEdit: (key, text) => `${key} cannot be set in this file. Write it yourself: ${text}`,
  otherFile: (file, text) => `That setting stands in ${file}, which is included. Change it there: ${text}`,
  overridden: (key) =>
    `A variable or a flag of the start decides ${key}, whatever the conf says. Change it there too.`,
  written: (file) => `Written: ${file}`,
  nothingWritten: "Nothing written.",
};

const zh: TuneWords = {
  objective: {
    "live-clients": "理想网络下不误踢在线客户端",
    "detect-within": "失联发现时限",
    "mqtt-limit": "MQTT 规定的 1.5 倍 keepalive",
    "false-kicks-per-day": "每客户端每天误踢次数",
    "redeliver-within": "重发时限",
    "drain-within": "离线积压补发时限",
    "cpu-share": "占用的 CPU 核",
  },
  met: "已达到目标，无需修改。",
  change: (count) => `修改 ${count} 处即可达到目标。`,
  infeasible: "NanoMQ 没有任何设置能达到该目标。",
  binding: (names) => `受限于：${names}。以下任一方案可行：`,
  severalBind: "多个目标互相冲突，只放宽其中一个不够。",
  relax: (name, limit, reachable, settings) => `${name}：由 ${limit} 放宽到 ${reachable}，设置为 ${settings}`,
  relaxClients: (settings) => `修改客户端：${settings}`,
  column: {
    change: "设置",
    window: "发现时间 p50 / p95 / 最晚",
    kicks: "每天误踢（95 %）",
    redelivery: "首次重发",
    drain: "补发完成",
    ticks: "tick/s",
    cpu: "CPU 核",
  },
  today: "当前",
  recommended: "建议",
  without: (settings, failing) => `${settings}：缺少它则不满足 ${failing}`,
  lintRule: (rule) => `规则 ${rule}`,
  map: (multiplier, retryInterval) => `${multiplier}（纵）与 ${retryInterval}（横）：`,
  cell: {
    meets: "达到目标",
    mqtt: "仅满足 MQTT 时限",
    misses: "均不满足",
    kicks: "会误踢在线客户端",
    costs: "开销过大",
  },
  clientKeepalive: (client, keepalive) => `${client}：keepalive ${keepalive}`,
  reload: (command) => `无需重启即可生效：${command}`,
  reloadMayCrash: "0.24.11 之前的 NanoMQ 在 reload 时可能崩溃；用 HTTP API 或重启更稳妥。",
  api: (command) => `或仅在下次重启前生效：${command}`,
  apiOnly: (command) => `重启后生效；在此之前可用：${command}`,
  restart: (keys) => `只有重启 NanoMQ 才会生效：${keys}`,
  clientsFirst: "客户端的 keepalive 在下一次 CONNECT 时生效。",
  never: "永不",
  unknown: "?",
  typical: "约",
  noObjective: "请说明目标：nanotune tune nanomq.conf --keepalive 5s --detect-within 8s",
  noConf: "请指定配置文件：nanotune tune nanomq.conf --keepalive 5s --detect-within 8s",
  needsTty:
    "向导需要终端。请用参数给出答案：nanotune tune nanomq.conf --keepalive 5s --detect-within 8s，或 --answers nanotune.toml",
  writeNeedsFile: "`-` 无法写回；请给出文件名，或使用 --diff。",
  writeAndDiff: "--write 与 --diff 只能选一个。",
  badNumber: (option, text) => `${option} ${text} 不是大于等于 0 的数。例如 ${option} 0.5`,
  cannotEdit: (key, text) => `无法在此文件中设置 ${key}。请自行写入：${text}`,
  otherFile: (file, text) => `该设置位于被包含的文件 ${file}。请在那里修改：${text}`,
  overridden: (key) => `${key} 由环境变量或启动参数决定，配置文件不起作用。请在那里也修改。`,
  written: (file) => `已写入：${file}`,
  nothingWritten: "未写入任何内容。",
};

export const tuneWords: Readonly<Record<Language, TuneWords>> = { en, zh };
