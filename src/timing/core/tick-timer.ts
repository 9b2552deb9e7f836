/**
 * The periodic timer of one connection, and the count of ticks since its last packet.
 *
 * Tick k comes at `base + k x period`. Ticks that do nothing but count are never run: `index` and `count` are brought
 * up to date when somebody asks, and a packet only leaves its time behind.
 */
export class TickTimer {
  #base: number;
  #period: number;
  /** The next tick that has not been run or counted. */
  #index = 0;
  #count = 0;
  /** Time of a packet not folded into the count yet. */
  #packetMs = -Infinity;

  constructor(firstTickMs: number, periodMs: number) {
    this.#base = firstTickMs;
    this.#period = periodMs;
  }

  /** A complete packet: the count starts again. */
  restart(atMs: number): void {
    this.#packetMs = atMs;
  }

  /** The count the next tick will see. */
  get count(): number {
    this.#fold();
    return this.#count;
  }

  get nextTickMs(): number {
    this.#fold();
    return this.#base + this.#index * this.#period;
  }

  /** When the count will stand at `count` or above at a tick. */
  tickAtCount(count: number): number {
    this.#fold();
    if (count === Infinity) return Infinity;
    return this.#base + (this.#index + Math.max(0, count - this.#count)) * this.#period;
  }

  /** The first tick to come that is later than `atMs`. */
  tickAfter(atMs: number): number {
    this.#fold();
    return this.#base + this.#indexAfter(atMs) * this.#period;
  }

  /** Counts all ticks before `atMs`, so that the tick at `atMs` is next. */
  countUntil(atMs: number): void {
    this.#fold();
    const passed = Math.round((atMs - this.#base) / this.#period) - this.#index;
    if (passed > 0) this.#skip(passed);
  }

  /** Moves past the tick that has just run; `counted` is whether it added to the count. */
  step(counted: boolean): void {
    this.#index++;
    if (counted) this.#count = (this.#count + 1) & COUNTER_MASK;
  }

  /** Counts the ticks up to `atMs`; none of them may have had anything else to do. */
  catchUp(atMs: number): void {
    this.#fold();
    if (this.#period > 0) this.#skip(this.#indexAfter(atMs) - this.#index);
  }

  /** A new period from the next tick on; the wait that is running keeps its length, the count stays what it is. */
  changePeriod(atMs: number, periodMs: number): void {
    this.catchUp(atMs);
    this.#base = this.#period > 0 ? this.nextTickMs : atMs;
    this.#index = 0;
    this.#period = periodMs;
  }

  #skip(ticks: number): void {
    this.#index += ticks;
    this.#count = (this.#count + ticks) & COUNTER_MASK;
  }

  #indexAfter(atMs: number): number {
    return Math.max(this.#index, Math.floor((atMs - this.#base) / this.#period) + 1);
  }

  #fold(): void {
    if (this.#packetMs === -Infinity) return;
    if (this.#period > 0) this.#index = this.#indexAfter(this.#packetMs);
    this.#count = 0;
    this.#packetMs = -Infinity;
  }
}

/** The broker's counter has 16 bits. */
const COUNTER_MASK = 0xffff;
