import { keptSettings } from "../generated/surface.ts";
import type { Member, Overridden, TreeNode } from "../text/conf/tree.ts";
import { elementsOf, leafOf, placeBelow } from "./keys.ts";

/** Levels that anybody looks at; no setting of NanoMQ lies deeper than ten. */
const LEVELS = 100;

/** A tree in which every setting stands once, under the name that the key table gives it. */
export interface CanonicalTree {
  readonly tree: TreeNode;
  /** What lost against the same key in another letter case, which stands before it. */
  readonly overridden: readonly Overridden[];
}

interface Place {
  /** As in the tree that comes out: `bridges.mqtt.emqx.forwards[0].qos`. */
  readonly path: string;
  /** `bridges.mqtt.*.forwards[].qos`; undefined below a key that NanoMQ does not have. */
  readonly pattern: string | undefined;
  readonly levels: number;
}

const switchPaths = new Set(keptSettings.map(({ path }) => path));

/** A switch that no key sets is written all the same (`http_server.ENABLE = false`), and rules know it by its name. */
function switchName(pattern: string | undefined, written: string): string {
  const name = written.toLowerCase();
  return switchPaths.has(`${pattern}.${name}`) ? name : written;
}

/** A list may stand where named sections belong, and sections where a list belongs: NanoMQ walks both alike. */
function elementPattern(pattern: string): string | undefined {
  return elementsOf(pattern) ?? placeBelow(pattern, "*");
}

const known = new WeakMap<TreeNode, CanonicalTree>();

/** {@link madeCanonical}; a tree that is read with other variables, or by another container, is made once. */
export function canonical(root: TreeNode): CanonicalTree {
  const made = known.get(root) ?? madeCanonical(root);
  known.set(root, made);
  return made;
}

/**
 * The tree as every reader of it may take it: names as the key table spells them, of a repeated key the one that NanoMQ
 * finds, which is the first in any letter case; names of the user's as written, and nothing below {@link LEVELS}.
 * Scalars are the very nodes of the text, and places stay, so that effects and edits find their way back.
 */
function madeCanonical(root: TreeNode): CanonicalTree {
  const overridden: Overridden[] = [];

  const membersOf = (members: readonly Member[], { path, pattern, levels }: Place): readonly Member[] => {
    const found = new Map<string, Member>();
    return members.flatMap((member) => {
      const place = pattern === undefined ? undefined : placeBelow(pattern, member.key);
      const isOwn = place === undefined || place.endsWith("*");
      const key = isOwn ? switchName(pattern, member.key) : leafOf(place);
      const first = found.get(key);
      const at = path === "" ? key : `${path}.${key}`;
      if (first !== undefined && !isOwn) {
        overridden.push({ path: at, span: member.keySpan, by: first.keySpan });
        return [];
      }
      found.set(key, member);
      const below = place ?? (pattern === undefined ? undefined : elementsOf(pattern));
      return [{ ...member, key, value: visit(member.value, { path: at, pattern: below, levels }) }];
    });
  };

  const visit = (node: TreeNode, place: Place): TreeNode => {
    const levels = place.levels - 1;
    if (node.kind === "object")
      return { ...node, members: levels < 0 ? [] : membersOf(node.members, { ...place, levels }) };
    if (node.kind !== "array") return node;
    const pattern = place.pattern === undefined ? undefined : elementPattern(place.pattern);
    const elements = levels < 0 ? [] : node.elements;
    const at = (index: number): Place => ({ path: `${place.path}[${index}]`, pattern, levels });
    return { ...node, elements: elements.map((element, index) => visit(element, at(index))) };
  };

  return { tree: visit(root, { path: "", pattern: "", levels: LEVELS }), overridden };
}
