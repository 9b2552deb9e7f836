// What the tolerant reading asks of includes that brought nothing.
import type { TokenStream } from "./splice.ts";
import type { Token } from "./token.ts";

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
