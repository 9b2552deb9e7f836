/** A map over one that many share: what is set here hides what stands there, in its place; nothing is copied. */
export class Overlay<Key, Value extends NonNullable<unknown> | null> implements ReadonlyMap<Key, Value> {
  readonly #base: ReadonlyMap<Key, Value>;
  readonly #own = new Map<Key, Value>();
  readonly #gone = new Set<Key>();

  constructor(base: ReadonlyMap<Key, Value>) {
    this.#base = base;
  }

  get(key: Key): Value | undefined {
    const own = this.#own.get(key);
    if (own !== undefined) return own;
    return this.#gone.size > 0 && this.#gone.has(key) ? undefined : this.#base.get(key);
  }

  has(key: Key): boolean {
    return this.#own.has(key) || (this.#base.has(key) && !this.#gone.has(key));
  }

  set(key: Key, value: Value): void {
    this.#own.set(key, value);
  }

  delete(key: Key): void {
    this.#own.delete(key);
    if (this.#base.has(key)) this.#gone.add(key);
  }

  /** Every key that was set or taken away here, whatever it came to. */
  *touched(): Generator<Key, void> {
    yield* this.#own.keys();
    for (const key of this.#gone) if (!this.#own.has(key)) yield key;
  }

  get size(): number {
    return [...this.keys()].length;
  }

  *keys(): MapIterator<Key> {
    for (const key of this.#base.keys()) if (this.has(key)) yield key;
    for (const key of this.#own.keys()) if (!this.#base.has(key)) yield key;
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.#base) {
      const own = this.#own.get(key);
      if (this.has(key)) yield [key, own === undefined ? value : own];
    }
    for (const [key, value] of this.#own) if (!this.#base.has(key)) yield [key, value];
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(look: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) look(value, key, this);
  }
}
