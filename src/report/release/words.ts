import type { Weights } from "../../advise/release/assess.ts";
import type { VexStatus } from "../../advise/release/vex.ts";
import type { Language } from "../../lint/language.ts";
import type { Outcome } from "../../start/run.ts";

export interface ReleaseWords {
  readonly heads: {
    readonly release: string;
    readonly starts: string;
    readonly findings: string;
    readonly noticed: string;
    readonly serious: string;
    readonly advisories: string;
    readonly changes: string;
  };
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly never: string;
  readonly legend: string;
  readonly stay: (release: string) => string;
  readonly go: (release: string, why: string) => string;
  /** The first weight in which the release of today is worse. */
  readonly why: Readonly<Record<keyof Weights, (today: string, now: number, then: number) => string>>;
  readonly doubt: (release: string, doubt: string) => string;
  readonly nearest: (release: string, changes: number) => string;
  readonly bites: (release: string) => string;
  readonly nothingBites: (release: string) => string;
  readonly severity: Readonly<Record<"critical" | "serious" | "moderate" | "minor", string>>;
  readonly ends: (release: string) => string;
  readonly stays: string;
  readonly badRange: (from: string, to: string) => string;
  readonly status: Readonly<Record<VexStatus, string>>;
  readonly upgradeTo: (release: string) => string;
  readonly noCure: string;
  readonly unseen: string;
  readonly badTimestamp: (text: string) => string;
  readonly noAdvisories: (release: string) => string;
}

const en: ReleaseWords = {
  heads: {
    release: "release",
    starts: "starts",
    findings: "findings",
    noticed: "noticed",
    serious: "bite",
    advisories: "CVE",
    changes: "changes",
  },
  outcome: {
    runs: "yes",
    "runs-on-part": "partly",
    "runs-on-defaults": "defaults",
    exits: "no",
    crashes: "crashes",
    depends: "depends",
  },
  never: "never",
  legend:
    "> today, * recommended, ~ nearest safe step, ? partly assumed; findings: errors/warnings/infos; noticed: when a silent client is closed; bite: serious defects that this conf meets (+ those that the conf or the clients can keep off); CVE: advisories that concern it; changes: against today",
  stay: (release) => `Stay with NanoMQ ${release}: no release looked at is better for this conf.`,
  go: (release, why) => `Go to NanoMQ ${release}: ${why}.`,
  why: {
    fails: (today) => `the conf runs there as it is written, and not on ${today}`,
    critical: (today, now, then) =>
      `critical defects that no setting keeps off: ${then} there, ${now} on ${today}`,
    serious: (today, now, then) =>
      `serious defects that no setting keeps off: ${then} there, ${now} on ${today}`,
    advisories: (today, now, then) => `advisories that concern this conf: ${then} there, ${now} on ${today}`,
    avoidable: (today, now, then) =>
      `serious defects that settings or clients have to keep off: ${then} there, ${now} on ${today}`,
    errors: (today, now, then) => `errors that lint reports: ${then} there, ${now} on ${today}`,
  },
  doubt: (release, doubt) => `Not all of ${release} is known: ${doubt}.`,
  nearest: (release, changes) =>
    `If you cannot go that far: ${release} is the nearest safer step (changes for this conf: ${changes}).`,
  bites: (release) => `Serious defects that this conf meets on ${release}:`,
  nothingBites: (release) => `No serious defect is known that this conf meets on ${release}.`,
  severity: { critical: "critical", serious: "serious", moderate: "moderate", minor: "minor" },
  ends: (release) => `gone in ${release}`,
  stays: "no release without it is known",
  badRange: (from, to) => `No release lies between ${from} and ${to}`,
  status: { affected: "affected", "not-affected": "not affected", unknown: "not known" },
  upgradeTo: (release) => `Upgrade to NanoMQ ${release} or later`,
  noCure: "Keep strangers away from the listeners: no release without it is known",
  unseen: "The conf includes a file that was not at hand",
  badTimestamp: (text) => `--timestamp takes a time as 2026-08-19T00:00:00Z, not ${text}`,
  noAdvisories: (release) => `No advisory is known of NanoMQ ${release}: there is nothing to state.`,
};

const zh: ReleaseWords = {
  heads: {
    release: "版本",
    starts: "启动",
    findings: "问题",
    noticed: "发现",
    serious: "命中",
    advisories: "CVE",
    changes: "变化",
  },
  outcome: {
    runs: "是",
    "runs-on-part": "部分",
    "runs-on-defaults": "默认值",
    exits: "否",
    crashes: "崩溃",
    depends: "视文件",
  },
  never: "永不",
  legend:
    "> 当前，* 推荐，~ 最近的安全版本，? 部分为推定；问题：错误/警告/提示；发现：何时断开失联客户端；命中：此配置遇到的严重缺陷（+ 可由配置或客户端避免的）；CVE：与其有关的公告；变化：与当前版本相比",
  stay: (release) => `请留在 NanoMQ ${release}：在所比较的版本中，没有更适合此配置的。`,
  go: (release, why) => `请改用 NanoMQ ${release}：${why}。`,
  why: {
    fails: (today) => `此配置在那里能按所写运行，在 ${today} 上不能`,
    critical: (today, now, then) => `任何设置都无法避免的致命缺陷：该版本 ${then} 个，${today} 有 ${now} 个`,
    serious: (today, now, then) => `任何设置都无法避免的严重缺陷：该版本 ${then} 个，${today} 有 ${now} 个`,
    advisories: (today, now, then) => `与此配置有关的公告：该版本 ${then} 个，${today} 有 ${now} 个`,
    avoidable: (today, now, then) =>
      `需靠设置或客户端避免的严重缺陷：该版本 ${then} 个，${today} 有 ${now} 个`,
    errors: (today, now, then) => `lint 报告的错误：该版本 ${then} 个，${today} 有 ${now} 个`,
  },
  doubt: (release, doubt) => `${release} 并非全部已知：${doubt}。`,
  nearest: (release, changes) =>
    `如果不能跨这么远：${release} 是最近的较安全版本（此配置有 ${changes} 项变化）。`,
  bites: (release) => `此配置在 ${release} 上遇到的严重缺陷：`,
  nothingBites: (release) => `未知此配置在 ${release} 上会遇到任何严重缺陷。`,
  severity: { critical: "致命", serious: "严重", moderate: "中等", minor: "轻微" },
  ends: (release) => `${release} 起消失`,
  stays: "未知有哪个版本没有它",
  badRange: (from, to) => `${from} 与 ${to} 之间没有版本`,
  status: { affected: "受影响", "not-affected": "不受影响", unknown: "未知" },
  upgradeTo: (release) => `请升级到 NanoMQ ${release} 或更高版本`,
  noCure: "请勿让陌生人访问监听器：未知有哪个版本没有它",
  unseen: "配置包含了不在本机的文件",
  badTimestamp: (text) => `--timestamp 应为 2026-08-19T00:00:00Z 形式的时间，而不是 ${text}`,
  noAdvisories: (release) => `NanoMQ ${release} 没有已知公告：无可声明。`,
};

export const releaseWords: Readonly<Record<Language, ReleaseWords>> = { en, zh };
