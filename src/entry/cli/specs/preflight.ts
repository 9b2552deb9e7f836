import type { CommandSpec } from "../command.ts";
import { api, color, container, format, project, surroundings, workdir } from "../options.ts";

export const preflightSpec: CommandSpec = {
  name: "preflight",
  positionals: "[conf]",
  maxPositionals: 1,
  offers: ["confs"],
  summary: { en: "is this conf right on this host, now", zh: "此配置此刻能否在本机上运行" },
  options: [
    format("pretty", "json", "junit"),
    ...project,
    ...surroundings,
    workdir,
    container,
    {
      name: "unit",
      kind: "value",
      placeholder: "nanomq.service",
      summary: {
        en: "systemd unit that starts NanoMQ (nanomq): its user, folder and limits count",
        zh: "启动 NanoMQ 的 systemd 单元（默认 nanomq）：以其用户、目录和限制为准",
      },
    },
    {
      name: "network",
      kind: "flag",
      summary: {
        en: "connect to the servers of bridges, webhook and HTTP authentication too",
        zh: "同时尝试连接桥接的远端代理，以及 webhook 和 HTTP 认证的服务器",
      },
    },
    ...api,
    {
      name: "fail-on",
      kind: "value",
      choices: ["error", "warning", "never"],
      summary: {
        en: "what the exit code 1 takes: a check that failed (error), or a warning too",
        zh: "何时退出码为 1：有检查失败（默认 error），或有警告也算",
      },
    },
    {
      name: "today",
      kind: "value",
      placeholder: "2026-08-01",
      summary: { en: "day that certificates are checked for", zh: "检查证书有效期所用的日期" },
    },
    color,
  ],
  examples: [
    "preflight nanomq.conf",
    "preflight /etc/nanomq.conf --format junit",
    "preflight nanomq.conf --api http://127.0.0.1:8081",
  ],
  load: async () => (await import("../commands/preflight.ts")).preflight,
};
