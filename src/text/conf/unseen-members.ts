// What includes that brought nothing mean to the two readings.
import type { IncludeUse, TokenStream } from "./splice.ts";
import type { Token } from "./token.ts";

/**
 * A member in the place of an include that nobody here can see, where none at all would be an error: the broker finds some
 * there. Its key is dropped.
 */
export function unseenMember({ tokens }: TokenStream, use: IncludeUse): readonly Token[] {
  const { source, start, end, before } = use;
  const [last, next] = [tokens[before - 1]?.kind, tokens[before]?.kind];
  const isLone = last === "open-brace" && (next === "close-brace" || next === "comma");
  const isNeeded = last === "separator" || isLone || (last === "comma" && next === "close-brace");
  if (!isNeeded) return [];
  const place = { source, start, end, startsLine: false, isUnseen: true } as const;
  return (["word", "separator", "word"] as const).map((kind) => ({ kind, ...place }));
}

/** True where an include that is not here stands behind a token: members may. */
export function bringsMember({ includes, tokens }: TokenStream, token: Token | undefined): boolean {
  return includes.some(({ fate, before }) => fate === "unseen" && tokens[before - 1] === token);
}

/** Empty only because an include is missing: that is told of the include. */
export function isIncludeBetween({ includes }: TokenStream, opening: Token, closing: Token): boolean {
  return includes.some(
    ({ fate, source, start, end }) =>
      fate !== "spliced" && source === opening.source && start >= opening.end && end <= closing.start,
  );
}
