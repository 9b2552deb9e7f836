// Lists of things a conf holds several of.
import type { Settings } from "../../start/effective.ts";
import { type Listener, listenersOf } from "../../start/listeners.ts";
import type { Member, TreeNode } from "../../text/conf/tree.ts";
import type { Span } from "../../text/source.ts";
import { isScope, type Scope, type Value } from "./cel/value.ts";
import type { Element } from "./element.ts";
import { locate, madeAt, plainValue } from "./locate.ts";
import type { ElementViews, Views } from "./views.ts";

/** What elements are made of: the settings, their tree, and what rules see of them. */
export interface Looked {
  readonly settings: Settings;
  readonly tree: TreeNode;
  readonly views: Views;
}

/** Elements of one list that rules go through; what lies behind is not looked at. */
export const MOST_ELEMENTS = 2000;

function membersAt(tree: TreeNode, path: string): readonly Member[] {
  const found = locate(tree, path);
  return found?.exact === true && found.node.kind === "object" ? found.node.members : [];
}

function elementsAt(tree: TreeNode, path: string): readonly TreeNode[] {
  const found = locate(tree, path);
  return found?.exact === true && found.node.kind === "array" ? found.node.elements : [];
}

function elementOf(
  { tree, views }: Looked,
  path: string,
  node: TreeNode,
  extra: Scope,
  seen: ElementViews = views.of(node, path),
  span: Span = locate(tree, path)?.span ?? node.span,
): Element {
  const value = {
    ...extra,
    path,
    written: plainValue(node),
    get conf() {
      return seen.conf;
    },
    get from() {
      return seen.from;
    },
    get fate() {
      return seen.fate;
    },
  };
  return { value, key: path, span };
}

function sectionAt(scope: Scope, path: string): Scope {
  let at: Value | undefined = scope;
  for (const step of path.split(".")) at = isScope(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  return isScope(at) ? at : {};
}

/** The views of a section that stands once: `auth.http_auth.auth_req`. */
function sectionViews({ conf, from, fate }: Views, path: string): ElementViews {
  return { conf: sectionAt(conf, path), from: sectionAt(from, path), fate: sectionAt(fate, path) };
}

function listenerFacts(kind: string, name: string, known: Listener | undefined): Scope {
  const bind = known?.bind;
  const { host = "", port = 0 } = known?.address ?? {};
  return { kind, name, open: known?.isOpen === true, host, port, ...(bind === undefined ? {} : { bind }) };
}

/** Settings of the listener that has no name. */
const unnamedSettings = new Set(["bind", "enable", "port"]);

/** A section of one kind: the listener without a name, and those with names in it (`listeners.tcp.default`). */
function listenersOfKind(
  looked: Looked,
  { key: kind, value: section }: Member,
  known: ReadonlyMap<string, Listener>,
): readonly Element[] {
  if (section.kind !== "object") return [];
  const path = `listeners.${kind}`;
  const named = section.members
    .filter(({ value }) => value.kind === "object")
    .slice(0, MOST_ELEMENTS)
    .map(({ key, value }) => {
      const at = `${path}.${key}`;
      return elementOf(looked, at, value, listenerFacts(kind, key, known.get(at)));
    });
  const isUnnamed = named.length === 0 || section.members.some(({ key }) => unnamedSettings.has(key));
  if (!isUnnamed) return named;
  const facts = listenerFacts(kind, "", known.get(path));
  return [elementOf(looked, path, section, facts, sectionViews(looked.views, path)), ...named];
}

/** Every listener that has a section, and those that are open without one. */
export function listeners(looked: Looked): readonly Element[] {
  const all = listenersOf(looked.settings).filter(({ kind }) => kind !== "http");
  const known = new Map(all.map((listener) => [listener.path, listener]));
  const written = membersAt(looked.tree, "listeners").flatMap((member) =>
    listenersOfKind(looked, member, known),
  );
  const told = new Set(written.map(({ key }) => key));
  const others = all
    .filter(({ path, isOpen }) => isOpen && !told.has(path))
    .slice(0, MOST_ELEMENTS)
    .map((listener): Element => {
      const { kind, name, path } = listener;
      const facts = { ...listenerFacts(kind, name, listener), path, written: {} };
      const span = madeAt(looked.tree, looked.settings, path);
      return { value: { ...facts, ...sectionViews(looked.views, path) }, key: path, span };
    });
  return [...written, ...others];
}

const notBridges = new Set(["cache", "nodes"]);

/** Every `bridges.mqtt.<name>`. */
export function bridges(looked: Looked): readonly Element[] {
  return membersAt(looked.tree, "bridges.mqtt")
    .filter(({ key, value }) => value.kind === "object" && !notBridges.has(key))
    .slice(0, MOST_ELEMENTS)
    .map(({ key, value }) => elementOf(looked, `bridges.mqtt.${key}`, value, { name: key }));
}

const subjects = ["username", "clientid", "ipaddr", "ipaddrs", "and", "or"];

/** True for a rule about every client and every topic. */
function isForAll(rule: Scope): boolean {
  const { topics } = rule;
  const isEverywhere = topics === undefined || (Array.isArray(topics) && topics.includes("#"));
  return isEverywhere && subjects.every((name) => rule[name] === undefined || rule[name] === "#");
}

/** One of a list: it stands where its value does. */
function elementIn(looked: Looked, path: string, node: TreeNode, extra: Scope): Element {
  return elementOf(looked, path, node, extra, looked.views.of(node, path), node.span);
}

/**
 * Every element of `auth.acl.rules`, in the order NanoMQ asks them; `decided` is what rules above it say for everybody to
 * publishing alone or to subscribing alone.
 */
export function aclRules(looked: Looked): readonly Element[] {
  let decided: Scope = {};
  return elementsAt(looked.tree, "auth.acl.rules")
    .slice(0, MOST_ELEMENTS)
    .map((node, index) => {
      const element = elementIn(looked, `auth.acl.rules.${index}`, node, { index, decided });
      const { written } = element.value;
      if (isScope(written) && isForAll(written)) {
        const { action, permit } = written;
        const isHalf = action === "publish" || action === "subscribe";
        if (isHalf && typeof permit === "string") decided = { [action]: permit, ...decided };
      }
      return element;
    });
}

/** Every entry of `webhook.events`. */
export function webhookEvents(looked: Looked): readonly Element[] {
  return elementsAt(looked.tree, "webhook.events")
    .slice(0, MOST_ELEMENTS)
    .map((node, index) => elementIn(looked, `webhook.events.${index}`, node, { index }));
}

/** Every entry of `auth.password`. */
export function users(looked: Looked): readonly Element[] {
  return membersAt(looked.tree, "auth.password")
    .slice(0, MOST_ELEMENTS)
    .map(({ key, value }) => elementOf(looked, `auth.password.${key}`, value, { name: key }));
}

/** Every session of `preset.session`, whose name `cache` is no session. */
export function presetSessions(looked: Looked): readonly Element[] {
  return membersAt(looked.tree, "preset.session")
    .filter(({ key }) => key.toLowerCase() !== "cache")
    .slice(0, MOST_ELEMENTS)
    .map(({ key, value }) => elementOf(looked, `preset.session.${key}`, value, { name: key }));
}

/** So many of what holders give, one after the other, as rules look at. */
function enough<Holder, Made>(
  holders: readonly Holder[],
  madeOf: (holder: Holder, most: number) => readonly Made[],
): readonly Made[] {
  const all: Made[] = [];
  for (const holder of holders) {
    if (all.length >= MOST_ELEMENTS) break;
    all.push(...madeOf(holder, MOST_ELEMENTS - all.length));
  }
  return all;
}

/** Every setting of a listener, one by one, with the listener it belongs to; no letter case tells two of them apart. */
export function listenerKeys(looked: Looked, all: readonly Element[]): readonly Element[] {
  return enough(all, ({ key: path = "", value }, most) =>
    membersAt(looked.tree, path)
      .filter((member) => member.value.kind !== "object")
      .slice(0, most)
      .map((member) => {
        const facts = { kind: value["kind"] ?? "", listener: path, name: member.key.toLowerCase() };
        return elementOf(looked, `${path}.${member.key}`, member.value, facts);
      }),
  );
}

const requestNames = new Set(["auth_req", "super_req", "acl_req"]);

/** The HTTP requests NanoMQ asks its authentication server with. */
export function httpRequests(looked: Looked): readonly Element[] {
  return membersAt(looked.tree, "auth.http_auth")
    .filter(({ key }) => requestNames.has(key))
    .map(({ key, value }) => {
      const path = `auth.http_auth.${key}`;
      return elementOf(looked, path, value, { name: key }, sectionViews(looked.views, path));
    });
}

/** Every rule of `bridges.mqtt.<name>.forwards` or `.subscription`, with its bridge. */
export function bridgeTopics(
  looked: Looked,
  all: readonly Element[],
  key: "forwards" | "subscription",
): readonly Element[] {
  return enough(all, (bridge, most) => {
    const path = `${bridge.key}.${key}`;
    const proof = bridge.lookedAt?.({}).proof;
    return elementsAt(looked.tree, path)
      .slice(0, most)
      .map((node, index): Element => {
        const element = elementIn(looked, `${path}.${index}`, node, { bridge: bridge.value, index });
        const shown = { value: element.value, proof };
        return { ...element, lookedAt: () => shown };
      });
  });
}
