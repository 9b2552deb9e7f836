import { describe, expect, test } from "vitest";
import { type ConfigResult, readConfig } from "../../src/start/read-config.ts";
import {
  atRelease,
  type EffectiveCase,
  effectiveCases,
  recorded,
  recordedDefault,
  recordedDefaults,
} from "./effective-cases.ts";

function load(one: EffectiveCase, nanomq: string): ConfigResult {
  return readConfig({ text: one.input, files: one.files, file: "m.conf" }, { nanomq, env: one.env });
}

/** Every dumped path whose value is not the recorded one, as "path: value, recorded value". */
function differences(one: EffectiveCase, release: string, values: ConfigResult["values"]): string[] {
  const recordedValues = atRelease(one.results, release)?.values ?? {};
  const dumped = Object.keys(recordedDefaults).filter((path) => !path.includes("[*]"));
  const paths = new Set([...dumped, ...Object.keys(recordedValues), ...one.focus, ...Object.keys(values)]);
  const found: string[] = [];
  for (const path of paths) {
    const fallback = one.focus.includes(path) ? undefined : recordedDefault(path, release);
    const expected = Object.hasOwn(recordedValues, path) ? recordedValues[path] : fallback;
    // A path that the recording has not and that is no focus says nothing.
    if (expected === undefined && !one.focus.includes(path)) continue;
    if (JSON.stringify(values[path]) !== JSON.stringify(expected))
      found.push(`${path}: ${JSON.stringify(values[path])}, recorded ${JSON.stringify(expected)}`);
  }
  return found;
}

describe.each(recorded)("NanoMQ %s ends up with the recorded settings", (release) => {
  test.each(effectiveCases)("$id $note", (one) => {
    const expected = atRelease(one.results, release);
    const result = load(one, release);
    const { outcome, exit, syntaxError } = result;
    expect({ outcome, exit, syntaxError }).toEqual({
      outcome: expected?.outcome,
      exit: expected?.exit,
      syntaxError: expected?.syntaxError,
    });
    if (outcome === "load") expect(differences(one, release, result.values)).toEqual([]);
  });
});
