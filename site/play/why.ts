// Why a silent client is noticed so late, step by step, in figures of the one model.
import type { Language } from "../../src/lint/language.ts";
import type { Timer } from "../../src/nanomq/time.ts";
import type { NanomqVersion } from "../../src/nanomq/version.ts";
import { reportWords } from "../../src/report/finding/words.ts";
import { secondsText } from "../../src/report/time/windows.ts";
import { closingTick, type DetectionReplay } from "../../src/timing/detection.ts";
import { playWords } from "./words.ts";

export function windowWords({ windowMs }: DetectionReplay, language: Language): string | undefined {
  if (windowMs === undefined) return undefined;
  const [earliest, latest] = [secondsText(windowMs.earliest), secondsText(windowMs.latest)];
  return earliest === latest ? latest : reportWords[language].window(earliest, latest);
}

/** @param multiplier as the conf has it */
export function whyLines(
  timer: Timer,
  multiplier: number,
  version: NanomqVersion,
  replay: DetectionReplay,
  language: Language,
): readonly string[] {
  const words = playWords[language];
  const tick = closingTick(timer, version, replay.keepaliveMs);
  if (tick === 0) return [words.whyAtOnce];
  const window = windowWords(replay, language);
  const limit = secondsText(replay.limitMs);
  const head = [
    words.whyLimit(secondsText(replay.keepaliveMs), String(multiplier), limit),
    words.whyTicks(secondsText(timer.retry)),
  ];
  if (window === undefined || replay.windowMs === undefined) return [...head, words.whyNever];
  // The tick that closes adds nothing to what the ticks before it have counted.
  const counted = secondsText((tick - 1) * timer.retry);
  return [...head, words.whyCount(tick, counted, limit), words.whyWindow(window)];
}
