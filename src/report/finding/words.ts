import type { Language } from "../../lint/language.ts";

export interface ReportWords {
  readonly severity: Readonly<Record<"error" | "warning" | "info", string>>;
  readonly type: string;
  /** What to do, last of a finding. */
  readonly help: (text: string) => string;
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
  /** Where was looked: files, rules, and for how long, as far as known. */
  readonly looked: (files: number, rules: number | undefined, tookMs: number | undefined) => string;
  readonly summary: (errors: number, warnings: number, infos: number, looked: string) => string;
  readonly fixable: (safe: number, unsafe: number) => string;
  readonly clean: (looked: string) => string;
  /** Where nothing else is shown. */
  readonly errors: (count: number, looked: string) => string;
  /** Behind the summary: what was found besides and is not shown. */
  readonly hidden: (warnings: number, infos: number) => string;
  readonly statistics: (fixable: number) => string;
  /** Behind a sentence that advises a release: the rules that report this conf there, and not here. */
  readonly brings: (release: string, rules: string, more: number) => string;
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
  help: (text) => `help: ${text}`,
  remove: "remove what is underlined",
  evidence: "evidence",
  chartTitle: (client, keepalive) => `When a dead client is noticed (${client}, keepalive ${keepalive}):`,
  today: "now",
  window: (earliest, latest) => `${earliest} to ${latest}`,
  afterLastPacket: "after its last packet",
  afterConnect: "when it dies right after connecting",
  never: "never",
  limit: (limit) => `MQTT asks for ${limit}`,
  keepaliveWindow: (keepalive, window, limit) => `keepalive ${keepalive} after ${window} (MQTT: ${limit})`,
  windowsUnasked: (windows) => `Dead clients noticed: ${windows.join(", ")}. Name yours: --keepalive 30s.`,
  looked: (files, rules, tookMs) =>
    [
      plural(files, "file"),
      ...(rules === undefined ? [] : [plural(rules, "rule")]),
      ...(tookMs === undefined ? [] : [`${tookMs} ms`]),
    ].join(", "),
  summary: (errors, warnings, infos, looked) =>
    `${plural(errors, "error")}, ${plural(warnings, "warning")}, ${plural(infos, "info")} (${looked})`,
  fixable: (safe, unsafe) =>
    [
      ...(safe > 0 ? [`${safe} can be fixed with \`--fix\``] : []),
      ...(unsafe > 0
        ? [
            `${unsafe}${safe > 0 ? " more" : " can be fixed"} with \`--unsafe-fixes\`: what the broker does changes`,
          ]
        : []),
    ].join(", "),
  clean: (looked) => `Nothing to report (${looked})`,
  errors: (count, looked) => `${plural(count, "error")} (${looked})`,
  hidden: (warnings, infos) => `not shown: ${plural(warnings, "warning")}, ${plural(infos, "info")}`,
  statistics: (fixable) => (fixable === 0 ? "" : ` (${fixable} with a fix to type)`),
  brings: (release, rules, more) =>
    rules === ""
      ? ` (${release} brings nothing worse that is known)`
      : ` (${release} brings ${rules}${more > 0 ? ` and ${more} more` : ""})`,
  more: (count) => `${count} more in the log of this step`,
  settings: (retryInterval, multiplier, nanomq) =>
    `NanoMQ ${nanomq}: retry_interval ${retryInterval}, keepalive_multiplier ${multiplier}`,
};

const zh: ReportWords = {
  severity: { error: "错误", warning: "警告", info: "提示" },
  type: "写成",
  help: (text) => `建议：${text}`,
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
    `失联客户端何时被发现：${windows.join("，")}。请告知您的客户端：--keepalive 30s。`,
  looked: (files, rules, tookMs) =>
    [
      `${files} 个文件`,
      ...(rules === undefined ? [] : [`${rules} 条规则`]),
      ...(tookMs === undefined ? [] : [`${tookMs} ms`]),
    ].join("，"),
  summary: (errors, warnings, infos, looked) =>
    `${errors} 个错误，${warnings} 个警告，${infos} 个提示（${looked}）`,
  fixable: (safe, unsafe) =>
    [
      ...(safe > 0 ? [`${safe} 个可用 \`--fix\` 修正`] : []),
      ...(unsafe > 0
        ? [`${safe > 0 ? "另有 " : ""}${unsafe} 个可用 \`--unsafe-fixes\` 修正：会改变代理的行为`]
        : []),
    ].join("，"),
  clean: (looked) => `没有问题（${looked}）`,
  errors: (count, looked) => `${count} 个错误（${looked}）`,
  hidden: (warnings, infos) => `未显示：${warnings} 个警告，${infos} 个提示`,
  statistics: (fixable) => (fixable === 0 ? "" : `（其中 ${fixable} 个给出了修改写法）`),
  brings: (release, rules, more) =>
    rules === ""
      ? `（未知 ${release} 有更糟之处）`
      : `（${release} 会带来 ${rules}${more > 0 ? ` 等 ${more + rules.split(", ").length} 项` : ""}）`,
  more: (count) => `另有 ${count} 个，见此步骤的日志`,
  settings: (retryInterval, multiplier, nanomq) =>
    `NanoMQ ${nanomq}：retry_interval ${retryInterval}，keepalive_multiplier ${multiplier}`,
};

export const reportWords: Readonly<Record<Language, ReportWords>> = { en, zh };
