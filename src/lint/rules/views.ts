// The settings as conditions see them: `conf.x` is the value in effect, `from.x` says who set it, `beaten.x` who set it too
// and lost, `fate.x` what became of what is written where that is not taken as it was meant.

import type { Settings } from "../../start/effective.ts";
import { keyAt } from "../../start/keys.ts";
import type { Layered } from "../../start/overlay.ts";
import type { Origin } from "../../start/value.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import type { Span } from "../../text/source.ts";
import { once, onceFor } from "../once.ts";
import { isScope, type Scope, type Value } from "./cel/value.ts";
import type { Note } from "./element.ts";

/** The views of one element: `bridge.conf.server`. Each is laid out once somebody looks at it. */
export type ElementViews = { readonly conf: Scope; readonly from: Scope; readonly fate: Scope };

export interface Views {
  readonly conf: Scope;
  readonly from: Scope;
  readonly beaten: Scope;
  readonly fate: Scope;
  /** Of a list's element, or a section with a name of the user's, at its path as written. */
  of(node: TreeNode, path: string): ElementViews;
}

type Entry = readonly [path: string, value: Value];
type Draft = { [key: string]: Value | Draft } | (Value | Draft)[];

function isDraft(value: Value | Draft | undefined): value is Draft {
  return typeof value === "object" && value !== null;
}

function put(draft: Draft, key: string, value: Value | Draft): void {
  if (Array.isArray(draft)) draft[Number(key)] = value;
  else Object.defineProperty(draft, key, { value, enumerable: true, configurable: true, writable: true });
}

function memberAt(draft: Draft, key: string): Value | Draft | undefined {
  if (Array.isArray(draft)) return draft[Number(key)];
  return Object.hasOwn(draft, key) ? draft[key] : undefined;
}

/** Sections and lists out of paths: `forwards[0].qos`. What stands at the place of a section hides what lies in it. */
function nested(entries: Iterable<Entry>): Scope {
  const root: Draft = {};
  for (const [path, value] of entries) {
    const steps = path.split(/[.[]/);
    let at: Draft | undefined = root;
    for (const [index, step] of steps.entries()) {
      const key = step.endsWith("]") ? step.slice(0, -1) : step;
      if (index === steps.length - 1) put(at, key, value);
      else {
        const inner: Value | Draft | undefined = memberAt(at, key);
        if (inner !== undefined && !isDraft(inner)) break;
        const next: Draft = inner ?? (steps[index + 1]?.endsWith("]") === true ? [] : {});
        if (inner === undefined) put(at, key, next);
        at = next;
      }
    }
  }
  return isScope(root) ? root : {};
}

/** Settings under one name each, without the broker's own book-keeping. */
function isPlain(path: string): boolean {
  return !/[[(]/.test(path);
}

/** Settings before anybody sets one, of a broker or of an element of a list: the same for all of a kind. */
const baseScope = onceFor((base: ReadonlyMap<string, Value>) =>
  nested([...base].filter(([path, value]) => value !== null && isPlain(path))),
);

/** The scope with other values at some paths; what it holds at others is not copied. */
export function overlaid(
  base: Scope,
  entries: readonly (readonly [path: string, value: Value | undefined])[],
): Scope {
  const root: Record<string, Value> = { ...base };
  const own = new Map<string, Record<string, Value>>([["", root]]);
  const sectionAt = (path: string): Record<string, Value> => {
    const made = own.get(path);
    if (made !== undefined) return made;
    const dot = path.lastIndexOf(".");
    const holder = sectionAt(path.slice(0, Math.max(dot, 0)));
    const key = path.slice(dot + 1);
    const before = holder[key];
    const section: Record<string, Value> = isScope(before) ? { ...before } : {};
    holder[key] = section;
    own.set(path, section);
    return section;
  };
  for (const [path, value] of entries) {
    const dot = path.lastIndexOf(".");
    const section = sectionAt(path.slice(0, Math.max(dot, 0)));
    if (value === undefined || value === null) delete section[path.slice(dot + 1)];
    else section[path.slice(dot + 1)] = value;
  }
  return root;
}

/** What conditions see of what was set, and of what lies below it. */
interface Seen<Held> {
  readonly all: Layered<Held>;
  readonly valueOf: (held: Held) => Value;
  readonly baseOf: (element: Layered<Held>) => Scope;
}

/** An element with what it holds, by name; its lists are lists, and what holds nothing is not in them. */
function laidOut<Held>(element: Layered<Held>, seen: Seen<Held>): Scope {
  const own: Entry[] = [];
  const inner = new Map<string, Value[]>();
  const putInto = (path: string, value: Value) => {
    const start = path.lastIndexOf("[");
    const list = inner.get(path.slice(0, start)) ?? [];
    list[Number(path.slice(start + 1, -1))] = value;
    inner.set(path.slice(0, start), list);
  };
  for (const [path, held] of element.own()) {
    if (path.includes("(")) continue;
    const value = seen.valueOf(held);
    if (!path.endsWith("]")) own.push([path, value]);
    else if (value !== null) putInto(path, value);
  }
  for (const [path, within] of element.elements()) {
    const scope = laidOut(within, seen);
    if (!path.includes("(") && Object.keys(scope).length > 0) putInto(path, scope);
  }
  return overlaid(seen.baseOf(element), [...own, ...inner]);
}

/** Finds what an element of a list holds by its counted path; laid out once somebody asks for it. */
type ElementAt = (counted: string) => Scope;

const ELEMENT = /^([^[]*\[\d+\])\.?(.*)$/;

/** An element may lie in another one: `bridges.mqtt[0].forwards[1]`. */
function elementsOf<Held>(seen: Seen<Held>): ElementAt {
  const made = new Map<string, Scope>();
  const outerAt = (path: string): Scope => {
    const element = seen.all.element(path);
    const scope = made.get(path) ?? (element === undefined ? {} : laidOut(element, seen));
    made.set(path, scope);
    return scope;
  };
  return (counted) => {
    const [, element = "", rest = ""] = ELEMENT.exec(counted) ?? [];
    let at: Value | undefined = outerAt(element);
    for (const step of rest === "" ? [] : rest.split(/[.[]/)) {
      if (Array.isArray(at)) at = at[Number(step.slice(0, -1))];
      else at = isScope(at) && Object.hasOwn(at, step) ? at[step] : undefined;
    }
    return isScope(at) ? at : {};
  };
}

function hasPlain(element: Layered<Value>): boolean {
  for (const path of element.keys()) if (!path.includes("(")) return true;
  return false;
}

/** Lists of the key table, with all their elements: `auth.acl.rules`. */
function lists(values: Settings["values"], at: ElementAt): readonly Entry[] {
  const found = new Map<string, Scope[]>();
  for (const [counted, element] of values.elements()) {
    const path = counted.slice(0, counted.indexOf("["));
    if (keyAt(path)?.reader !== "list" || !hasPlain(element)) continue;
    const list = found.get(path);
    if (list === undefined) found.set(path, [at(counted)]);
    else list.push(at(counted));
  }
  return [...found];
}

const kinds = { default: "default", file: "file", environment: "variable", flag: "option" } as const;

/** Who set what; a switch that the presence of a section turns is not set by anybody. */
function setters({ origins, taken, effects }: Settings): readonly Entry[] {
  const written = new Map<string, Span>();
  for (const { path, pattern, span, effect } of effects) {
    const isRead = effect.kind !== "ignored" || effect.reason === "no-effect";
    if (isRead && path === pattern) written.set(path, span);
  }
  return [...taken, ...origins.own()].flatMap(([path, origin]): readonly Entry[] => {
    if (!isPlain(path) || (origin.kind === "file" && written.get(path) !== origin.span)) return [];
    return [[path, kinds[origin.kind]]];
  });
}

function named(origins: ReadonlyMap<string, Origin>): readonly Entry[] {
  return [...origins].flatMap(([path, { kind }]): readonly Entry[] =>
    isPlain(path) ? [[path, kinds[kind]]] : [],
  );
}

/** Fates of settings under one name each; those of elements are theirs. */
function fatesOf(misfits: readonly Note[]): readonly Entry[] {
  return misfits.flatMap(({ key = "", pattern, code }): readonly Entry[] =>
    key === "" || /[*[]/.test(pattern ?? "") ? [] : [[key, code]],
  );
}

/** Finds the fates below a section; in order, so that a section with none costs a few looks. */
function fatesBelow(misfits: readonly Note[]): (section: string) => readonly Entry[] {
  const fates = misfits
    .map(({ key = "", code }) => [key, code] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return (section) => {
    const start = `${section}.`;
    let [low, high] = [0, fates.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((fates[middle]?.[0] ?? "") < start) low = middle + 1;
      else high = middle;
    }
    const found: Entry[] = [];
    for (let at = low; fates[at]?.[0].startsWith(start) === true; at += 1) {
      const [key, code] = fates[at] ?? [start, ""];
      found.push([key.slice(start.length), code]);
    }
    return found;
  };
}

/** The views of one conf; `misfits` is what is not taken as it was meant. */
export function viewsOf(settings: Settings, misfits: readonly Note[]): Views {
  const { values, origins, counted, beaten } = settings;
  const confAt = elementsOf({
    all: values,
    valueOf: (value) => value,
    baseOf: ({ base }) => baseScope(base),
  });
  const setBy = elementsOf({ all: origins, valueOf: ({ kind }) => kinds[kind], baseOf: () => ({}) });
  const own = [...values.own()].filter(([path]) => isPlain(path));
  const below = fatesBelow(misfits);
  return {
    conf: overlaid(baseScope(values.base), [...own, ...lists(values, confAt)]),
    from: nested(setters(settings)),
    beaten: nested(named(beaten)),
    fate: nested(fatesOf(misfits)),
    of: (node, path) => {
      const at = counted.get(node);
      const conf = once(() => (at === undefined ? {} : confAt(at)));
      const from = once(() => (at === undefined ? {} : setBy(at)));
      const fate = once(() => nested(below(path)));
      return {
        get conf() {
          return conf();
        },
        get from() {
          return from();
        },
        get fate() {
          return fate();
        },
      };
    },
  };
}
