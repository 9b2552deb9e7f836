// YAML of values, with comments in front of keys.
import { Document, isScalar, visit } from "yaml";

/** Plain texts that one or the other reader of YAML 1.1 takes for a number or a switch: `22:22`, `yes`. */
const MISREAD = /^(?:[-+]?[\d_]+(?:[:.][\d_:]*)*(?:e[-+]?\d+)?|0[xob][\da-f_]+|y|n|yes|no|on|off)$/i;

/** Comments by the path of the key they stand in front of: `services.nanomq.image`. */
export type Comments = Readonly<Record<string, string>>;

export function yamlText(value: object, comments: Comments, before: readonly string[] = []): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === "string" && MISREAD.test(scalar.value)) scalar.type = "QUOTE_DOUBLE";
    },
    Pair(_, pair, path) {
      const names = [...path, pair].flatMap((step) => {
        const key = "key" in step ? step.key : undefined;
        return isScalar(key) ? [String(key.value)] : [];
      });
      const comment = comments[names.join(".")];
      if (comment && isScalar(pair.key)) pair.key.commentBefore = ` ${comment}`;
    },
  });
  if (before.length > 0) document.commentBefore = before.map((line) => ` ${line}`).join("\n");
  return document.toString({ lineWidth: 0 });
}
