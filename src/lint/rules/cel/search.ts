// `list.exists(x, x.a == b && …)` asks every element of every element: a plant with thousands of bridges would wait. A list
// is put in order once, and only elements that can be meant are asked.
import { TopicIndex } from "./topic-index.ts";
import { isScope, type Value } from "./value.ts";

type Answer = Value | undefined;

/** An expression over the element alone, and what the condition wants it to be. */
export interface Wanted {
  readonly of: (element: Value) => Answer;
  readonly is: () => Answer;
}

/** What the compiler knows of the body of one `exists`. */
export interface Search {
  /** Its text. */
  readonly id: string;
  /** What the body looks at: elements that are alike there answer alike. Undefined: at the whole element. */
  readonly uses: readonly (readonly string[])[] | undefined;
  /** The body is false where one of these is another value. */
  readonly equal: readonly Wanted[];
  /** The body is false where these two topic filters have no topic in common. */
  readonly overlap: Wanted | undefined;
}

/** Below this, asking every element is quicker. */
const FEW = 16;

function at(element: Value, path: readonly string[]): Value | undefined {
  let found: Value | undefined = element;
  for (const key of path) found = isScope(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found;
}

/** JSON knows no infinity. */
function finite(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
}

function unlike(elements: readonly Value[], { uses }: Search): readonly Value[] {
  const found = new Map<string, Value>();
  for (const element of elements) {
    const seen = uses?.map((path) => [at(element, path)].filter((value) => value !== undefined)) ?? element;
    const name = JSON.stringify(seen, finite);
    if (!found.has(name)) found.set(name, element);
  }
  return [...found.values()];
}

type Plain = string | number | boolean | null;

/** The value; undefined where there is none, or none that can be looked up. */
function plain(value: Answer): Plain | undefined {
  return typeof value === "object" && value !== null ? undefined : value;
}

/** One name for several values; undefined where one of them has none. */
function nameOf(values: Iterable<Plain | undefined>): string | undefined {
  let name = "";
  for (const value of values) {
    if (value === undefined) return undefined;
    name += `${typeof value} ${String(value)}\0`;
  }
  return name;
}

interface Index {
  readonly all: readonly Value[];
  /** Those whose values are no plain ones: they are asked each time. */
  readonly odd: Value[];
  readonly equal: Map<string, Value[]>;
  readonly topics: TopicIndex<Value>;
}

function indexOf(elements: readonly Value[], search: Search): Index {
  const index: Index = { all: unlike(elements, search), odd: [], equal: new Map(), topics: new TopicIndex() };
  for (const element of index.all) {
    if (search.equal.length > 0) {
      const name = nameOf(search.equal.map(({ of }) => plain(of(element))));
      const alike = name === undefined ? index.odd : (index.equal.get(name) ?? []);
      if (name !== undefined) index.equal.set(name, alike);
      alike.push(element);
    } else if (search.overlap !== undefined) {
      const { of } = search.overlap;
      const filter = of(element);
      if (typeof filter === "string") index.topics.add(filter, element);
      else index.odd.push(element);
    }
  }
  return index;
}

const indexes = new WeakMap<readonly Value[], Map<string, Index>>();

function knownIndex(elements: readonly Value[], search: Search): Index {
  const known = indexes.get(elements) ?? new Map<string, Index>();
  indexes.set(elements, known);
  const index = known.get(search.id) ?? indexOf(elements, search);
  known.set(search.id, index);
  return index;
}

/** The elements of which one may make the body true or leave it without an answer; at the others it is false. */
export function* among(elements: readonly Value[], what: (() => Search) | undefined): Generator<Value, void> {
  if (what === undefined || elements.length < FEW) {
    yield* elements;
    return;
  }
  const search = what();
  const index = knownIndex(elements, search);
  if (search.equal.length > 0) {
    const name = nameOf(search.equal.map(({ is }) => plain(is())));
    if (name === undefined) yield* index.all;
    else yield* [...index.odd, ...(index.equal.get(name) ?? [])];
  } else if (search.overlap !== undefined) {
    const filter = search.overlap.is();
    if (typeof filter !== "string") yield* index.all;
    else {
      yield* index.odd;
      yield* index.topics.overlapping(filter);
    }
  } else yield* index.all;
}
