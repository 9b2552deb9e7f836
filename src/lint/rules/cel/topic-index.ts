/** Levels that lead to different places; what lies deeper is told apart by who asks. */
const MOST_LEVELS = 32;

class Level<T> {
  /** Those whose filter ends here, or goes on deeper than is told apart. */
  readonly here: T[] = [];
  /** Those that take everything from here on. */
  readonly rest: T[] = [];
  readonly below = new Map<string, Level<T>>();
}

/** Topic filters, for the question which of many have a topic in common with one (MQTT 3.1.1 section 4.7). */
export class TopicIndex<T> {
  readonly #root = new Level<T>();

  add(filter: string, value: T): void {
    let level = this.#root;
    for (const name of filter.split("/", MOST_LEVELS)) {
      if (name === "#") {
        level.rest.push(value);
        return;
      }
      const next = level.below.get(name) ?? new Level<T>();
      level.below.set(name, next);
      level = next;
    }
    level.here.push(value);
  }

  /** Every value whose filter overlaps with `filter`, and perhaps some that differ deep down. */
  *overlapping(filter: string): Generator<T, void> {
    const names = filter.split("/", MOST_LEVELS);
    const todo: { readonly level: Level<T>; readonly depth: number; readonly all: boolean }[] = [
      { level: this.#root, depth: 0, all: false },
    ];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const { level, depth } = next;
      const name = names[depth];
      const all = next.all || name === "#";
      yield* level.rest;
      if (all || name === undefined) yield* level.here;
      const below =
        all || name === "+"
          ? level.below.values()
          : name === undefined
            ? []
            : [level.below.get(name), level.below.get("+")];
      for (const one of below) if (one !== undefined) todo.push({ level: one, depth: depth + 1, all });
    }
  }
}
