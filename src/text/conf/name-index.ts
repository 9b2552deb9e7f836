/** Members of a section by name, for paths in which a name may hold dots of its own (`"device.1"`). */
export class NameIndex<T> {
  readonly #byName = new Map<string, T>();
  readonly #lengths: readonly number[];

  /** Of one name several times the last. */
  constructor(entries: Iterable<readonly [name: string, value: T]>) {
    const lengths = new Set<number>();
    for (const [name, value] of entries) {
      this.#byName.set(name, value);
      lengths.add(name.length);
    }
    this.#lengths = [...lengths].sort((a, b) => a - b);
  }

  get(name: string): T | undefined {
    return this.#byName.get(name);
  }

  /** Those whose name is the path or begins it, the shortest first. Looks at each length that names have, not at each dot. */
  *on(path: string): Generator<{ readonly name: string; readonly value: T }, void> {
    for (const length of this.#lengths) {
      if (length > path.length) return;
      if (length < path.length && path[length] !== ".") continue;
      const name = path.slice(0, length);
      const value = this.#byName.get(name);
      if (value !== undefined) yield { name, value };
    }
  }
}
