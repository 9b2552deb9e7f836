// What the table of defects sorts its rows by: kind, consequence, severity, certainty and areas. English readers have the names themselves.
import type { Language } from "../../lint/language.ts";

const chinese: Readonly<Record<string, string>> = {
  defect: "缺陷",
  advisory: "安全公告",
  "behaviour-change": "行为变化",

  "wrong-behaviour": "行为错误",
  crash: "崩溃",
  security: "安全",
  "data-loss": "丢失数据",
  hang: "停住",
  leak: "泄漏",
  "no-start": "无法启动",
  performance: "性能",

  critical: "致命",
  serious: "严重",
  moderate: "中等",
  minor: "轻微",

  "verified-in-source": "已在源码中核实",
  "verified-live": "已在运行中核实",
  reporter: "据报告者",

  acl: "ACL",
  any: "任何部署",
  api: "HTTP API",
  bridge: "桥接",
  "bridge-cache": "桥接缓存",
  "bridge-mqtt5": "MQTT 5 桥接",
  "bridge-quic": "QUIC 桥接",
  "bridge-tls": "TLS 桥接",
  deployment: "部署",
  file: "配置文件",
  "http-auth": "HTTP 认证",
  "kept-sessions": "保留会话",
  listeners: "监听器",
  login: "登录",
  "mqtt-settings": "mqtt 段",
  mqtt5: "MQTT 5",
  "mqtt5-clients": "MQTT 5 客户端",
  parser: "报文解析",
  preset: "预设会话",
  quic: "QUIC",
  retained: "保留消息",
  "rule-engine": "规则引擎",
  sdk: "SDK",
  "shared-subscriptions": "共享订阅",
  sqlite: "SQLite",
  tls: "TLS",
  "untrusted-clients": "不可信客户端",
  websocket: "WebSocket",
};

/** A name of the table as a reader of the language has it; `exchange`, `keepalive`, `reload`, `webhook` are the same in both. */
export function defectWord(name: string, language: Language): string {
  return language === "en" ? name : (chinese[name] ?? name);
}
