/**
 * The earliest deadline of many sleepers, each known by a small whole number (its slot).
 *
 * A binary heap in typed arrays with one entry per slot. Moving a deadline later is left to the owner, who finds out
 * when it comes due (a lazy deadline): re-arming at every packet would cost more than all the rest.
 */
export class DeadlineQueue {
  #at = new Float64Array(16);
  #slots = new Int32Array(16);
  #places = new Int32Array(16).fill(-1);
  #size = 0;

  /** Infinity where nothing is scheduled. */
  get soonestMs(): number {
    return this.#size === 0 ? Infinity : this.#timeAt(0);
  }

  get soonestSlot(): number {
    return this.#size === 0 ? -1 : this.#slotAt(0);
  }

  /** Sets the one deadline of `slot`; Infinity takes it out. */
  schedule(slot: number, atMs: number): void {
    if (atMs === Infinity) {
      this.cancel(slot);
      return;
    }
    if (slot >= this.#places.length) this.#widen(slot);
    let place = this.#placeOf(slot);
    if (place < 0) {
      if (this.#size === this.#at.length) this.#lengthen();
      place = this.#size++;
    }
    this.#settle(place, slot, atMs);
  }

  cancel(slot: number): void {
    const place = slot < this.#places.length ? this.#placeOf(slot) : -1;
    if (place < 0) return;
    this.#places[slot] = -1;
    const last = --this.#size;
    if (place < last) this.#settle(place, this.#slotAt(last), this.#timeAt(last));
  }

  #timeAt(place: number): number {
    return this.#at[place] ?? Infinity;
  }

  #slotAt(place: number): number {
    return this.#slots[place] ?? -1;
  }

  #placeOf(slot: number): number {
    return this.#places[slot] ?? -1;
  }

  #put(place: number, slot: number, atMs: number): void {
    this.#at[place] = atMs;
    this.#slots[place] = slot;
    this.#places[slot] = place;
  }

  /** Puts the entry at the hole `start`, or where the heap's order wants it. */
  #settle(start: number, slot: number, atMs: number): void {
    const place = this.#raise(start, atMs);
    this.#put(place === start ? this.#sink(start, atMs) : place, slot, atMs);
  }

  #raise(start: number, atMs: number): number {
    let place = start;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#timeAt(parent) <= atMs) break;
      this.#put(place, this.#slotAt(parent), this.#timeAt(parent));
      place = parent;
    }
    return place;
  }

  #sink(start: number, atMs: number): number {
    let place = start;
    for (let child = 2 * place + 1; child < this.#size; child = 2 * place + 1) {
      if (child + 1 < this.#size && this.#timeAt(child + 1) < this.#timeAt(child)) child++;
      if (this.#timeAt(child) >= atMs) break;
      this.#put(place, this.#slotAt(child), this.#timeAt(child));
      place = child;
    }
    return place;
  }

  #widen(slot: number): void {
    const places = new Int32Array(Math.max(slot + 1, 2 * this.#places.length)).fill(-1);
    places.set(this.#places);
    this.#places = places;
  }

  #lengthen(): void {
    const at = new Float64Array(2 * this.#at.length);
    at.set(this.#at);
    this.#at = at;
    const slots = new Int32Array(2 * this.#slots.length);
    slots.set(this.#slots);
    this.#slots = slots;
  }
}
