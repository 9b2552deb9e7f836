import type { Settings } from "../../start/effective.ts";
import { keyAt, leafOf } from "../../start/keys.ts";
import type { NodeEffect } from "../../start/setting.ts";
import type { Value } from "../../start/value.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import { once } from "../once.ts";
import { factsOf } from "./facts.ts";
import type { Misfit } from "./misfit.ts";
import { type ShapeError, shapeErrors } from "./shape.ts";

/** Where a setting of a bridge stands: bridges are counted there, not named; of two with one name the first. */
function bridgePaths({ values }: Settings): ReadonlyMap<string, string> {
  const count = values.get("bridges.mqtt.(count)");
  const paths = new Map<string, string>();
  for (let index = 0; index < (typeof count === "number" ? count : 0); index += 1) {
    const path = `bridges.mqtt[${index}]`;
    const name = String(values.get(`${path}.(name)`) ?? "");
    if (!paths.has(name)) paths.set(name, path);
  }
  return paths;
}

/** Setting that a written path ends up in. */
function settingPath(
  { path, pattern }: NodeEffect,
  bridges: () => ReadonlyMap<string, string>,
): string | undefined {
  if (pattern === undefined) return undefined;
  if (!/[*[]/.test(pattern)) return pattern;
  const rest = /^bridges\.mqtt\.\*\.(?<rest>[^*[]+)$/.exec(pattern)?.groups?.["rest"];
  if (rest === undefined) return undefined;
  const bridge = bridges().get(path.slice("bridges.mqtt.".length, -(rest.length + 1)));
  return bridge && `${bridge}.${rest}`;
}

/** What the broker has where a key or value was not taken. */
function valuesInEffect(settings: Settings): (found: NodeEffect) => Value | undefined {
  let made: ReadonlyMap<string, string> | undefined;
  const bridges = () => {
    made ??= bridgePaths(settings);
    return made;
  };
  return (found) => {
    const key = keyAt(found.pattern ?? "");
    const path = key?.secret === true ? undefined : settingPath(found, bridges);
    return path === undefined ? undefined : settings.values.get(path);
  };
}

/** A switch that a release does not read, or has by another name than a key: what it asks for is so all the same. */
function isOnAsWished({ node, path, effect }: NodeEffect, inEffect: () => Value | undefined): boolean {
  if (effect.kind !== "ignored" || leafOf(path) !== "enable") return false;
  return node?.kind === "boolean" && node.value && inEffect() === true;
}

/** The places of the key table by the paths that are written; most confs ask for none. */
function patternsOf(effects: readonly NodeEffect[]): () => ReadonlyMap<string, string> {
  return once(
    () =>
      new Map(
        effects.flatMap(({ path, pattern }) => (pattern === undefined ? [] : [[path, pattern] as const])),
      ),
  );
}

/** Codes whose trouble is the key, not the value. */
const ABOUT_KEYS: ReadonlySet<string> = new Set(
  "unknown-key misplaced-key other-release needs-build overridden no-effect incomplete".split(" "),
);

/**
 * Everything in a conf that NanoMQ does not take as it was meant, in the order of the tree: one misfit for one fact,
 * out of what the readers made of a node and what the JSON Schema says about it. Worked out one by one: nobody wants
 * names that may be meant for more keys than are shown.
 */
export function* checkShape(settings: Settings): Generator<Misfit, void> {
  const { tree, effects, version } = settings;
  const errors = tree === undefined ? new Map<TreeNode, ShapeError>() : shapeErrors(tree);
  const inEffect = valuesInEffect(settings);
  const patterns = patternsOf(effects);
  for (const found of effects) {
    const { path, pattern, effect, node, keySpan, span } = found;
    const error = node === undefined ? undefined : errors.get(node);
    // Nearly all of them: nothing is wrong.
    if (effect.kind === "used" && error === undefined) continue;
    if (isOnAsWished(found, () => settings.values.get(path) ?? inEffect(found))) continue;
    const facts = factsOf(found, error, patterns, version);
    if (facts === undefined) continue;
    yield {
      ...facts,
      path,
      pattern,
      span: ABOUT_KEYS.has(facts.code) ? keySpan : span,
      keyword: error?.keyword,
      effect,
      inEffect: inEffect(found),
      unit: keyAt(pattern ?? "")?.unit,
    };
  }
}
