// When NanoMQ notices that a client fell silent, for each class of clients: behind the settings that decide it.

import { reportWords } from "../report/finding/words.ts";
import { secondsText } from "../report/time/windows.ts";
import { inForce } from "../start/run.ts";
import { timerOfSettings } from "../start/timer.ts";
import { type DetectionReplay, detectionReplay } from "../timing/detection.ts";
import type { View } from "./view.ts";

/** Settings of the timer that decides. */
export const timerKeys: ReadonlySet<string> = new Set(["mqtt.retry_interval", "mqtt.keepalive_multiplier"]);

export function windowsOf({ run, facts }: View): readonly DetectionReplay[] {
  const timer = timerOfSettings(inForce(run));
  return facts.clients.flatMap(({ name, keepaliveMs }) =>
    keepaliveMs === undefined ? [] : [detectionReplay(timer, run.start.version, { name, keepaliveMs })],
  );
}

/** `10 s to 20 s` */
export function windowText({ windowMs }: DetectionReplay, { language }: Pick<View, "language">): string {
  if (windowMs === undefined) return reportWords[language].never;
  return reportWords[language].window(secondsText(windowMs.earliest), secondsText(windowMs.latest));
}
