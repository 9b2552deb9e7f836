/**
 * The earliest deadline of many sleepers, each known by a small whole number (its slot).
 *
 * A binary heap in typed arrays. A deadline that moves later is left where it is until it comes due (re-arming at every
 * packet would cost more than all the rest), one that moves earlier gets a second entry; an entry whose time is not the
 * one its slot waits for is stale and counts for nothing.
 */
export class DeadlineQueue {
  #times = new Float64Array(64);
  #slots = new Int32Array(64);
  #size = 0;
  /** Per slot the time of the entry that counts; Infinity for none. */
  #waiting = new Float64Array(64).fill(Infinity);

  /** Not later than any deadline; Infinity where none is scheduled. */
  get soonestMs(): number {
    return this.#size === 0 ? Infinity : (this.#times[0] ?? Infinity);
  }

  /** Wakes `slot` at `atMs` or, where it waits for something earlier, then. */
  schedule(slot: number, atMs: number): void {
    if (slot >= this.#waiting.length) this.#widen(slot);
    if (atMs >= (this.#waiting[slot] ?? Infinity)) return;
    this.#waiting[slot] = atMs;
    if (this.#size === this.#times.length) this.#lengthen();
    this.#raise(this.#size++, slot, atMs);
  }

  cancel(slot: number): void {
    if (slot < this.#waiting.length) this.#waiting[slot] = Infinity;
  }

  /** Takes out the earliest entry; returns its slot, or -1 where it was stale. */
  pop(): number {
    if (this.#size === 0) return -1;
    const slot = this.#slots[0] ?? -1;
    const atMs = this.#times[0] ?? Infinity;
    const last = --this.#size;
    if (last > 0) this.#sink(this.#slots[last] ?? -1, this.#times[last] ?? Infinity);
    if (this.#waiting[slot] !== atMs) return -1;
    this.#waiting[slot] = Infinity;
    return slot;
  }

  #raise(start: number, slot: number, atMs: number): void {
    const times = this.#times;
    const slots = this.#slots;
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const parentMs = times[parent] ?? Infinity;
      if (parentMs <= atMs) break;
      times[place] = parentMs;
      slots[place] = slots[parent] ?? -1;
      place = parent;
    }
    times[place] = atMs;
    slots[place] = slot;
  }

  /** Puts an entry in at the top. */
  #sink(slot: number, atMs: number): void {
    const times = this.#times;
    const slots = this.#slots;
    const size = this.#size;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      let childMs = times[child] ?? Infinity;
      const rightMs = child + 1 < size ? (times[child + 1] ?? Infinity) : Infinity;
      if (rightMs < childMs) {
        childMs = rightMs;
        child++;
      }
      if (childMs >= atMs) break;
      times[place] = childMs;
      slots[place] = slots[child] ?? -1;
      place = child;
    }
    times[place] = atMs;
    slots[place] = slot;
  }

  #widen(slot: number): void {
    const waiting = new Float64Array(Math.max(slot + 1, 2 * this.#waiting.length)).fill(Infinity);
    waiting.set(this.#waiting);
    this.#waiting = waiting;
  }

  #lengthen(): void {
    const times = new Float64Array(2 * this.#times.length);
    times.set(this.#times);
    this.#times = times;
    const slots = new Int32Array(2 * this.#slots.length);
    slots.set(this.#slots);
    this.#slots = slots;
  }
}
