// Where the settings stand that a start hangs on, and what they are called there.
import type { Span } from "../text/source.ts";
import type { Settings } from "./effective.ts";
import { givenAt } from "./place.ts";
import type { NodeEffect } from "./setting.ts";

export interface Place {
  /** As written: `bridges.mqtt.cloud.server`, where steps count elements. */
  readonly path: string;
  /** Undefined where nothing of it is written. */
  readonly span: Span | undefined;
}

/** Settings that stand where their section does. */
const SECTION_MARKS = ["(name)", "sql", "enable", "(count)", "url", "server", "to"];

function leafOf(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}

function aboveOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("."), 0));
}

/** Where a key stands; where nothing was written, its section. */
function spanOf(settings: Settings, key: string): Span | undefined {
  const parent = aboveOf(key);
  const marks = [parent, aboveOf(parent)].flatMap((at) => SECTION_MARKS.map((mark) => `${at}.${mark}`));
  for (const path of [key, `${key}.(count)`, ...marks]) {
    const origin = settings.origins.get(path);
    if (origin?.kind === "file") return origin.span;
    const given = givenAt(settings, path);
    if (given !== undefined) return given;
  }
  return undefined;
}

function spotOf({ file, start }: Span): string {
  return `${start}:${file}`;
}

/** A key or pattern with every counted or named step as one mark. */
function shapeOf(path: string): string {
  return path.replaceAll(/\[\d*\]/g, ".*");
}

/** What a key is called below a section that is written; undefined where it does not lie there. */
function belowSection(key: string, { path, pattern }: NodeEffect): string | undefined {
  const shape = shapeOf(pattern ?? path);
  if (!shapeOf(key).startsWith(`${shape}.`)) return undefined;
  const steps = key.replaceAll("[", ".[").split(".");
  const rest = steps.slice(shape.split(".").length).join(".");
  return `${path}.${rest.replaceAll(".[", "[")}`;
}

/** What a key is called where something else of it is written. */
function pathAt(key: string, written: NodeEffect): string {
  const below = belowSection(key, written);
  if (below !== undefined) return below;
  const section = written.node?.kind === "object" ? written.path : aboveOf(written.path);
  return `${section}.${leafOf(key)}`;
}

/** Sections of one dotted key stand in one place, the innermost last. */
function bySpotOf({ effects }: Settings): ReadonlyMap<string, readonly NodeEffect[]> {
  const bySpot = new Map<string, NodeEffect[]>();
  for (const effect of effects) {
    const spot = spotOf(effect.span);
    const there = bySpot.get(spot);
    if (there === undefined) bySpot.set(spot, [effect]);
    else there.push(effect);
  }
  return bySpot;
}

/** Of what stands in one place: the key itself, or the innermost section that has it. */
function meantBy(key: string, there: readonly NodeEffect[]): NodeEffect | undefined {
  const isMeant = (effect: NodeEffect) =>
    leafOf(effect.path) === leafOf(key) || belowSection(key, effect) !== undefined;
  return there.findLast(isMeant) ?? there.at(-1);
}

/** Finds the place of a key as in {@link Settings.values}; of one that is not written, that of its section. */
export function placesOf(settings: Settings): (key: string) => Place {
  const bySpot = bySpotOf(settings);
  const byPath = new Map(settings.effects.toReversed().map((effect) => [effect.path, effect]));
  return (key) => {
    const span = spanOf(settings, key);
    const written = span && meantBy(key, bySpot.get(spotOf(span)) ?? []);
    if (written === undefined) return { path: key, span };
    const isSection = written.node?.kind === "object";
    const isItself = leafOf(written.path) === leafOf(key);
    const path = isItself ? written.path : pathAt(key, written);
    // What stands there and is not taken is where to look; its section only where nothing stands there.
    return { path, span: byPath.get(path)?.span ?? (isSection ? written.keySpan : span) };
  };
}
