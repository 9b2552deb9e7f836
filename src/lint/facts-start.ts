import { shellWords } from "../deploy/shell-words.ts";
import { parseStartCommand, type StartFlag } from "../deploy/start-command.ts";
import type { Facts } from "../facts/facts.ts";
import { imageContent, parseImage } from "../nanomq/image.ts";
import type { NanomqVersion } from "../nanomq/version.ts";

/** Words of the start command in a nanotune.toml; without one those of the image it names. */
function wordsOf({ image, deployment: { command } }: Facts, version: NanomqVersion): readonly string[] {
  if (command !== undefined) return shellWords(command);
  const { features, variant } = image === undefined ? {} : parseImage(image);
  return (features && variant && imageContent(variant, version)?.start) ?? [];
}

/** The options that facts tell NanoMQ is started with. */
export function optionsOf(facts: Facts, version: NanomqVersion): readonly StartFlag[] {
  const words = wordsOf(facts, version);
  return words.length === 0 ? [] : parseStartCommand(words, { nanomq: version }).flags;
}

/** The same, one word each. */
export function flagsOf(facts: Facts, version: NanomqVersion): readonly string[] {
  return optionsOf(facts, version).map(({ option, value }) =>
    value === undefined ? option : `${option}=${value}`,
  );
}
