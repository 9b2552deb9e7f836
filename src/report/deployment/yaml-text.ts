// YAML of values, with comments in front of keys.
import { Document, isScalar, visit } from "yaml";
import { printable } from "../text-layout.ts";

/** Plain texts that one or the other reader of YAML 1.1 takes for a number or a switch: `22:22`, `yes`. */
const MISREAD = /^(?:[-+]?[\d_]+(?:[:.][\d_:]*)*(?:e[-+]?\d+)?|0[xob][\da-f_]+|y|n|yes|no|on|off)$/i;

/** What no YAML holds but in quotes, as a code; and what no line of a comment may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/;

/** Comments by the path of the key they stand in front of: `services.nanomq.image`. */
export type Comments = Readonly<Record<string, string>>;

export function yamlText(value: object, comments: Comments, before: readonly string[] = []): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      const { value: text } = scalar;
      if (typeof text === "string" && (MISREAD.test(text) || CONTROL.test(text)))
        scalar.type = "QUOTE_DOUBLE";
    },
    Pair(_, pair, path) {
      const names = [...path, pair].flatMap((step) => {
        const key = "key" in step ? step.key : undefined;
        return isScalar(key) ? [String(key.value)] : [];
      });
      const comment = comments[names.join(".")];
      if (comment && isScalar(pair.key)) pair.key.commentBefore = ` ${printable(comment)}`;
    },
  });
  if (before.length > 0) document.commentBefore = before.map((line) => ` ${printable(line)}`).join("\n");
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity });
  return text.replaceAll(new RegExp(CONTROL, "g"), (found) => {
    return `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}
