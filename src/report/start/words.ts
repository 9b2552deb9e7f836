// Words of `show --start`.
import type { Language } from "../../lint/language.ts";
import type { Condition, Step, StepName } from "../../start/startup/step.ts";

interface StartWords {
  readonly steps: Readonly<Record<StepName, string>>;
  readonly starts: (release: string) => string;
  /** What a step does with what it is about. */
  readonly does: (step: Step, text: string) => string;
  readonly ends: (how: string, why: string) => string;
  readonly without: (why: string) => string;
  readonly exits: (code: number) => string;
  readonly crashes: string;
  readonly listens: string;
  readonly listensNowhere: string;
  readonly anyPort: string;
  readonly asks: string;
  readonly condition: (condition: Condition) => string;
  readonly later: string;
  readonly dies: (when: string, why: string) => string;
}

const GIB = 2 ** 30;
const gib = (bytes: number): string => (bytes / GIB).toFixed(1);

function conditionEn(condition: Condition): string {
  switch (condition.kind) {
    case "local-address":
      return `${condition.address} is an address of this host`;
    case "name-resolves":
      return `the name ${condition.name} leads to an address`;
    case "service-known":
      return `the service ${condition.name} is known`;
    case "folder-exists":
      return `the folder ${condition.path} is there`;
    case "port-free":
      return `port ${condition.port} is free`;
    case "file-exists":
      return `${condition.path} is there`;
    case "file-usable":
      return `${condition.path}, if it is there, holds a ${condition.as === "ca" ? "CA certificate" : condition.as}`;
    case "interface-exists":
      return `there is a network interface ${condition.name}`;
    case "memory":
      return `${gib(condition.bytes)} GiB of memory in one piece`;
  }
}

function conditionZh(condition: Condition): string {
  switch (condition.kind) {
    case "local-address":
      return `${condition.address} 是本机地址`;
    case "name-resolves":
      return `名称 ${condition.name} 可以解析`;
    case "service-known":
      return `服务名 ${condition.name} 已知`;
    case "folder-exists":
      return `目录 ${condition.path} 存在`;
    case "port-free":
      return `端口 ${condition.port} 空闲`;
    case "file-exists":
      return `${condition.path} 存在`;
    case "file-usable":
      return `${condition.path} 如果存在，内容是${{ certificate: "证书", key: "私钥", ca: "CA 证书" }[condition.as]}`;
    case "interface-exists":
      return `存在网络接口 ${condition.name}`;
    case "memory":
      return `一整块 ${gib(condition.bytes)} GiB 内存`;
  }
}

function doesEn({ name, opens, end, lacks }: Step, text: string): string {
  if (opens !== undefined && end === undefined) return `listens at ${text}`;
  const verbs: Partial<Record<StepName, string>> = {
    bridge: end === undefined && lacks === undefined ? "connects to" : "",
    store: "opens the database in",
    log: "writes to",
    rules: "republishes to",
  };
  return `${verbs[name] ?? ""} ${text}`.trim();
}

function doesZh({ name, opens, end, lacks }: Step, text: string): string {
  if (opens !== undefined && end === undefined) return `监听 ${text}`;
  const verbs: Partial<Record<StepName, string>> = {
    bridge: end === undefined && lacks === undefined ? "连接到" : "",
    store: "打开数据库目录",
    log: "写入",
    rules: "重新发布到",
  };
  return `${verbs[name] ?? ""} ${text}`.trim();
}

const en: StartWords = {
  steps: {
    options: "options",
    conf: "conf",
    daemon: "daemon",
    log: "log",
    rules: "rules",
    store: "database",
    sessions: "sessions",
    webhook: "webhook",
    bridge: "bridge",
    forwards: "bridge",
    subscription: "bridge",
    tasks: "tasks",
    exchange: "exchange",
    nng: "nng",
    tcp: "MQTT",
    ws: "WebSocket",
    tls: "MQTT/TLS",
    wss: "WS/TLS",
    http: "HTTP API",
    command: "commands",
    clients: "clients",
    questions: "HTTP auth",
  },
  starts: (release) => `NanoMQ ${release} starts with this conf.`,
  does: doesEn,
  ends: (how, why) => `${how}: ${why}`,
  without: (why) => `goes on without it: ${why}`,
  exits: (code) => `NanoMQ ends here with exit code ${code}`,
  crashes: "NanoMQ crashes here",
  listens: "It listens at",
  listensNowhere: "It listens nowhere.",
  anyPort: "any free port",
  asks: "What only the host decides",
  condition: conditionEn,
  later: "What kills it later",
  dies: (when, why) => `${when} NanoMQ crashes: ${why}`,
};

const zh: StartWords = {
  steps: {
    options: "启动选项",
    conf: "配置",
    daemon: "后台",
    log: "日志",
    rules: "规则",
    store: "数据库",
    sessions: "会话",
    webhook: "webhook",
    bridge: "桥接",
    forwards: "桥接",
    subscription: "桥接",
    tasks: "任务",
    exchange: "exchange",
    nng: "nng",
    tcp: "MQTT",
    ws: "WebSocket",
    tls: "MQTT/TLS",
    wss: "WS/TLS",
    http: "HTTP API",
    command: "命令",
    clients: "客户端",
    questions: "HTTP 认证",
  },
  starts: (release) => `NanoMQ ${release} 可以用此配置启动。`,
  does: doesZh,
  ends: (how, why) => `${how}：${why}`,
  without: (why) => `略过并继续：${why}`,
  exits: (code) => `NanoMQ 在此以退出码 ${code} 结束`,
  crashes: "NanoMQ 在此崩溃",
  listens: "监听",
  listensNowhere: "不监听任何端口。",
  anyPort: "任意空闲端口",
  asks: "只有主机能决定的",
  condition: conditionZh,
  later: "之后会使它崩溃的",
  dies: (when, why) => `${when} NanoMQ 崩溃：${why}`,
};

export const startWords: Readonly<Record<Language, StartWords>> = { en, zh };
