// The three numbers that decide, as sliders, and what they come to beside what the conf says.
import type { Language } from "../../src/lint/language.ts";
import { milliseconds, multiplierNear, seconds, type Timer, timerText } from "../../src/nanomq/time.ts";
import type { NanomqVersion } from "../../src/nanomq/version.ts";
import { element, escapeHtml } from "../../src/report/html/markup.ts";
import { windowsChart } from "../../src/report/html/windows-chart.ts";
import { secondsText } from "../../src/report/time/windows.ts";
import { inForce } from "../../src/start/run.ts";
import { timerOfSettings } from "../../src/start/timer.ts";
import { detectionReplay } from "../../src/timing/detection.ts";
import type { SessionClient } from "../../src/timing/windows.ts";
import { part } from "../dom.ts";
import type { Desk } from "./desk.ts";
import type { ClientRow } from "./shared.ts";
import { whyLines, windowWords } from "./why.ts";
import { playWords } from "./words.ts";

/** What the sliders stand at. */
export interface Chosen {
  readonly timer: Timer;
  readonly version: NanomqVersion;
  readonly client: SessionClient;
}

export interface Timing {
  /** The conf, the release or the clients are others: the sliders go where they say. */
  readonly follow: (desk: Desk, clients: readonly ClientRow[]) => void;
  readonly chosen: () => Chosen | undefined;
}

interface Doing {
  readonly moved: (chosen: Chosen) => void;
  readonly write: (timer: Timer) => void;
}

/** What most client libraries send where nobody says otherwise. */
const USUAL: ClientRow = { name: "", keepaliveS: 60, count: 1, keepsSession: false };

function clientOf({ name, keepaliveS, keepsSession }: ClientRow, language: Language): SessionClient {
  const unnamed = playWords[language].client.unnamed;
  return {
    name: name === "" ? unnamed : name,
    keepaliveMs: keepaliveS * 1000,
    protocol: 4,
    cleanStart: !keepsSession,
  };
}

function isSame(one: Chosen, other: Chosen): boolean {
  return (
    one.timer.retry === other.timer.retry &&
    one.timer.multiplier === other.timer.multiplier &&
    one.client.keepaliveMs === other.client.keepaliveMs
  );
}

class Sliders {
  readonly #retry = part("retry", HTMLInputElement);
  readonly #multiplier = part("multiplier", HTMLInputElement);
  readonly #keepalive = part("keepalive", HTMLInputElement);
  readonly #clients = part("timed-client", HTMLSelectElement);
  readonly #language: Language;
  readonly #doing: Doing;
  #told: Chosen | undefined;
  #chosen: Chosen | undefined;
  #rows: readonly ClientRow[] = [];

  constructor(language: Language, doing: Doing) {
    this.#language = language;
    this.#doing = doing;
    this.#retry.addEventListener("input", () => this.#move("retry"));
    this.#multiplier.addEventListener("input", () => this.#move("multiplier"));
    this.#keepalive.addEventListener("input", () => this.#move("keepalive"));
    this.#clients.addEventListener("change", () => this.#chooseClient());
    part("reset-timer", HTMLButtonElement).addEventListener("click", () => this.#reset());
    part("write-timer", HTMLButtonElement).addEventListener("click", () => {
      if (this.#chosen !== undefined) doing.write(this.#chosen.timer);
    });
  }

  get chosen(): Chosen | undefined {
    return this.#chosen;
  }

  follow({ view, linted }: Desk, clients: readonly ClientRow[]): void {
    const before = this.#rows[this.#clients.selectedIndex]?.name;
    this.#rows = clients.length === 0 ? [USUAL] : clients;
    const same = this.#rows.findIndex(({ name }) => name === before);
    const options = this.#rows.map((row) => {
      const { name, keepaliveMs } = clientOf(row, this.#language);
      return element("option", {}, escapeHtml(`${name}, ${secondsText(keepaliveMs)}`));
    });
    this.#clients.innerHTML = options.join("");
    this.#clients.selectedIndex = Math.max(0, same);
    const timer = timerOfSettings(inForce(view.run));
    const { version } = linted.input;
    const told = { timer, version, client: this.#client() };
    const isOld = this.#told !== undefined && isSame(this.#told, told) && this.#told.version === version;
    this.#told = told;
    if (isOld && this.#chosen !== undefined) this.#chosen = { ...this.#chosen, version };
    else this.#chosen = told;
    this.#show();
  }

  #client(): SessionClient {
    return clientOf(this.#rows[this.#clients.selectedIndex] ?? USUAL, this.#language);
  }

  #chooseClient(): void {
    if (this.#told === undefined || this.#chosen === undefined) return;
    this.#told = { ...this.#told, client: this.#client() };
    this.#chosen = { ...this.#chosen, client: this.#client() };
    this.#show();
  }

  #reset(): void {
    this.#chosen = this.#told;
    this.#show();
  }

  #move(what: "retry" | "multiplier" | "keepalive"): void {
    const { timer, version, client } = this.#chosen ?? {};
    if (timer === undefined || version === undefined || client === undefined) return;
    const number = (input: HTMLInputElement) => input.valueAsNumber;
    switch (what) {
      case "retry":
        this.#chosen = {
          version,
          client,
          timer: { ...timer, retry: milliseconds(number(this.#retry) * 1000) },
        };
        break;
      case "multiplier":
        this.#chosen = {
          version,
          client,
          timer: { ...timer, multiplier: multiplierNear(number(this.#multiplier), version) },
        };
        break;
      case "keepalive":
        this.#chosen = {
          version,
          timer,
          client: { ...client, keepaliveMs: number(this.#keepalive) * 1000 },
        };
        break;
    }
    this.#show();
  }

  #show(): void {
    const [told, chosen] = [this.#told, this.#chosen];
    if (told === undefined || chosen === undefined) return;
    const { timer, version, client } = chosen;
    const { retryIntervalS, multiplier } = timerText(timer, version);
    const words = playWords[this.#language];
    this.#put(this.#retry, retryIntervalS, `${retryIntervalS} s`);
    this.#put(this.#multiplier, multiplier, `× ${multiplier}`);
    this.#put(this.#keepalive, seconds(client.keepaliveMs), secondsText(client.keepaliveMs));
    const replay = detectionReplay(timer, version, client);
    const window = windowWords(replay, this.#language);
    part("window", HTMLElement).textContent = window === undefined ? words.never : words.noticed(window);
    const isMoved = !isSame(told, chosen);
    const today = detectionReplay(told.timer, version, told.client);
    const alternatives = isMoved ? [{ text: words.chosen, replay }] : [];
    part("window-chart", HTMLElement).innerHTML = windowsChart(today, alternatives);
    const lines = whyLines(timer, multiplier, version, replay, this.#language);
    part("why", HTMLElement).innerHTML = lines.map((line) => element("li", {}, escapeHtml(line))).join("");
    const isTimerMoved = told.timer.retry !== timer.retry || told.timer.multiplier !== timer.multiplier;
    part("write-timer", HTMLButtonElement).disabled = !isTimerMoved;
    part("reset-timer", HTMLButtonElement).disabled = !isMoved;
    this.#doing.moved(chosen);
  }

  /** A value that the conf has and the slider does not widens it, as long as it is there. */
  #put(slider: HTMLInputElement, value: number, text: string): void {
    slider.max = String(Math.max(Number(slider.dataset["max"]), value));
    slider.min = String(Math.min(Number(slider.dataset["min"]), value));
    slider.value = String(value);
    slider.setAttribute("aria-valuetext", text);
    part(`${slider.id}-value`, HTMLOutputElement).textContent = text;
  }
}

export function timing(language: Language, doing: Doing): Timing {
  const sliders = new Sliders(language, doing);
  return { follow: (desk, clients) => sliders.follow(desk, clients), chosen: () => sliders.chosen };
}
