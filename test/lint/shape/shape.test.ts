// The shape check against ajv, which reads the same schema by itself: where they differ, ajv is right.
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rulePages } from "../../../src/generated/rule-pages.ts";
import { shapeErrors } from "../../../src/lint/shape/shape.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { elementsOf, keyAt, placeBelow } from "../../../src/start/keys.ts";
import { run } from "../../../src/start/run.ts";
import type { TreeNode } from "../../../src/text/conf/tree.ts";

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const schema: unknown = JSON.parse(
  readFileSync(new URL("../../../schemas/nanomq.schema.json", import.meta.url), "utf8"),
);
if (!isJson(schema)) throw new TypeError("no schema");
const validate = new Ajv2020({ allErrors: true, strict: false, messages: false }).compile(schema);

const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** The tree as data for ajv, words in lower case where case does not count, and its nodes by JSON pointer. */
function dataOf(root: TreeNode): { readonly data: unknown; readonly nodes: ReadonlyMap<string, TreeNode> } {
  const nodes = new Map<string, TreeNode>();
  const convert = (node: TreeNode, pattern: string | undefined, pointer: string): unknown => {
    nodes.set(pointer, node);
    switch (node.kind) {
      case "object": {
        const object: Record<string, unknown> = Object.create(null);
        for (const { key, value } of node.members) {
          const place = pattern === undefined ? undefined : placeBelow(pattern, key);
          object[key] = convert(value, place, `${pointer}/${escaped(key)}`);
        }
        return object;
      }
      case "array": {
        const place = pattern === undefined ? undefined : elementsOf(pattern);
        return node.elements.map((element, at) => convert(element, place, `${pointer}/${at}`));
      }
      case "null":
        return null;
      case "string":
        return keyAt(pattern ?? "")?.anyCase === true ? node.value.toLowerCase() : node.value;
      default:
        return node.value;
    }
  };
  return { data: convert(root, "", ""), nodes };
}

type Judged = ReadonlyMap<TreeNode, readonly [keyword: string, limit: unknown]>;

function byAjv(root: TreeNode): Judged {
  const { data, nodes } = dataOf(root);
  const found = new Map<TreeNode, readonly [string, unknown]>();
  validate(data);
  for (const { instancePath, keyword, params } of validate.errors ?? []) {
    const name: unknown = params["additionalProperty"];
    const node = nodes.get(typeof name === "string" ? `${instancePath}/${escaped(name)}` : instancePath);
    if (node !== undefined && !found.has(node)) found.set(node, [keyword, params["limit"] ?? params["type"]]);
  }
  return found;
}

function byTable(root: TreeNode): Judged {
  return new Map(
    [...shapeErrors(root)].map(
      ([node, { keyword, limit, type }]) => [node, [keyword, limit ?? type]] as const,
    ),
  );
}

const span = { file: "nanomq.conf", start: 0, end: 0 };
const word = (value: string): TreeNode => ({ kind: "string", form: "word", value, span });
const number = (value: number): TreeNode => ({ kind: "number", value, span });

function objectOf(members: Readonly<Record<string, TreeNode>>): TreeNode {
  return {
    kind: "object",
    span,
    members: Object.entries(members).map(([key, value]) => ({ key, keySpan: span, value })),
  };
}

const anything: fc.Arbitrary<TreeNode> = fc.letrec<{ node: TreeNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2 },
    fc
      .constantFrom("", "10s", "5ms", "1d", "10 MB", "-1s", "0x10", "ALLOW", "allow", "Basic", "quic")
      .map(word),
    fc
      .oneof(fc.constantFrom(-1, 0, 0.5, 1, 2, 3, 255, 256, 65_536, 2 ** 31, 2 ** 53, 1e300), fc.double())
      .map(number),
    fc.boolean().map((value): TreeNode => ({ kind: "boolean", value, span })),
    fc.constant<TreeNode>({ kind: "null", span }),
    fc.array(tie("node"), { maxLength: 2 }).map((elements): TreeNode => ({ kind: "array", elements, span })),
    fc.dictionary(fc.constantFrom("tcp", "qos", "a b", "~/x"), tie("node"), { maxKeys: 2 }).map(objectOf),
  ),
})).node;

/** A tree that follows the schema most of the way. */
function growing(place: Json): fc.Arbitrary<TreeNode> {
  const { properties, additionalProperties, items, enum: words } = place;
  if (Array.isArray(words))
    return fc.oneof(
      anything,
      fc
        .constantFrom(...words)
        .map((one: unknown) => (typeof one === "number" ? number(one) : word(String(one).toUpperCase()))),
    );
  if (isJson(items))
    return fc.oneof(
      anything,
      fc
        .array(growing(items), { maxLength: 2 })
        .map((elements): TreeNode => ({ kind: "array", elements, span })),
    );
  const below = isJson(properties) ? Object.entries(properties).filter(([, child]) => isJson(child)) : [];
  const named = below.map(([name, child]) =>
    fc
      .option(growing(isJson(child) ? child : {}), { nil: undefined, freq: 1 })
      .map((node) => [name, node] as const),
  );
  const others = fc.dictionary(
    fc.constantFrom("mine", "~/", "constructor", "toString", "*"),
    isJson(additionalProperties) ? growing(additionalProperties) : anything,
    { maxKeys: 1 },
  );
  if (below.length === 0 && !isJson(additionalProperties)) return anything;
  const some = fc
    .subarray(named, { maxLength: Math.min(6, named.length) })
    .chain((chosen) => fc.tuple(...chosen));
  const object = fc.tuple(some, others).map(([known, more]) => {
    const kept = known.flatMap(([name, node]) => (node === undefined ? [] : [[name, node] as const]));
    return objectOf({ ...Object.fromEntries(kept), ...more });
  });
  return fc.oneof({ weight: 1, arbitrary: anything }, { weight: 9, arbitrary: object });
}

describe("the shape check says what ajv says", () => {
  test("about every example of every rule", () => {
    const version = parseVersion("0.24.14");
    if (version === undefined) throw new TypeError("no version");
    const trees = rulePages
      .flatMap(({ examples }) => examples)
      .filter(({ kind }) => kind === "conf")
      .flatMap(({ text, files }) => run({ version, conf: { text, files } }).meant.tree ?? []);
    expect(trees.length).toBeGreaterThan(500);
    for (const tree of trees) expect(byTable(tree)).toEqual(byAjv(tree));
  });

  test("about whatever else follows the schema, or does not", () => {
    const { type: _, ...root } = schema;
    fc.assert(
      fc.property(growing(root), (tree) => {
        expect(byTable(tree)).toEqual(byAjv(tree));
      }),
      { numRuns: 1000 },
    );
  });
});
