import type { Qos } from "../../nanomq/bridge-settings.ts";

/** Copies with numbers in a row. */
interface Run {
  first: number;
  count: number;
  readonly qos: Qos;
}

export interface Copy {
  readonly copy: number;
  readonly qos: Qos;
}

/** First in, first out. Numbers in a row are kept as one run, so that a million waiting messages cost nothing. */
export class RunQueue {
  readonly #runs: Run[] = [];
  #head = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(copy: number, qos: Qos): void {
    this.pushRun(copy, 1, qos);
  }

  pushRun(first: number, count: number, qos: Qos): void {
    this.#size += count;
    const last = this.#runs.at(-1);
    if (last !== undefined && last.first + last.count === first && last.qos === qos) last.count += count;
    else this.#runs.push({ first, count, qos });
  }

  /** The oldest; undefined where nothing waits. */
  shift(): Copy | undefined {
    const qos = this.#runs[this.#head]?.qos;
    return qos === undefined ? undefined : { copy: this.drop(), qos };
  }

  /** Takes the oldest out; -1 where nothing waits. */
  drop(): number {
    const run = this.#runs[this.#head];
    if (run === undefined) return -1;
    const copy = run.first;
    this.#size -= 1;
    run.first += 1;
    run.count -= 1;
    if (run.count === 0) this.#dropHead();
    return copy;
  }

  /** Takes out the oldest that have numbers in a row, at most `most`. */
  dropRun(most: number): Readonly<Pick<Run, "first" | "count">> {
    const run = this.#runs[this.#head];
    if (run === undefined) return { first: -1, count: 0 };
    const { first } = run;
    const count = Math.min(most, run.count);
    this.#size -= count;
    run.first += count;
    run.count -= count;
    if (run.count === 0) this.#dropHead();
    return { first, count };
  }

  /** Moves all of `other` behind what waits here. */
  takeAll(other: RunQueue): void {
    for (const { first, count, qos } of other.#runs.slice(other.#head)) this.pushRun(first, count, qos);
    other.#runs.length = 0;
    other.#head = 0;
    other.#size = 0;
  }

  #dropHead(): void {
    this.#head += 1;
    if (this.#head === this.#runs.length || this.#head > 1024) {
      this.#runs.splice(0, this.#head);
      this.#head = 0;
    }
  }
}
