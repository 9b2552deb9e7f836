import type { Language } from "../../lint/language.ts";

export interface ReportWords {
  readonly severity: Readonly<Record<"error" | "warning" | "info", string>>;
  readonly type: string;
  readonly remove: string;
  readonly evidence: string;
  readonly chartTitle: (client: string, keepalive: string) => string;
  readonly today: string;
  readonly window: (earliest: string, latest: string) => string;
  readonly afterLastPacket: string;
  readonly afterConnect: string;
  readonly never: string;
  readonly limit: (limit: string) => string;
  /** One keepalive of {@link windowsUnasked}. */
  readonly keepaliveWindow: (keepalive: string, window: string, limit: string) => string;
  readonly windowsUnasked: (windows: readonly string[]) => string;
  readonly summary: (errors: number, warnings: number, infos: number) => string;
  /** Where nothing else is shown. */
  readonly errors: (count: number) => string;
  readonly fixable: (count: number) => string;
  /** Behind the summary: what was found besides and is not shown. */
  readonly hidden: (warnings: number, infos: number) => string;
  readonly statistics: (fixable: number) => string;
  readonly clean: (files: number) => string;
  /** Behind a sentence that advises a release: the rules that report this conf there, and not here. */
  readonly brings: (release: string, rules: string) => string;
  /** Where a place shows only so many findings. */
  readonly more: (count: number) => string;
  readonly settings: (retryInterval: string, multiplier: string, nanomq: string) => string;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const en: ReportWords = {
  severity: { error: "error", warning: "warning", info: "info" },
  type: "type",
  remove: "remove what is underlined",
  evidence: "evidence",
  chartTitle: (client, keepalive) => `When a dead client is noticed (${client}, keepalive ${keepalive}):`,
  today: "now",
  window: (earliest, latest) => `${earliest} to ${latest}`,
  afterLastPacket: "after its last packet",
  afterConnect: "when it dies right after connecting",
  never: "never",
  limit: (limit) => `MQTT asks for ${limit}`,
  keepaliveWindow: (keepalive, window, limit) =>
    `with keepalive ${keepalive} after ${window} (MQTT: ${limit})`,
  windowsUnasked: (windows) =>
    `A dead client is noticed ${windows.join(", ")}. Name your clients for what is right for them: --keepalive 60s, or nanotune.toml.`,
  summary: (errors, warnings, infos) =>
    `${plural(errors, "error")}, ${plural(warnings, "warning")}, ${plural(infos, "info")}`,
  errors: (count) => plural(count, "error"),
  fixable: (count) => `${count} with a fix to type`,
  hidden: (warnings, infos) => `not shown: ${plural(warnings, "warning")}, ${plural(infos, "info")}`,
  statistics: (fixable) => (fixable === 0 ? "" : ` (${fixable} with a fix to type)`),
  clean: (files) => `${plural(files, "file")}: nothing to report`,
  brings: (release, rules) => ` (${release} brings ${rules === "" ? "nothing worse that is known" : rules})`,
  more: (count) => `${count} more in the log of this step`,
  settings: (retryInterval, multiplier, nanomq) =>
    `NanoMQ ${nanomq}: retry_interval ${retryInterval}, keepalive_multiplier ${multiplier}`,
};

const zh: ReportWords = {
  severity: { error: "错误", warning: "警告", info: "提示" },
  type: "写成",
  remove: "删除下划线处的内容",
  evidence: "依据",
  chartTitle: (client, keepalive) => `失联客户端何时被发现（${client}，keepalive ${keepalive}）：`,
  today: "现在",
  window: (earliest, latest) => `${earliest} 到 ${latest}`,
  afterLastPacket: "最后一个报文之后",
  afterConnect: "连接后立即失联时",
  never: "永不",
  limit: (limit) => `MQTT 要求 ${limit}`,
  keepaliveWindow: (keepalive, window, limit) =>
    `keepalive ${keepalive} 时在 ${window}之后（MQTT：${limit}）`,
  windowsUnasked: (windows) =>
    `失联客户端何时被发现：${windows.join("，")}。请告知客户端以得到合适的设置：--keepalive 60s，或 nanotune.toml。`,
  summary: (errors, warnings, infos) => `${errors} 个错误，${warnings} 个警告，${infos} 个提示`,
  errors: (count) => `${count} 个错误`,
  fixable: (count) => `其中 ${count} 个给出了修改写法`,
  hidden: (warnings, infos) => `未显示：${warnings} 个警告，${infos} 个提示`,
  statistics: (fixable) => (fixable === 0 ? "" : `（其中 ${fixable} 个给出了修改写法）`),
  clean: (files) => `${files} 个文件：没有问题`,
  brings: (release, rules) =>
    rules === "" ? `（未知 ${release} 有更糟之处）` : `（${release} 会带来 ${rules}）`,
  more: (count) => `另有 ${count} 个，见此步骤的日志`,
  settings: (retryInterval, multiplier, nanomq) =>
    `NanoMQ ${nanomq}：retry_interval ${retryInterval}，keepalive_multiplier ${multiplier}`,
};

export const reportWords: Readonly<Record<Language, ReportWords>> = { en, zh };
