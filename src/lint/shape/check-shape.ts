import type { ShapeError } from "../../generated/validate-surface.js";
import type { Settings } from "../../start/effective.ts";
import { keyAt, settingOf } from "../../start/keys.ts";
import type { NodeEffect } from "../../start/setting.ts";
import type { Value } from "../../start/value.ts";
import type { TreeNode } from "../../text/conf/tree.ts";
import { factsOf } from "./facts.ts";
import type { Misfit } from "./misfit.ts";
import { shapeErrors } from "./shape.ts";

/** Setting that a written path ends up in; bridges are counted there, not named. */
function settingPath(found: NodeEffect, settings: Settings): string | undefined {
  const { path, pattern } = found;
  if (pattern === undefined) return undefined;
  const key = keyAt(pattern);
  if (!/[*[]/.test(pattern)) return key === undefined ? pattern : settingOf(key);
  const bridge = /^bridges\.mqtt\.\*\.(?<rest>[^*[]+)$/.exec(pattern)?.groups?.["rest"];
  if (bridge === undefined) return undefined;
  const name = path.slice("bridges.mqtt.".length, -(bridge.length + 1));
  const count = settings.values.get("bridges.mqtt.(count)");
  for (let index = 0; index < (typeof count === "number" ? count : 0); index += 1) {
    const at = `bridges.mqtt[${index}]`;
    if (settings.values.get(`${at}.(name)`) === name) return `${at}.${bridge}`;
  }
  return undefined;
}

function valueInEffect(found: NodeEffect, settings: Settings): Value | undefined {
  const key = keyAt(found.pattern ?? "");
  const path = key?.secret === true ? undefined : settingPath(found, settings);
  return path === undefined ? undefined : settings.values.get(path);
}

/** Codes whose trouble is the key, not the value. */
const ABOUT_KEYS: ReadonlySet<string> = new Set(
  "unknown-key misplaced-key other-release needs-build overridden no-effect incomplete".split(" "),
);

/**
 * Everything in a conf that NanoMQ does not take as it was meant, in the order of the tree: one misfit for one fact,
 * out of what the readers made of a node and what the JSON Schema says about it.
 */
export function checkShape(settings: Settings): readonly Misfit[] {
  const { tree, effects, version } = settings;
  const errors = tree === undefined ? new Map<TreeNode, readonly ShapeError[]>() : shapeErrors(tree);
  const patterns = new Map<string, string>();
  const misfits: Misfit[] = [];
  for (const found of effects) {
    const { path, pattern, effect, node, keySpan, span } = found;
    if (pattern !== undefined) patterns.set(path, pattern);
    const error = node === undefined ? undefined : errors.get(node)?.[0];
    const facts = factsOf(found, error, patterns, version);
    if (facts === undefined) continue;
    misfits.push({
      ...facts,
      path,
      pattern,
      span: ABOUT_KEYS.has(facts.code) ? keySpan : span,
      keyword: error?.keyword,
      effect,
      inEffect: valueInEffect(found, settings),
      unit: keyAt(pattern ?? "")?.unit,
    });
  }
  return misfits;
}
