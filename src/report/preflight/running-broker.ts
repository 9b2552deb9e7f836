import type { Language } from "../../lint/language.ts";
import type { DriftCode } from "../../preflight/codes.ts";
import type { RunningCode } from "../../preflight/running-broker.ts";

interface Sentence {
  readonly says: string;
  readonly todo?: string;
}

type Difference = "drift" | "secret" | "missing" | "surplus";
type Way = "reload" | "api" | "restart";

/** Every difference with every way to end it. */
function drifts(
  says: Readonly<Record<Difference, string>>,
  todo: Readonly<Record<Way, string>>,
): Readonly<Record<DriftCode, Sentence>> {
  return {
    "drift-reload": { says: says.drift, todo: todo.reload },
    "drift-api": { says: says.drift, todo: todo.api },
    "drift-restart": { says: says.drift, todo: todo.restart },
    "secret-reload": { says: says.secret, todo: todo.reload },
    "secret-api": { says: says.secret, todo: todo.api },
    "secret-restart": { says: says.secret, todo: todo.restart },
    "missing-reload": { says: says.missing, todo: todo.reload },
    "missing-api": { says: says.missing, todo: todo.api },
    "missing-restart": { says: says.missing, todo: todo.restart },
    "surplus-reload": { says: says.surplus, todo: todo.reload },
    "surplus-api": { says: says.surplus, todo: todo.api },
    "surplus-restart": { says: says.surplus, todo: todo.restart },
  };
}

const en: Readonly<Record<RunningCode, Sentence>> = {
  "version-runs": { says: "NanoMQ {wanted} runs there (it says {running})" },
  "version-other": {
    says: "NanoMQ {releases} runs there (it says {running}), not {wanted}",
    todo: "check for what runs: --nanomq {release}; or install {wanted}",
  },
  "version-unknown": { says: "it says it is NanoMQ {running}, which nobody knows; checked as {wanted}" },
  "feature-not-there": {
    says: "the broker was built without {feature}, which nanotune.toml lists",
    todo: "install a build with it, or take it out of features",
  },
  "conf-does-not-start": { says: "NanoMQ does not start with it, so nothing is compared" },
  "settings-run": { says: "{same} of {compared} settings run as the conf says" },
  ...drifts(
    {
      drift: "runs with {running}, the conf says {conf}",
      secret: "runs with another value than the conf has",
      missing: "stands in the conf and does not run",
      surplus: "runs and does not stand in the conf",
    },
    {
      reload: "a reload takes it over: nanomq reload --conf {file}",
      api: "a restart takes it over, or {path} until then; a reload does not",
      restart: "only a restart takes it over",
    },
  ),
  "reload-may-crash": {
    says: "NanoMQ {version} can die of a reload: it reads into memory nobody cleared",
    todo: "restart instead, or change settings by the HTTP API",
  },
  "reload-loses": {
    says: "a reload forgets what environment and command line set: {keys}",
    todo: "write them into {file} first",
  },
  "api-does-not-tell": { says: "the API does not tell what runs of these" },
  "settings-not-told": { says: "of the conf's settings the API does not tell {count}: {keys}" },
  "no-clients": { says: "no client is connected" },
  "keepalive-noticed": { says: "{count} connected; a dead one is listed for {earliest} to {latest}" },
  "keepalive-late": {
    says: "{count} connected; a dead one is listed for {earliest} to {latest}, MQTT's limit is {mqtt}",
    todo: "find settings: nanotune tune {file} --keepalive {keepaliveS}s --mqtt-limit",
  },
  "keepalive-never": {
    says: "{count} connected, and a dead one is never noticed: {clients}",
    todo: "give these clients a keepalive",
  },
  "keepalive-uncounted": {
    says: "{count} connected, and a dead one is never noticed: NanoMQ counts 65535 ticks at most: {clients}",
    todo: "retry_interval = {shortest}s or more, or a shorter keepalive",
  },
  "timer-spins": {
    says: "{count} connected, and a dead one is never noticed, because retry_interval is no whole second: {clients}",
    todo: "retry_interval = 10s: digits directly followed by s, m or h",
  },
  "keepalive-undeclared": {
    says: "clients connect with keepalive {keepalives}, which no class in it has",
    todo: "fill them in: nanotune init --from-api",
  },
  "client-twice": {
    says: "connected {count} times; {gone} of them should be gone, because a new CONNECT ends the old connection",
    todo: "old releases of NanoMQ leave it in place until its keepalive ends it; update NanoMQ",
  },
  "session-for-ever": {
    says: "{count} disconnected with a kept session: {clients}; those that keepalive ended never expire and send no will",
    todo: "connect once more with the same client id and clean_start to be rid of one",
  },
};

const zh: Readonly<Record<RunningCode, Sentence>> = {
  "version-runs": { says: "运行的是 NanoMQ {wanted}（自报 {running}）" },
  "version-other": {
    says: "运行的是 NanoMQ {releases}（自报 {running}），而不是 {wanted}",
    todo: "按运行的版本检查：--nanomq {release}；或安装 {wanted}",
  },
  "version-unknown": { says: "自报为 NanoMQ {running}，无人认识；按 {wanted} 检查" },
  "feature-not-there": {
    says: "nanotune.toml 列出了 {feature}，但该代理的构建没有它",
    todo: "安装带有它的构建，或从 features 中去掉",
  },
  "conf-does-not-start": { says: "NanoMQ 无法以此配置启动，因此没有比较" },
  "settings-run": { says: "{compared} 项设置中有 {same} 项与配置一致" },
  ...drifts(
    {
      drift: "运行值为 {running}，配置为 {conf}",
      secret: "运行值与配置不同",
      missing: "配置中有，但没有运行",
      surplus: "正在运行，但配置中没有",
    },
    {
      reload: "reload 即可生效：nanomq reload --conf {file}",
      api: "重启后生效，或在此之前用 {path}；reload 不起作用",
      restart: "只有重启才会生效",
    },
  ),
  "reload-may-crash": {
    says: "NanoMQ {version} 可能因 reload 崩溃：它读入未清零的内存",
    todo: "改为重启，或用 HTTP API 修改设置",
  },
  "reload-loses": {
    says: "reload 会丢掉环境变量与命令行的设置：{keys}",
    todo: "先把它们写入 {file}",
  },
  "api-does-not-tell": { says: "API 不提供这些部分的运行值" },
  "settings-not-told": { says: "配置中有 {count} 项设置 API 不提供其运行值：{keys}" },
  "no-clients": { says: "没有客户端连接" },
  "keepalive-noticed": { says: "{count} 个在线；失联者在 {earliest} 到 {latest} 后消失" },
  "keepalive-late": {
    says: "{count} 个在线；失联者在 {earliest} 到 {latest} 后才消失，MQTT 的时限是 {mqtt}",
    todo: "寻找设置：nanotune tune {file} --keepalive {keepaliveS}s --mqtt-limit",
  },
  "keepalive-never": {
    says: "{count} 个在线，其中失联者永远不会被发现：{clients}",
    todo: "为这些客户端设置 keepalive",
  },
  "keepalive-uncounted": {
    says: "{count} 个在线，其中失联者永远不会被发现，因为 NanoMQ 最多计 65535 个节拍：{clients}",
    todo: "retry_interval = {shortest}s 或更大，或更短的 keepalive",
  },
  "timer-spins": {
    says: "{count} 个在线，其中失联者永远不会被发现，因为 retry_interval 不是整秒：{clients}",
    todo: "retry_interval = 10s：数字后直接跟 s、m 或 h",
  },
  "keepalive-undeclared": {
    says: "有客户端使用 keepalive {keepalives}，文件中没有这样的类别",
    todo: "自动填入：nanotune init --from-api",
  },
  "client-twice": {
    says: "同时在线 {count} 次；其中 {gone} 个应已消失，因为新的 CONNECT 会结束旧连接",
    todo: "旧版本的 NanoMQ 会保留旧连接直到 keepalive 超时；请升级 NanoMQ",
  },
  "session-for-ever": {
    says: "{count} 个已断开但保留会话：{clients}；其中因 keepalive 断开的永不过期，也不发送遗嘱",
    todo: "用相同客户端 ID 并设 clean_start 再连接一次即可清除",
  },
};

export const runningSentences: Readonly<Record<Language, Readonly<Record<RunningCode, Sentence>>>> = {
  en,
  zh,
};
