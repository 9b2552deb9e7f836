// What one pair of settings comes to, in sentences: on the map of the wizard, and on that of a page.
import type { ClientFigures } from "../../advise/search/figures.ts";
import { latestMs, type Option } from "../../advise/search/option.ts";
import type { Language } from "../../lint/language.ts";
import { timerText } from "../../nanomq/time.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { reportWords } from "../finding/words.ts";
import { secondsText } from "../time/windows.ts";
import { kicksText } from "./advice.ts";

interface FigureWords {
  readonly pair: (interval: string, multiplier: string) => string;
  readonly noticed: (window: string) => string;
  readonly neverNoticed: string;
  readonly early: (at: string) => string;
  readonly slack: (slack: string) => string;
  readonly noSlack: string;
  readonly kicks: (kicks: string) => string;
  readonly cost: (ticks: string, cores: string) => string;
}

const en: FigureWords = {
  pair: (interval, multiplier) => `retry_interval = ${interval}, keepalive_multiplier = ${multiplier}`,
  noticed: (window) => `A dead client is noticed ${window} after its last packet.`,
  neverNoticed: "A dead client is never noticed.",
  early: (at) => `One that dies right after its CONNECT: ${at}.`,
  slack: (slack) => `A ping may be ${slack} late before a live client can be kicked.`,
  noSlack: "A live client that pings on time can be kicked.",
  kicks: (kicks) => `False kicks per client and day: ${kicks}.`,
  cost: (ticks, cores) => `${ticks} timer ticks a second, about ${cores} cores.`,
};

const zh: FigureWords = {
  pair: (interval, multiplier) => `retry_interval = ${interval}，keepalive_multiplier = ${multiplier}`,
  noticed: (window) => `失联客户端在最后一个报文之后 ${window}被发现。`,
  neverNoticed: "失联客户端永远不会被发现。",
  early: (at) => `连接后立即失联的：${at}。`,
  slack: (slack) => `ping 最多可迟到 ${slack}，再迟在线客户端就可能被踢。`,
  noSlack: "按时发送 ping 的在线客户端也可能被踢。",
  kicks: (kicks) => `每个客户端每天的误踢次数：${kicks}。`,
  cost: (ticks, cores) => `每秒 ${ticks} 个节拍，约 ${cores} 个核。`,
};

export const figureWords: Readonly<Record<Language, FigureWords>> = { en, zh };

/** The class that is noticed last: it decides. */
export function decidingClient(option: Option): ClientFigures | undefined {
  const latest = latestMs(option);
  return option.figures.clients.find(({ detection }) => (detection.windowMs?.latest ?? Infinity) === latest);
}

/** `retry_interval = 2s, keepalive_multiplier = 1.25`, as a conf of this release has them. */
export function pairText({ settings }: Option, version: NanomqVersion, language: Language): string {
  const { retryIntervalS, multiplier } = timerText(settings.timer, version);
  return figureWords[language].pair(`${retryIntervalS}s`, String(multiplier));
}

/** Window, slack, false kicks where a network is known, and cost. */
export function figureSentences(option: Option, language: Language): readonly string[] {
  const words = figureWords[language];
  const { detection, slackMs } = decidingClient(option) ?? {};
  const { windowMs, afterConnectMs } = detection ?? {};
  const { cost, clients } = option.figures;
  const window =
    windowMs && reportWords[language].window(secondsText(windowMs.earliest), secondsText(windowMs.latest));
  const hasKicks = clients.some(({ falseKicks }) => falseKicks !== undefined);
  const cores = cost?.cores === undefined ? "?" : String(Number(cost.cores.typical.toPrecision(2)));
  const slack =
    slackMs === undefined ? [] : [slackMs < 0 ? words.noSlack : words.slack(secondsText(slackMs))];
  return [
    window === undefined ? words.neverNoticed : words.noticed(window),
    ...(afterConnectMs === undefined ? [] : [words.early(secondsText(afterConnectMs.latest))]),
    ...slack,
    ...(hasKicks ? [words.kicks(kicksText(option, language))] : []),
    words.cost(String(Number((cost?.ticksPerSecond ?? 0).toPrecision(3))), cores),
  ];
}
