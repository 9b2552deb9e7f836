// The settings as conditions see them: `conf.x` is the value in effect, `from.x` says who set it, `beaten.x` who set it too
// and lost, `fate.x` what became of what is written where that is not taken as it was meant.

import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Settings } from "../../start/effective.ts";
import { initialSettings } from "../../start/initial.ts";
import { keyAt } from "../../start/keys.ts";
import type { Origin } from "../../start/value.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import { once } from "../once.ts";
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

const bases = new Map<string, Scope>();

/** Settings of a broker that nobody told anything; the same for every conf of a release. */
function baseOf(version: NanomqVersion): Scope {
  const known = bases.get(version.text);
  if (known !== undefined) return known;
  const base = nested(
    [...initialSettings(version)].filter(([path, value]) => value !== null && isPlain(path)),
  );
  bases.set(version.text, base);
  return base;
}

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

const ELEMENT = /^([^[]*\[\d+\])\.?(.*)$/;

const FIRST_ELEMENT = /^[^[]*\[\d+\]/;

/** Elements by their counted path; what one holds is laid out once somebody asks for it. */
interface Elements {
  readonly names: readonly string[];
  readonly at: (element: string) => Scope | undefined;
}

/** By the first element on their way (`bridges.mqtt[0]`), and under what is left of their path. */
function byElement(paths: Iterable<string>, valueAt: (path: string) => Value): Elements {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const [element] = FIRST_ELEMENT.exec(path) ?? [];
    if (element === undefined || element.length === path.length) continue;
    if (path.includes("(", element.length)) continue;
    const group = groups.get(element);
    if (group === undefined) groups.set(element, [path]);
    else group.push(path);
  }
  const made = new Map<string, Scope>();
  const entriesOf = (element: string, group: readonly string[]) =>
    group.flatMap((path): readonly Entry[] => {
      const value = valueAt(path);
      return value === null ? [] : [[path.slice(element.length).replace(/^\./, ""), value]];
    });
  const at = (element: string) => {
    const group = groups.get(element);
    if (group === undefined) return undefined;
    const scope = made.get(element) ?? nested(entriesOf(element, group));
    made.set(element, scope);
    return scope;
  };
  return { names: [...groups.keys()], at };
}

/** The element at a counted path, which may lie in another one: `bridges.mqtt[0].forwards[1]`. */
function elementAt(elements: Elements, counted: string): Scope {
  const [, element = "", rest = ""] = ELEMENT.exec(counted) ?? [];
  let at: Value | undefined = elements.at(element);
  for (const step of rest === "" ? [] : rest.split(/[.[]/)) {
    if (Array.isArray(at)) at = at[Number(step.slice(0, -1))];
    else at = isScope(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return isScope(at) ? at : {};
}

/** Lists of the key table, with all their elements: `auth.acl.rules`. */
function lists({ names, at }: Elements): readonly Entry[] {
  const found = new Map<string, Scope[]>();
  for (const counted of names) {
    const path = counted.slice(0, counted.indexOf("["));
    if (keyAt(path)?.reader !== "list") continue;
    const element = at(counted) ?? {};
    const list = found.get(path);
    if (list === undefined) found.set(path, [element]);
    else list.push(element);
  }
  return [...found];
}

const kinds = { default: "default", file: "file", environment: "variable", flag: "option" } as const;

/** Who set what; a switch that the presence of a section turns is not set by anybody. */
function setters({ origins, taken, effects }: Settings): readonly Entry[] {
  const read = effects.filter(({ effect }) => effect.kind !== "ignored" || effect.reason === "no-effect");
  const written = new Map(read.map(({ path, span }) => [path, span]));
  return [...taken, ...origins].flatMap(([path, origin]): readonly Entry[] => {
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
  const { values, origins, changed, counted, version, beaten } = settings;
  const elements = byElement(changed, (path) => values.get(path) ?? null);
  const own = [...changed].filter(isPlain).map((path) => [path, values.get(path)] as const);
  const below = fatesBelow(misfits);
  const setBy = once(() => byElement(origins.keys(), (path) => kinds[origins.get(path)?.kind ?? "default"]));
  return {
    conf: overlaid(baseOf(version), [...own, ...lists(elements)]),
    from: nested(setters(settings)),
    beaten: nested(named(beaten)),
    fate: nested(fatesOf(misfits)),
    of: (node, path) => {
      const at = counted.get(node);
      const conf = once(() => (at === undefined ? {} : elementAt(elements, at)));
      const from = once(() => (at === undefined ? {} : elementAt(setBy(), at)));
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
