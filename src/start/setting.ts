import type { SurfaceKey } from "../generated/surface.ts";
import type { NanomqVersion } from "../nanomq/version.ts";
import type { Overridden, TreeNode } from "../text/conf/tree.ts";
import type { Span } from "../text/source.ts";
import { elementsOf, hasMembers, isRead, keyAt, placeBelow } from "./keys.ts";
import { type Load, membersOf } from "./load.ts";
import { type Effect, used } from "./value.ts";

/** What became of one written key or element. */
export interface NodeEffect {
  /** As the key table spells it, names and indexes included: `bridges.mqtt.emqx.forwards[0].qos`. */
  readonly path: string;
  /** The key of the surface it is, if it is one: `bridges.mqtt.*.forwards[].qos`. */
  readonly pattern: string | undefined;
  /** Where the key stands; of an element, where the element stands. */
  readonly keySpan: Span;
  /** Where the value stands. */
  readonly span: Span;
  /** Absent where merging took the value out of the tree. */
  readonly node: TreeNode | undefined;
  readonly effect: Effect;
}

interface Place {
  readonly path: string;
  readonly pattern: string;
}

/** The name that a release reads in place of the one of another release. */
function newNameOf({ renamedTo }: SurfaceKey, version: NanomqVersion): string | undefined {
  const key = renamedTo === undefined ? undefined : keyAt(renamedTo);
  return key !== undefined && !isRead(key, version) ? undefined : renamedTo;
}

/** What became of a key of the surface that has no mark of a reader, or whose mark does not tell all. */
function effectOfKey(
  load: Load,
  key: SurfaceKey,
  node: TreeNode,
  features: ReadonlySet<string>,
): Effect | undefined {
  const isKnown =
    isRead(key, load.version) || (key.reader === "section" && hasMembers(key.path, load.version));
  if (!isKnown) {
    const { since, until } = key;
    return {
      kind: "ignored",
      reason: "other-release",
      since,
      until,
      renamedTo: newNameOf(key, load.version),
    };
  }
  const missing = (key.build ?? []).filter((option) => !features.has(option));
  if (missing.length > 0) return { kind: "ignored", reason: "needs-build", build: missing };
  const read = load.effects.get(node);
  // Whatever the value of a key that nothing looks at: it does no harm.
  if (key.inert === true && (read !== undefined || key.reader === "section"))
    return { kind: "ignored", reason: "no-effect" };
  return read;
}

/** Collects the effects of a tree along the known keys; what lies below an unknown one is not looked at. */
export function effectsOf(load: Load, root: TreeNode, features: ReadonlySet<string>): readonly NodeEffect[] {
  const found: NodeEffect[] = [];

  const visit = (node: TreeNode, keySpan: Span, place: Place): void => {
    const { path, pattern } = place;
    const key = keyAt(pattern);
    const known = key === undefined ? load.effects.get(node) : effectOfKey(load, key, node, features);
    const effect = known ?? used;
    found.push({ path, pattern, keySpan, span: node.span, node, effect });
    if (effect.kind !== "ignored" || effect.reason === "incomplete") descend(node, place);
  };

  const descend = (node: TreeNode, { path, pattern }: Place): void => {
    for (const member of membersOf(node)) {
      const { key, keySpan, value } = member;
      const at = path === "" ? key : `${path}.${key}`;
      const below = placeBelow(pattern, key);
      const chosen = below?.endsWith("*") === true;
      const unknown = below === undefined || (chosen && isStray(load, below, value));
      if (unknown) {
        const effect = { kind: "ignored", reason: "unknown-key" } as const;
        found.push({ path: at, pattern: undefined, keySpan, span: value.span, node: value, effect });
      } else visit(value, keySpan, { path: at, pattern: below });
    }
    if (node.kind !== "array") return;
    const elements = elementsOf(pattern);
    for (const [index, element] of node.elements.entries()) {
      // Elements of a list of texts have no key of their own: only the mark of the reader counts.
      if (elements !== undefined || load.effects.has(element))
        visit(element, element.span, { path: `${path}[${index}]`, pattern: elements ?? `${pattern}[]` });
    }
  };

  descend(root, { path: "", pattern: "" });
  return found;
}

/** A single value where a section of a chosen name belongs is no section: `listeners.tcp { port = 1 }`. */
function isStray(load: Load, pattern: string, value: TreeNode): boolean {
  const isSection = keyAt(pattern) === undefined || keyAt(pattern)?.reader === "section";
  return isSection && value.kind !== "object" && !load.effects.has(value);
}

/** Definitions that merging removed, or that stand behind another one. */
export function overriddenEffects(overridden: readonly Overridden[]): readonly NodeEffect[] {
  return overridden.map(({ path, span, by }) => ({
    path,
    pattern: undefined,
    keySpan: span,
    span,
    node: undefined,
    effect: { kind: "ignored", reason: "overridden", by },
  }));
}
