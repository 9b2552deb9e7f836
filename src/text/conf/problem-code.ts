/**
 * Every code of a syntax problem, with its arguments. Each has one rule file `syntax/<code>`.
 *
 * Of all codes: `consequence` says what the asked version does with the file: "exits" (code 1), "defaults" (the file is ignored,
 * the broker runs on with all defaults), "drops-rest" (what stands behind the first error is ignored), "crashes", "unseen" (a file that
 * this machine does not have), or "reads-on".
 */
export const problemCodes = [
  /** A key without a value. `key`; `swallowed` keys (text) and `count` of members NanoMQ then takes for its children. */
  "missing-value",
  /** `a = b = c`, `a = b { }`, or a member list by include: an object without braces. `key`, `inner`, `swallowed`, `count`. */
  "brace-less-nesting",
  /** `#` or `//` inside an unquoted value starts a comment. `written`, `read`. */
  "comment-cuts-value",
  /** `host:1883` unquoted: the colon is a separator, the value an object. `written`, `read`. */
  "colon-cuts-value",
  /** Other unquoted text that is no single word or number (`127.0.0.1`, `hello world`): a syntax error. `written`. */
  "value-needs-quotes",
  /** Bytes NanoMQ throws away. `dropped`, `written`, `read` (empty outside values), `where`: "value" or "text". */
  "dropped-characters",
  /** A byte-order mark at the start; harmless to NanoMQ. */
  "byte-order-mark",
  /** `'x'`: the quotes are thrown away. `written`, `read`. */
  "single-quotes",
  /** A quoted string with backslashes, which all vanish. `written`, `read`. */
  "deleted-backslashes",
  /** A string that is not closed on its line. `closed`: whether a later quote closes it; `lines` it then spans. */
  "unterminated-string",
  /** `"""`: three strings, not one. `written`. */
  "triple-quotes",
  /** A leading, doubled or trailing comma. `where`: "leading", "doubled", "trailing". */
  "stray-comma",
  /** `a { }` (syntax error), `a = { }` (the key is dropped). `key`, `separator`: boolean. */
  "empty-object",
  /** `a = []` (crash), `a [ ]` (syntax error). `key`, `separator`: boolean. */
  "empty-array",
  /** Nothing NanoMQ could read: empty, only comments, or `{}`. `form`: "empty" or "braces". */
  "empty-file",
  /** The whole file is one value that is no object: all defaults. `kind`: "array" or "scalar". */
  "root-not-object",
  /** A number with a unit the scanner does not know unquoted (`1.5s`, `10 s`, `256 MB`, `10K`). `written`, `unit`. */
  "unusable-unit",
  /** `${x}` is removed, the value is missing. `written`. */
  "substitution",
  /** `+=` is `=`: the value is replaced, not appended. `key`. */
  "append-operator",
  /** A quoted key directly before `{` or `[`: needs a separator. `key`. */
  "quoted-key-needs-separator",
  /** A key that starts with a digit, or is `true`, `false`, `null`. `key`. */
  "unusable-key",
  /** The same key again; the later definition wins. `path`. */
  "duplicate-key",
  /** The same key again and the EARLIER definition in the file wins. `path`, `dotted`: the loser was written with dots. */
  "later-definition-loses",
  /** Two keys that differ in letter case only: NanoMQ's readers take the first. `key`, `other`. */
  "other-letter-case",
  /** A quoted key with a dot that is split at the dot all the same. `key`. */
  "quoted-key-split",
  /** An included file that does not exist. `name`, `required`, `key` whose value it is (or ""). */
  "include-missing",
  /** An include without a name, or whose closing quote or parenthesis is missing. `name`. */
  "include-malformed",
  /** Includes nested more than 10 deep, or in a cycle: exit code 1 in every version. `name`, `cycle`. */
  "include-too-deep",
  /** A file that includes by a relative name from a sub-folder: the name counts from the working directory. `name`, `from`. */
  "include-relative",
  /** An include that ends all reading leaves files open, which new versions close twice. `name`. */
  "include-ends-reading",
  /** A segment of a dotted key of 128 bytes or more overflows a buffer. `bytes`. */
  "long-segment",
  /** A dotted key with so many segments that the stack is exhausted. */
  "deep-dotted-key",
  /** Merging sections removes one of another letter case, and memory is used after it is freed. */
  "wrong-section-removed",
  /** Nesting beyond the parser's stack of 10 000 symbols. */
  "nesting-too-deep",
  /** Text behind the closing brace of the whole file. */
  "content-after-root",
  /** Old versions ignore everything from the first root-level error on. `from`: line of the error's text. */
  "rest-dropped",
  /** A brace or bracket that is never closed. `opening`, `key`. */
  "unclosed",
  /** A closing brace or bracket that closes nothing. `closing`. */
  "unmatched-closing",
  /** Anything else that is a syntax error. `found`, `expected`: "key", "separator", "value", "end". */
  "unexpected-token",
  /** One of nanotune's own limits. `limit`, `max`, `found`, `unit`. */
  "limit-exceeded",
] as const;

export type ProblemCode = (typeof problemCodes)[number];
