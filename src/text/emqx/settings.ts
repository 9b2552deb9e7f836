// The settings of an emqx.conf one by one, with a mark on those that were carried over.
import type { TreeNode } from "../conf/tree.ts";
import type { OldSetting } from "../migrate/draft.ts";
import { positionAt, type Source, type Span } from "../source.ts";

type Path = readonly (string | number)[];

interface Place {
  readonly key: string;
  readonly keySpan: Span;
  readonly node: TreeNode;
}

function textOfNode(node: TreeNode): string {
  switch (node.kind) {
    case "string":
      return node.value;
    case "number":
    case "boolean":
      return String(node.value);
    case "array":
      return node.elements.map(textOfNode).join(", ");
    case "object":
    case "null":
      return "";
  }
}

/** Members of a section, elements of a list under their numbers. */
function childrenOf({ key, keySpan, node }: Place): readonly Place[] {
  const below = (name: string) => (key === "" ? name : `${key}.${name}`);
  if (node.kind === "object")
    return node.members.map((member) => ({
      key: below(member.key),
      keySpan: member.keySpan,
      node: member.value,
    }));
  const hasSections = node.kind === "array" && node.elements.some(({ kind }) => kind === "object");
  if (!hasSections) return [];
  return node.elements.map((element, at) => ({ key: below(String(at)), keySpan, node: element }));
}

export class EmqxSettings {
  readonly #source: Source;
  readonly #places = new Map<string, Place>();
  readonly #taken = new Set<string>();
  /** Sections of which something was taken. */
  readonly #touched = new Set<string>();

  constructor(tree: TreeNode, source: Source) {
    this.#source = source;
    this.#add({ key: "", keySpan: tree.span, node: tree });
  }

  #add(place: Place): void {
    if (place.key !== "") this.#places.set(place.key, place);
    for (const child of childrenOf(place)) this.#add(child);
  }

  #settingOf({ key, keySpan, node }: Place): OldSetting {
    const { line } = positionAt(this.#source, keySpan.start);
    return { key, value: textOfNode(node), line, keySpan };
  }

  /** What stands at a path; from now on it counts as seen to, with all below it. */
  take(...path: Path): OldSetting | undefined {
    const place = this.#places.get(path.join("."));
    if (place === undefined) return undefined;
    this.#taken.add(place.key);
    for (let end = place.key.lastIndexOf("."); end > 0; end = place.key.lastIndexOf(".", end - 1))
      this.#touched.add(place.key.slice(0, end));
    return this.#settingOf(place);
  }

  /** Names of what stands right below a path, without marking it. */
  namesBelow(...path: Path): readonly string[] {
    const place = this.#places.get(path.join("."));
    if (place === undefined) return [];
    return childrenOf(place).map(({ key }) => key.slice(place.key.length + 1));
  }

  /** What nobody took; a section of which nothing was taken is one. */
  rest(): readonly OldSetting[] {
    const root = [...this.#places.values()].filter(({ key }) => !key.includes("."));
    return root.flatMap((place) => this.#restOf(place));
  }

  #restOf(place: Place): readonly OldSetting[] {
    if (this.#taken.has(place.key)) return [];
    if (!this.#touched.has(place.key)) return [this.#settingOf(place)];
    return childrenOf(place).flatMap((child) => this.#restOf(child));
  }
}
