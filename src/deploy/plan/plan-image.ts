/** Which published image fits a conf. */

import { type Feature, type ImageVariant, imageContent } from "../../nanomq/image.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import type { Settings } from "../../start/effective.ts";
import { neededFeatures } from "../../start/needed-features.ts";
import { run } from "../../start/run.ts";
import type { Start } from "../../start/start.ts";

export interface ChosenImage {
  /** With a tag that never moves. */
  readonly reference: string;
  readonly variant: ImageVariant;
  /** Programs that a health check can run. */
  readonly tools: readonly string[];
  /** Build options that the conf asks for, and no published image has. */
  readonly lacks: readonly string[];
}

/** From the smallest on. */
const VARIANTS: readonly ImageVariant[] = ["basic", "slim", "full"];
const SUFFIXES: Readonly<Record<ImageVariant, string>> = { basic: "", slim: "-slim", full: "-full" };

/** Build options without which the settings come to nothing; logging is in every build. */
function lackingIn(settings: Settings, features: readonly string[]): readonly string[] {
  const unread = settings.effects.flatMap(({ effect }) =>
    effect.kind === "ignored" && effect.reason === "needs-build" ? effect.build : [],
  );
  const needed = [...neededFeatures(settings).values(), ...unread];
  return [...new Set(needed)].filter((feature) => !features.includes(feature)).toSorted();
}

function builtWith(features: readonly Feature[]): readonly string[] {
  return ["log", ...features];
}

/** The image of a variant, and what the conf lacks in it. */
function imageOf(variant: ImageVariant, start: Start): ChosenImage {
  const { version } = start;
  const { features = [], tools = [] } = imageContent(variant, version) ?? {};
  const settings = run({ ...start, features: builtWith(features) }).meant;
  const reference = `emqx/nanomq:${version.text}${SUFFIXES[variant]}`;
  return { reference, variant, tools, lacks: lackingIn(settings, builtWith(features)) };
}

/** The smallest image that has all the conf asks for, else the one that lacks least. */
export function chooseImage(start: Start): ChosenImage {
  const images = VARIANTS.map((variant) => imageOf(variant, start));
  const [first] = images.toSorted((a, b) => a.lacks.length - b.lacks.length);
  if (first === undefined) throw new RangeError("no variant");
  return first;
}

/** What the NanoMQ of a variant is built with. */
export function buildOf(variant: ImageVariant, version: NanomqVersion): readonly string[] {
  return builtWith(imageContent(variant, version)?.features ?? []);
}
