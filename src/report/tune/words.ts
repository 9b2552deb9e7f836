import type { Language } from "../../lint/language.ts";

type Objective =
  | "live-clients"
  | "detect-within"
  | "mqtt-limit"
  | "false-kicks-per-day"
  | "redeliver-within"
  | "drain-within"
  | "cpu-share";

type Column = "change" | "window" | "early" | "slack" | "kicks" | "redelivery" | "drain" | "ticks" | "cpu";
type Cell = "meets" | "reported" | "mqtt" | "misses" | "kicks" | "costs";

type ScaleColumn = "connections" | "ticks" | "cores" | "memory" | "noticed" | "redelivery";

/** Sentences of `nanotune tune`; figures come formatted. */
export interface TuneWords {
  readonly objective: Readonly<Record<Objective, string>>;
  readonly met: string;
  readonly change: (count: number) => string;
  readonly infeasible: string;
  readonly binding: (names: string) => string;
  readonly onlyReported: string;
  readonly established: (settled: string, early: string) => string;
  readonly coveringEarly: (settings: string) => string;
  readonly noneCoversEarly: string;
  readonly coversEarly: (early: string) => string;
  readonly severalBind: string;
  readonly unreachable: (names: string) => string;
  readonly rulesBind: string;
  readonly relax: (name: string, limit: string, reachable: string, settings: string) => string;
  readonly relaxClients: (settings: string) => string;
  readonly relaxRules: (settings: string, rules: string) => string;
  readonly column: Readonly<Record<Column, string>>;
  readonly today: string;
  readonly recommended: string;
  readonly without: (settings: string, failing: string) => string;
  readonly lintRule: (rule: string) => string;
  readonly map: (down: string, across: string) => string;
  readonly keepalives: string;
  readonly cell: Readonly<Record<Cell, string>>;
  readonly scaleTitle: (keepalive: string, multiplier: string) => string;
  readonly scaleColumn: Readonly<Record<ScaleColumn, string>>;
  readonly extrapolated: string;
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
  readonly outsideFile: (file: string) => string;
  readonly kicksUntested: (clients: string) => string;
  readonly drainUntested: string;
  readonly session: (client: string, now: string, then: string | undefined) => string;
  readonly alongside: (settings: string) => string;
  readonly playing: (networks: number) => string;
  readonly overridden: (key: string, by: string) => string;
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
  onlyReported: "NanoMQ can have settings that meet the objective, but lint reports each of them.",
  established: (settled, early) =>
    `That is about clients connected for ${settled} or longer; one that dies sooner is noticed up to ${early} after its CONNECT.`,
  coveringEarly: (settings) => `To notice those in time too (--early-deaths): ${settings}`,
  noneCoversEarly: "No settings that lint accepts notice those in time too (--early-deaths).",
  coversEarly: (early) => `Clients that die right after their CONNECT are noticed in time too: ${early}.`,
  severalBind: "Several objectives stand in each other's way; giving way on one alone is not enough.",
  unreachable: (names) =>
    `No settings of the broker bring this any nearer: ${names}. NanoMQ never notices these clients.`,
  rulesBind: "The settings that would meet it are ones that lint reports.",
  relax: (name, limit, reachable, settings) => `${name}: ${reachable} instead of ${limit}, with ${settings}`,
  relaxClients: (settings) => `other clients: ${settings}`,
  relaxRules: (settings, rules) => `against the advice of lint: ${settings}; it reports ${rules}`,
  column: {
    change: "settings",
    window: "noticed p50/p95/latest",
    early: "after CONNECT",
    slack: "slack",
    kicks: "kicks/day (95 %)",
    redelivery: "redelivery",
    drain: "drain",
    ticks: "ticks/s",
    cpu: "cores (to now)",
  },
  today: "now",
  recommended: "recommended",
  without: (settings, failing) => `${settings}: without it fails ${failing}`,
  lintRule: (rule) => `rule ${rule}`,
  map: (down, across) => `${down} (down) against ${across} (across):`,
  keepalives: "keepalive of the clients",
  cell: {
    meets: "meets the objective",
    reported: "meets it, but lint warns",
    mqtt: "meets MQTT's limit only",
    misses: "meets neither",
    kicks: "kicks live clients",
    costs: "costs too much",
  },
  scaleTitle: (keepalive, multiplier) =>
    `What retry_interval costs and gains: clients with keepalive ${keepalive}, keepalive_multiplier = ${multiplier}`,
  scaleColumn: {
    connections: "clients",
    ticks: "ticks/s",
    cores: "cores (9 of 10)",
    memory: "memory",
    noticed: "dead noticed",
    redelivery: "redelivery",
  },
  extrapolated: "~ outside what was measured: 100 to 10 000 clients, 1 to 30 s",
  clientKeepalive: (client, keepalive) => `${client}: keepalive ${keepalive}`,
  reload: (command) => `Takes effect without a restart: ${command}`,
  reloadMayCrash: "A reload can crash this release of NanoMQ; the HTTP API, or a restart, is safer.",
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
    "Questions can be asked in a terminal only; elsewhere give the options, or --answers nanotune.toml",
  writeNeedsFile: "`-` cannot be written; give the conf by name, or take --diff.",
  writeAndDiff: "Take either --write or --diff.",
  badNumber: (option, text) => `${option} ${text} is no number from 0. Write for example ${option} 0.5`,
  cannotEdit: (key, text) => `${key} cannot be set in this file. Write it yourself: ${text}`,
  outsideFile: (file) =>
    `That setting stands in ${file}, which is included from outside the folder of the conf: it is not written unless you say so (--fix-includes). --diff shows the change.`,
  kicksUntested: (clients) =>
    `False kicks are not estimated: no network is known for ${clients}. Write network = "wifi" in nanotune.toml, or --network wifi`,
  drainUntested:
    "No class says how many messages wait for it, so drain_within holds by itself. Write offline_messages = 100 in nanotune.toml",
  session: (client, now, then) =>
    `${client}: the session of a client that hung up is forgotten: ${now}${then === undefined ? "" : `; then: ${then}`}`,
  alongside: (settings) =>
    `${settings} is written too: without it, this release would take another value then.`,
  playing: (networks) => `networks played: ${networks}`,
  overridden: (key, by) => `${by} sets ${key}, whatever the conf says: change it there.`,
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
  onlyReported: "NanoMQ 有能达到目标的设置，但 lint 会报告其中每一种。",
  established: (settled, early) =>
    `以上指已连接 ${settled} 以上的客户端；更早失联的客户端最晚在 CONNECT 之后 ${early} 被发现。`,
  coveringEarly: (settings) => `若也要及时发现它们（--early-deaths）：${settings}`,
  noneCoversEarly: "lint 接受的设置都无法及时发现它们（--early-deaths）。",
  coversEarly: (early) => `CONNECT 之后立即失联的客户端也能及时发现：${early}。`,
  severalBind: "多个目标互相冲突，只放宽其中一个不够。",
  unreachable: (names) => `代理的任何设置都无法改善：${names}。NanoMQ 永远不会发现这些客户端。`,
  rulesBind: "能达到目标的设置都会被 lint 报告。",
  relax: (name, limit, reachable, settings) => `${name}：由 ${limit} 放宽到 ${reachable}，设置为 ${settings}`,
  relaxClients: (settings) => `修改客户端：${settings}`,
  relaxRules: (settings, rules) => `违反 lint 的建议：${settings}；它会报告 ${rules}`,
  column: {
    change: "设置",
    window: "发现 p50/p95/最晚",
    early: "CONNECT 后",
    slack: "余量",
    kicks: "误踢/天（95 %）",
    redelivery: "首次重发",
    drain: "补发完成",
    ticks: "节拍/s",
    cpu: "CPU 核（比当前）",
  },
  today: "当前",
  recommended: "建议",
  without: (settings, failing) => `${settings}：缺少它则不满足 ${failing}`,
  lintRule: (rule) => `规则 ${rule}`,
  map: (down, across) => `${down}（纵）与 ${across}（横）：`,
  keepalives: "客户端 keepalive",
  cell: {
    meets: "达到目标",
    reported: "达到，但 lint 会警告",
    mqtt: "仅满足 MQTT 时限",
    misses: "均不满足",
    kicks: "会误踢在线客户端",
    costs: "开销过大",
  },
  scaleTitle: (keepalive, multiplier) =>
    `retry_interval 的代价与收益：客户端 keepalive ${keepalive}，keepalive_multiplier = ${multiplier}`,
  scaleColumn: {
    connections: "客户端",
    ticks: "节拍/s",
    cores: "CPU 核（9/10）",
    memory: "内存",
    noticed: "发现失联",
    redelivery: "首次重发",
  },
  extrapolated: "~ 超出实测范围：100 到 10 000 个客户端，1 到 30 秒",
  clientKeepalive: (client, keepalive) => `${client}：keepalive ${keepalive}`,
  reload: (command) => `无需重启即可生效：${command}`,
  reloadMayCrash: "此版本的 NanoMQ 在 reload 时可能崩溃；用 HTTP API 或重启更稳妥。",
  api: (command) => `或仅在下次重启前生效：${command}`,
  apiOnly: (command) => `重启后生效；在此之前可用：${command}`,
  restart: (keys) => `只有重启 NanoMQ 才会生效：${keys}`,
  clientsFirst: "客户端的 keepalive 在下一次 CONNECT 时生效。",
  never: "永不",
  unknown: "?",
  typical: "约",
  noObjective: "请说明目标：nanotune tune nanomq.conf --keepalive 5s --detect-within 8s",
  noConf: "请指定配置文件：nanotune tune nanomq.conf --keepalive 5s --detect-within 8s",
  needsTty: "提问需要终端；没有终端时请这样给出答案，或使用 --answers nanotune.toml",
  writeNeedsFile: "`-` 无法写回；请给出文件名，或使用 --diff。",
  writeAndDiff: "--write 与 --diff 只能选一个。",
  badNumber: (option, text) => `${option} ${text} 不是大于等于 0 的数。例如 ${option} 0.5`,
  cannotEdit: (key, text) => `无法在此文件中设置 ${key}。请自行写入：${text}`,
  outsideFile: (file) =>
    `该设置位于配置目录之外的被包含文件 ${file}：除非指定 --fix-includes，否则不会写入。--diff 可显示修改。`,
  kicksUntested: (clients) =>
    `未估计误踢：不知道 ${clients} 的网络。请在 nanotune.toml 中写 network = "wifi"，或用 --network wifi`,
  drainUntested:
    "没有客户端说明离线积压的消息数，drain_within 必然满足。请在 nanotune.toml 中写 offline_messages = 100",
  session: (client, now, then) =>
    `${client}：断开的客户端会话何时被遗忘：${now}${then === undefined ? "" : `；修改后：${then}`}`,
  alongside: (settings) => `同时写入 ${settings}：否则该版本届时会采用另一个值。`,
  playing: (networks) => `已模拟网络：${networks}`,
  overridden: (key, by) => `${key} 由 ${by} 设置，配置文件不起作用：请在该处修改。`,
  written: (file) => `已写入：${file}`,
  nothingWritten: "未写入任何内容。",
};

export const tuneWords: Readonly<Record<Language, TuneWords>> = { en, zh };
