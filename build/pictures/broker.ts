// The running broker of the playground, stopped when the last client was noticed.
import { BASE, ground, LANE_HEIGHT, markOf } from "../../site/live/marks.ts";
import { connectTimes, firstActs, play, spanMs } from "../../site/live/story.ts";
import { laneStyle } from "../../site/style.ts";
import type { Language } from "../../src/lint/language.ts";
import { timerOf } from "../../src/nanomq/time.ts";
import type { NanomqVersion } from "../../src/nanomq/version.ts";
import { reportWords } from "../../src/report/finding/words.ts";
import { element, shape } from "../../src/report/html/markup.ts";
import { secondsText } from "../../src/report/time/windows.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import { pingPolicies } from "../../src/timing/ping-policy.ts";
import { card, MARGIN, WIDTH, words } from "./card.ts";
import { pictureWords } from "./words.ts";

const LEFT = 130;
const TOP = 50;
const PITCH = LANE_HEIGHT + 4;

/** Clients whose cable is pulled at once. */
export function brokerPicture(
  version: NanomqVersion,
  retryS: number,
  multiplier: number,
  keepaliveS: number,
  language: Language,
): string {
  const timer = timerOf(retryS, multiplier);
  const client = { name: "sensor", keepaliveMs: keepaliveS * 1000, protocol: 4, cleanStart: true } as const;
  const policy = pingPolicies.mosquitto;
  const cast = { timer, version, client, policy, connectsMs: connectTimes(timer.retry) };
  const acts = firstActs(cast);
  const { windowMs } = detectionReplay(timer, version, client);
  const untilMs = (acts[0]?.atMs ?? 0) + (windowMs?.latest ?? spanMs(cast));
  const { fleet, happened } = play(cast, acts, untilMs);
  const width = WIDTH - LEFT - MARGIN;
  const pxPerMs = width / (untilMs + 1500);
  const lanes = fleet.members.map(({ clientId, lastPacketMs = 0 }, at) => {
    const marks = happened.flatMap((one) => (one.client === at ? (markOf(one, pxPerMs) ?? []) : []));
    const isPulled = acts.some((act) => act.client === at);
    const x = (ms: number) => Number((ms * pxPerMs).toFixed(2));
    const band =
      windowMs === undefined || !isPulled
        ? ""
        : shape("rect", {
            class: "window",
            x: x(lastPacketMs + windowMs.earliest),
            y: 4,
            width: x(windowMs.latest - windowMs.earliest),
            height: BASE - 4,
            rx: 3,
          });
    const lane = element(
      "g",
      { class: "track", transform: `translate(${LEFT} ${TOP + at * PITCH})` },
      ground(width),
      band,
      ...marks,
    );
    return words(clientId, { x: MARGIN, y: TOP + at * PITCH + 28 }) + lane;
  });
  const window =
    windowMs && reportWords[language].window(secondsText(windowMs.earliest), secondsText(windowMs.latest));
  const title = pictureWords[language].broker(
    secondsText(client.keepaliveMs),
    secondsText(timer.retry),
    window,
  );
  return card(title, TOP + fleet.members.length * PITCH + 12, laneStyle, ...lanes);
}
