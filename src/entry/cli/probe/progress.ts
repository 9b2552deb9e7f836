import type { ProbeWords } from "../../../report/live/probe-words.ts";
import { secondsText } from "../../../report/time/windows.ts";
import type { Io } from "../io.ts";

const BAR_COLUMNS = 20;
const REDRAW_MS = 250;

/** How long it takes where all is as predicted, and at most. */
interface Span {
  readonly expectedMs: number;
  readonly mostMs: number;
}

/** A line that is drawn again and again on a terminal's stderr, and nothing elsewhere. */
export class Progress {
  readonly #words: ProbeWords;
  readonly #io: Io;
  readonly #all: number;
  readonly #patience: Span;
  readonly #startedMs = performance.now();
  readonly #timer: NodeJS.Timeout | undefined;
  #done = 0;

  constructor(all: number, patience: Span, words: ProbeWords, io: Io) {
    this.#words = words;
    this.#io = io;
    this.#all = all;
    this.#patience = patience;
    if (io.stderrIsTty) this.#timer = setInterval(() => this.#draw(), REDRAW_MS);
  }

  done(count: number): void {
    this.#done = count;
  }

  end(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#io.redraw("");
  }

  #draw(): void {
    const passedMs = performance.now() - this.#startedMs;
    const { expectedMs, mostMs } = this.#patience;
    const endMs = passedMs <= expectedMs ? expectedMs : mostMs;
    const filled = Math.min(BAR_COLUMNS, Math.floor((passedMs / endMs) * BAR_COLUMNS));
    const bar = `${"#".repeat(filled)}${".".repeat(BAR_COLUMNS - filled)}`;
    const passed = secondsText(Math.floor(passedMs / 1000) * 1000);
    const most = secondsText(Math.ceil(endMs / 1000) * 1000);
    this.#io.redraw(`[${bar}] ${this.#words.progress(this.#done, this.#all, passed, most)}`);
  }
}
