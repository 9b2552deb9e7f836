import type { Language } from "../../lint/language.ts";
import type { CheckArea, CheckStatus } from "../../preflight/check.ts";
import type { CheckCode } from "../../preflight/codes.ts";
import type { CheckSentence } from "../../preflight/sentence.ts";
import { hostSentences } from "./preflight-host.ts";
import { runningSentences } from "./running-broker.ts";

export interface PreflightWords {
  readonly areas: Readonly<Record<CheckArea, string>>;
  readonly statuses: Readonly<Record<CheckStatus, string>>;
  readonly title: (conf: string, nanomq: string) => string;
  readonly confClean: string;
  /** While a slow check runs. */
  readonly doing: (area: string) => string;
  readonly summary: (counts: Readonly<Record<CheckStatus, number>>) => string;
  readonly checks: Readonly<Record<CheckCode, CheckSentence>>;
}

const en: PreflightWords = {
  areas: {
    conf: "Conf",
    files: "Files it names",
    storage: "Storage",
    listeners: "Listeners",
    limits: "Limits",
    memory: "Memory",
    cpu: "CPU",
    binary: "NanoMQ itself",
    service: "Service",
    network: "Network",
    broker: "Running broker",
  },
  statuses: { pass: "ok", warn: "warning", fail: "failed", skipped: "skipped" },
  title: (conf, nanomq) => `${conf} on this host, NanoMQ ${nanomq}`,
  confClean: "nothing to report",
  doing: (area) => `checking: ${area}`,
  summary: ({ pass, warn, fail, skipped }) =>
    `${fail} failed, ${warn} ${warn === 1 ? "warning" : "warnings"}, ${pass} passed, ${skipped} skipped`,
  checks: {
    ...runningSentences.en,
    "no-listener": { says: "the broker opens no port", todo: "give listeners.tcp a bind" },
    "port-free": { says: "{address} is free" },
    "port-taken": { says: "{address} is taken", todo: "see who holds it: ss -ltnp 'sport = :{port}'" },
    "port-taken-by": {
      says: "{address} is taken by {process} (pid {pid})",
      todo: "stop it, or write another port",
    },
    "port-taken-by-nanomq": {
      says: "{address} is held by a NanoMQ that runs already (pid {pid})",
      todo: "nothing if you restart it: nanomq stop; else write another port",
    },
    "port-of-asked": { says: "{address} is held by the broker that --api shows" },
    "port-taken-twice": {
      says: "{address} is already the address of {other}",
      todo: "write another port for one of them",
    },
    "address-absent": {
      says: "no interface of this machine has the address {host}",
      todo: "write one that `ip addr` lists, or 0.0.0.0 for all",
    },
    "address-unreadable": { says: "{text} is no address", todo: 'write it like "0.0.0.0:1883"' },
    "name-unknown": { says: "the name {host} is not known here", todo: "write the IP address" },
    "port-privileged": {
      says: "port {port} is below {least}: the user {user} may not open it",
      todo: "write a port from {least} on, or give the unit AmbientCapabilities=CAP_NET_BIND_SERVICE",
    },
    "port-not-permitted": {
      says: "this user may not open port {port}, which is below {least}",
      todo: "write a port from {least} on, or run as root",
    },
    "port-not-tried": {
      says: "only NanoMQ's user may open port {port}, not the one who asks",
      todo: "run preflight as root",
    },
    "bind-failed": { says: "{address} cannot be opened: {reason}" },
    "certificate-good": { says: "{path}: {name}, until {day}" },
    "file-good": { says: "{path}" },
    "folder-good": { says: "{path} is there and may be written to" },
    "include-read": { says: "{path}" },
    "text-unreadable": { says: "NanoMQ's user may not read {path}", todo: "chmod o+r {path}, or chown it" },
    "file-not-seen": {
      says: "{path} could not be looked at",
      todo: "run preflight as root, or as the broker's user",
    },
    "log-space": { says: "{files} log files of {size} come to {need}; {free} are free" },
    "log-space-short": {
      says: "{files} log files of {size} come to {need}, but only {free} are free",
      todo: "a smaller log.rotation.size or count",
    },
    "database-space": { says: "{rows} messages of {payload} come to {need}; {free} are free" },
    "database-space-short": {
      says: "{rows} messages of {payload} come to {need}, but only {free} are free",
      todo: "a smaller disk_cache_size",
    },
    "database-space-unknown": {
      says: "up to {rows} messages, {free} free; how large they are is not known",
      todo: "max_payload of [[clients]] in nanotune.toml",
    },
    "space-unknown": { says: "this system does not tell how much space is left in {path}" },
    ...hostSentences.en,
  },
};

const zh: PreflightWords = {
  areas: {
    conf: "配置",
    files: "配置引用的文件",
    storage: "存储",
    listeners: "监听",
    limits: "系统限制",
    memory: "内存",
    cpu: "CPU",
    binary: "NanoMQ 程序",
    service: "服务",
    network: "网络",
    broker: "运行中的代理",
  },
  statuses: { pass: "通过", warn: "警告", fail: "失败", skipped: "跳过" },
  title: (conf, nanomq) => `本机上的 ${conf}，NanoMQ ${nanomq}`,
  confClean: "没有问题",
  doing: (area) => `正在检查：${area}`,
  summary: ({ pass, warn, fail, skipped }) =>
    `${fail} 项失败，${warn} 项警告，${pass} 项通过，${skipped} 项跳过`,
  checks: {
    ...runningSentences.zh,
    "no-listener": { says: "代理不打开任何端口", todo: "为 listeners.tcp 写上 bind" },
    "port-free": { says: "{address} 空闲" },
    "port-taken": { says: "{address} 已被占用", todo: "查看占用者：ss -ltnp 'sport = :{port}'" },
    "port-taken-by": {
      says: "{address} 被 {process}（pid {pid}）占用",
      todo: "停止该进程，或改用其他端口",
    },
    "port-taken-by-nanomq": {
      says: "{address} 由正在运行的 NanoMQ（pid {pid}）占用",
      todo: "若要重启它则无妨：nanomq stop；否则改用其他端口",
    },
    "port-of-asked": { says: "{address} 由 --api 所指的代理占用" },
    "port-taken-twice": { says: "{address} 已是 {other} 的地址", todo: "为其中一个改用其他端口" },
    "address-absent": {
      says: "本机没有任何网卡具有地址 {host}",
      todo: "写 `ip addr` 列出的地址，或用 0.0.0.0 表示全部",
    },
    "address-unreadable": { says: "{text} 不是地址", todo: '写法如 "0.0.0.0:1883"' },
    "name-unknown": { says: "本机无法解析主机名 {host}", todo: "请写 IP 地址" },
    "port-privileged": {
      says: "端口 {port} 低于 {least}：用户 {user} 无权打开",
      todo: "改用 {least} 以上的端口，或在单元中设置 AmbientCapabilities=CAP_NET_BIND_SERVICE",
    },
    "port-not-permitted": {
      says: "当前用户无权打开端口 {port}（低于 {least}）",
      todo: "改用 {least} 以上的端口，或以 root 运行",
    },
    "port-not-tried": {
      says: "端口 {port} 只有 NanoMQ 的用户能打开，当前用户不能",
      todo: "请以 root 运行 preflight",
    },
    "bind-failed": { says: "无法打开 {address}：{reason}" },
    "certificate-good": { says: "{path}：{name}，有效至 {day}" },
    "file-good": { says: "{path}" },
    "folder-good": { says: "{path} 存在且可写" },
    "include-read": { says: "{path}" },
    "text-unreadable": { says: "NanoMQ 的用户不能读取 {path}", todo: "chmod o+r {path}，或用 chown 改属主" },
    "file-not-seen": { says: "无法查看 {path}", todo: "请以 root 或代理的用户运行 preflight" },
    "log-space": { says: "{files} 个 {size} 的日志文件共 {need}；剩余 {free}" },
    "log-space-short": {
      says: "{files} 个 {size} 的日志文件共 {need}，而只剩 {free}",
      todo: "减小 log.rotation.size 或 count",
    },
    "database-space": { says: "{rows} 条 {payload} 的消息共 {need}；剩余 {free}" },
    "database-space-short": {
      says: "{rows} 条 {payload} 的消息共 {need}，而只剩 {free}",
      todo: "减小 disk_cache_size",
    },
    "database-space-unknown": {
      says: "最多 {rows} 条消息，剩余 {free}；不知道消息有多大",
      todo: "在 nanotune.toml 的 [[clients]] 中写 max_payload",
    },
    "space-unknown": { says: "此系统不提供 {path} 的剩余空间" },
    ...hostSentences.zh,
  },
};

export const preflightWords: Readonly<Record<Language, PreflightWords>> = { en, zh };
