// The broker on the page's clock: runs while it is looked at, stands still when it is told to.
import type { Language } from "../../src/lint/language.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { pingPolicies } from "../../src/timing/ping-policy.ts";
import { onDeed, part } from "../dom.ts";
import type { Chosen } from "../play/timing.ts";
import type { Cast, Deed, Fleet, Happening } from "./fleet.ts";
import { Lanes } from "./lanes.ts";
import { Log, type LogLine } from "./log.ts";
import { type Act, connectTimes, firstActs, play, spanMs } from "./story.ts";
import { liveWords } from "./words.ts";

const MOST_LINES = 60;
/** A page that was away does not make up for it. */
const LONGEST_FRAME_MS = 250;
const STEP_MS = 1000;
/** How long the page's time axis takes to pass by, about. */
const PASSING_MS = 45_000;

interface Stage {
  readonly cast: Cast;
  readonly fleet: Fleet;
  readonly lanes: Lanes;
  readonly log: Log;
}

function standsStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** How much of the story has passed when the page opens: cables are out and nobody is noticed yet, or all are. */
function shownShare(): number {
  return standsStill() ? 0.42 : 0.12;
}

function isDeed(text: string | undefined): text is Deed {
  return text === "silence" || text === "cable" || text === "hang-up" || text === "back";
}

class Panel {
  readonly #language: Language;
  readonly #host = part("lanes", HTMLElement);
  readonly #log = part("log", HTMLElement);
  readonly #list = this.#log.getElementsByTagName("ol")[0] ?? this.#log;
  readonly #run = part("run", HTMLButtonElement);
  readonly #speed = part("speed", HTMLSelectElement);
  #stage: Stage | undefined;
  #acts: Act[] = [];
  #isRunning = !standsStill();
  #isSeen = false;
  #lastMs: number | undefined;
  #isAwaited = false;

  constructor(language: Language) {
    this.#language = language;
    this.#run.addEventListener("click", () => this.#setRunning(!this.#isRunning));
    part("step", HTMLButtonElement).addEventListener("click", () => {
      this.#setRunning(false);
      this.#advance(STEP_MS);
    });
    part("again", HTMLButtonElement).addEventListener("click", () => this.#begin(this.#stage?.cast));
    part("pull-all", HTMLButtonElement).addEventListener("click", () => this.#pullAll());
    onDeed(this.#host, "deed", (button) => {
      const client = Number(button.closest("[data-client]")?.getAttribute("data-client"));
      const { deed } = button.dataset;
      if (isDeed(deed)) this.#act(client, deed);
    });
    this.#setRunning(this.#isRunning);
    new IntersectionObserver(([entry]) => {
      this.#isSeen = entry?.isIntersecting === true;
      this.#lastMs = undefined;
      if (this.#isSeen) this.#nextFrame();
    }).observe(this.#host);
    new ResizeObserver(() => {
      if (this.#stage?.lanes.isWideAsBefore === false)
        this.#replay(this.#stage.cast, this.#stage.fleet.nowMs);
    }).observe(this.#host);
  }

  /** Other settings: the same story, told with them. */
  use({ timer, version, client }: Chosen): void {
    const cast: Cast = {
      timer,
      version,
      client,
      policy: pingPolicies.mosquitto,
      connectsMs: connectTimes(timer.retry),
    };
    this.#begin(cast);
  }

  #begin(cast: Cast | undefined): void {
    if (cast === undefined) return;
    this.#acts = [...firstActs(cast)];
    const pulledMs = this.#acts[0]?.atMs ?? 0;
    const speeds = [...this.#speed.options].map(({ value }) => Number(value));
    const wanted = spanMs(cast) / PASSING_MS;
    this.#speed.value = String(speeds.findLast((speed) => speed <= Math.max(1, wanted)) ?? 1);
    this.#replay(cast, pulledMs + shownShare() * spanMs(cast));
  }

  #replay(cast: Cast, untilMs: number): void {
    const { fleet, happened } = play(cast, this.#acts, untilMs);
    this.#host.replaceChildren();
    this.#list.replaceChildren();
    const lanes = new Lanes(this.#host, cast, fleet.members, spanMs(cast), this.#language);
    this.#stage = { cast, fleet, lanes, log: new Log(this.#language) };
    this.#show(happened);
  }

  #act(client: number, deed: Deed): void {
    const { fleet } = this.#stage ?? {};
    if (fleet === undefined) return;
    this.#acts.push({ atMs: fleet.nowMs, client, deed });
    fleet.act(client, deed);
    this.#advance(0);
  }

  #pullAll(): void {
    for (const [client, { link }] of (this.#stage?.fleet.members ?? []).entries())
      if (link === "on") this.#act(client, "cable");
  }

  #setRunning(isRunning: boolean): void {
    this.#isRunning = isRunning;
    const words = liveWords[this.#language];
    this.#run.textContent = isRunning ? words.pause : words.run;
    // Nobody can be read to so fast.
    this.#log.ariaLive = isRunning ? "off" : "polite";
    this.#lastMs = undefined;
    if (isRunning) this.#nextFrame();
  }

  #nextFrame(): void {
    if (!this.#isRunning || !this.#isSeen || this.#isAwaited) return;
    this.#isAwaited = true;
    requestAnimationFrame((atMs) => {
      this.#isAwaited = false;
      if (!this.#isRunning || !this.#isSeen) return;
      const sinceMs = Math.min(LONGEST_FRAME_MS, atMs - (this.#lastMs ?? atMs));
      this.#lastMs = atMs;
      this.#advance(sinceMs * Number(this.#speed.value));
      this.#nextFrame();
    });
  }

  #advance(ms: number): void {
    const { fleet } = this.#stage ?? {};
    if (fleet !== undefined) this.#show(fleet.advance(fleet.nowMs + ms));
  }

  #show(happened: readonly Happening[]): void {
    const stage = this.#stage;
    if (stage === undefined) return;
    const { fleet, lanes, log } = stage;
    const words = liveWords[this.#language];
    lanes.add(happened, fleet.nowMs);
    lanes.draw(fleet.nowMs, fleet.members);
    part("clock", HTMLElement).textContent = words.clock(`${(fleet.nowMs / 1000).toFixed(1)} s`);
    const listed = (state: string) => fleet.members.filter(({ api }) => api === state).length;
    const text = words.listed(listed("connected"), listed("disconnected"));
    const count = part("listed", HTMLElement);
    if (count.textContent !== text) count.textContent = text;
    this.#tell(log.lines(happened), fleet);
  }

  #tell(lines: readonly LogLine[], { members }: Fleet): void {
    const markup = lines
      .slice(-MOST_LINES)
      .map(({ atMs, client, role, text }) =>
        element(
          "li",
          { class: role },
          element("time", {}, `${(atMs / 1000).toFixed(1)} s`),
          element("b", {}, escapeHtml(members[client]?.clientId ?? "")),
          element("span", {}, escapeHtml(text)),
        ),
      );
    if (markup.length === 0) return;
    const isAtEnd = this.#log.scrollTop + this.#log.clientHeight > this.#log.scrollHeight - 40;
    this.#list.insertAdjacentHTML("beforeend", markup.join(""));
    while (this.#list.children.length > MOST_LINES) this.#list.firstElementChild?.remove();
    if (isAtEnd) this.#log.scrollTop = this.#log.scrollHeight;
  }
}

export function livePanel(language: Language): (chosen: Chosen) => void {
  const panel = new Panel(language);
  return (chosen) => panel.use(chosen);
}
