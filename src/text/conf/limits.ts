/** Limits of reading one conf; going beyond one is never a hang, and (but for the last) a problem `limit-exceeded`. */
export const limits = {
  /** Bytes of one file, and of all included files together, counted each time they are spliced in; who reads may allow more. */
  fileBytes: 8 * 1024 * 1024,
  /** Include statements followed; files that include each other several times multiply. */
  includes: 10_000,
  /** Tokens of the conf with its includes. */
  tokens: 16_000_000,
  /** Braces and brackets open at once: fifteen times what NanoMQ's own parser bears. */
  levels: 150_000,
  /** Members looked at while merging; repeated sections that grow each time cost the square of their number. */
  mergeSteps: 20_000_000,
  /** Problems of one code; more are not told. */
  problemsPerCode: 500,
} as const;

export type LimitName = keyof typeof limits | "includeBytes";

/** NanoMQ's own: files included in each other; one more ends the process. */
export const includeDepth = 10;
/** NanoMQ's own: symbols on the parser's stack (10 000 entries, one is the start state, one must stay free). */
export const parserSymbols = 9_998;
/** NanoMQ's own: bytes of one segment of a dotted key that still fit. */
export const segmentBytes = 127;
