import { shellWords } from "../deploy/shell-words.ts";
import { parseStartCommand, type StartCommand } from "../deploy/start-command.ts";
import type { Facts } from "../facts/facts.ts";
import { imageContent, parseImage } from "../nanomq/image.ts";
import type { NanomqVersion } from "../nanomq/version.ts";

/** Words of the start command in a nanotune.toml; without one those of the image it names. */
function wordsOf({ image, deployment: { command } }: Facts, version: NanomqVersion): readonly string[] {
  if (command !== undefined) return shellWords(command);
  const { features, variant } = image === undefined ? {} : parseImage(image);
  return (features && variant && imageContent(variant, version)?.start) ?? [];
}

/** How facts tell that NanoMQ is started. */
export function startCommandOf(
  facts: Facts,
  version: NanomqVersion,
): Pick<StartCommand, "options" | "flags" | "fault"> {
  const words = wordsOf(facts, version);
  return words.length === 0
    ? { options: [], flags: [], fault: undefined }
    : parseStartCommand(words, { nanomq: version });
}
