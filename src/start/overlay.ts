/** A map by path over one that many share, to be read. */
export interface Layered<Value> extends ReadonlyMap<string, Value> {
  readonly base: ReadonlyMap<string, Value>;
  /** What was set here, elements of lists left out. */
  own(): Iterable<readonly [path: string, value: Value]>;
  /** Elements of lists by path. */
  elements(): Iterable<readonly [path: string, element: Layered<Value>]>;
  /** Paths that were set or taken away here, elements of lists left out. */
  touched(): Iterable<string>;
  element(path: string): Layered<Value> | undefined;
  /** The same with other values for what was set. */
  mapped(change: (value: Value) => Value): Layered<Value>;
}

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** Where the first element on the way of a path ends; 0 where nothing is left behind one: `bridges.mqtt[0]|.server`. */
function elementEnd(path: string): number {
  const end = path.indexOf("]") + 1;
  return end === path.length ? 0 : end;
}

/**
 * What is set here hides what stands in the base, in its place; nothing is copied. What an element of a list holds is
 * a map of its own, over what all of its kind have: `bridges.mqtt[0]`.
 */
export class Overlay<Value extends NonNullable<unknown> | null> implements Layered<Value> {
  readonly base: ReadonlyMap<string, Value>;
  readonly #own = new Map<string, Value | Overlay<Value>>();
  #gone: Set<string> | undefined;

  constructor(base: ReadonlyMap<string, Value> = nothing) {
    this.base = base;
  }

  /** Makes an element of a list over what all of its kind have. */
  open(path: string, base?: ReadonlyMap<string, Value>): Overlay<Value> {
    const end = elementEnd(path);
    if (end !== 0) return this.#opened(path.slice(0, end)).open(path.slice(end + 1), base);
    const element = new Overlay(base);
    this.#own.set(path, element);
    return element;
  }

  #opened(path: string): Overlay<Value> {
    const known = this.#own.get(path);
    return known instanceof Overlay ? known : this.open(path);
  }

  element(path: string): Overlay<Value> | undefined {
    const end = elementEnd(path);
    if (end !== 0) return this.element(path.slice(0, end))?.element(path.slice(end + 1));
    const known = this.#own.get(path);
    return known instanceof Overlay ? known : undefined;
  }

  get(path: string): Value | undefined {
    const end = elementEnd(path);
    if (end !== 0) return this.element(path.slice(0, end))?.get(path.slice(end + 1));
    const own = this.#own.get(path);
    if (own !== undefined) return own instanceof Overlay ? undefined : own;
    return this.#gone?.has(path) === true ? undefined : this.base.get(path);
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  set(path: string, value: Value): void {
    const end = elementEnd(path);
    if (end === 0) this.#own.set(path, value);
    else this.#opened(path.slice(0, end)).set(path.slice(end + 1), value);
  }

  delete(path: string): void {
    const end = elementEnd(path);
    if (end !== 0) {
      this.element(path.slice(0, end))?.delete(path.slice(end + 1));
      return;
    }
    this.#own.delete(path);
    if (this.base.has(path)) this.#gone = (this.#gone ?? new Set()).add(path);
  }

  *own(): Generator<readonly [path: string, value: Value], void> {
    for (const [path, held] of this.#own) if (!(held instanceof Overlay)) yield [path, held];
  }

  *elements(): Generator<readonly [path: string, element: Overlay<Value>], void> {
    for (const [path, held] of this.#own) if (held instanceof Overlay) yield [path, held];
  }

  mapped(change: (value: Value) => Value): Overlay<Value> {
    const made = new Overlay(this.base);
    for (const [path, held] of this.#own)
      made.#own.set(path, held instanceof Overlay ? held.mapped(change) : change(held));
    made.#gone = this.#gone;
    return made;
  }

  *touched(): Generator<string, void> {
    for (const [path] of this.own()) yield path;
    for (const path of this.#gone ?? []) if (!this.#own.has(path)) yield path;
  }

  *entries(): MapIterator<[path: string, value: Value]> {
    for (const path of this.base.keys()) {
      const value = this.get(path);
      if (value !== undefined) yield [path, value];
    }
    for (const [path, held] of this.#own) {
      if (held instanceof Overlay) for (const [key, value] of held) yield [`${path}.${key}`, value];
      else if (!this.base.has(path)) yield [path, held];
    }
  }

  *keys(): MapIterator<string> {
    for (const [path] of this.entries()) yield path;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[path: string, value: Value]> {
    return this.entries();
  }

  get size(): number {
    return [...this.keys()].length;
  }

  forEach(look: (value: Value, path: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [path, value] of this) look(value, path, this);
  }
}
