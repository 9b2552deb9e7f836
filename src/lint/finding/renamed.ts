import type { Span } from "../../text/source.ts";
import type { Reported } from "./finding.ts";

/** True where no fact of the findings holds the name of the file: in a file of the same text only their places differ. */
export function holdForAnyName(findings: readonly Reported[], file: string): boolean {
  return findings.every(({ args }) =>
    Object.values(args).every((value) => typeof value !== "string" || !value.includes(file)),
  );
}

/** The finding of one file as that of another one with the same text. */
export function renamed(finding: Reported, from: string, to: string): Reported {
  const at = (span: Span): Span => (span.file === from ? { ...span, file: to } : span);
  const { span, related, fixes } = finding;
  return {
    ...finding,
    span: at(span),
    related: related.map((one) => ({ ...one, span: at(one.span) })),
    fixes: fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, span: at(edit.span) })),
    })),
  };
}
