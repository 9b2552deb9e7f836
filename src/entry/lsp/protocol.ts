// Answers of the editor room in the words of the protocol: places in UTF-16, kinds by number, paths as URIs.
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentSymbol,
  type InlayHint,
  InlayHintKind,
  InsertTextFormat,
  MarkupKind,
  type Range,
  SymbolKind,
  type TextEdit,
} from "vscode-languageserver/node";
import type { Suggestion } from "../../editor/completion.ts";
import type { Hint } from "../../editor/hints.ts";
import { type Mark, shownSpan } from "../../editor/marks.ts";
import type { Entry } from "../../editor/outline.ts";
import type { Severity } from "../../lint/finding/finding.ts";
import type { Source, Span } from "../../text/source.ts";
import { placeAt } from "../../text/utf16.ts";

export const SOURCE = "nanotune";

/** Undefined for what is no file of this machine. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}

export function rangeOf(source: Source, { start, end }: Pick<Span, "start" | "end">): Range {
  return { start: placeAt(source, start), end: placeAt(source, end) };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What a client can show. */
export interface Client {
  readonly related: boolean;
  readonly pages: boolean;
  readonly snippets: boolean;
  readonly versionedEdits: boolean;
  readonly showDocument: boolean;
  readonly asksForSettings: boolean;
  readonly redrawsHints: boolean;
}

/** @param place of another file that decides too; undefined where that is not on this machine */
export function diagnosticOf(
  mark: Mark,
  source: Source,
  client: Client,
  page: (rule: string) => string | undefined,
  place: (span: Span) => { readonly uri: string; readonly range: Range } | undefined,
): Diagnostic {
  const { rule, severity, message, span } = mark;
  const href = rule === undefined || !client.pages ? undefined : page(rule);
  const related = mark.related.flatMap(({ span: other, message: said }) => {
    const location = place(other);
    return location === undefined ? [] : [{ location, message: said }];
  });
  return {
    range: rangeOf(source, shownSpan(source, span)),
    severity: severities[severity],
    source: SOURCE,
    message,
    ...(rule !== undefined && { code: rule }),
    ...(href !== undefined && { codeDescription: { href } }),
    ...(client.related && related.length > 0 && { relatedInformation: related }),
  };
}

const completionKinds: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  section: CompletionItemKind.Module,
  value: CompletionItemKind.Value,
  unit: CompletionItemKind.Unit,
  name: CompletionItemKind.Reference,
  rule: CompletionItemKind.Reference,
};

export function completionItemOf(
  suggestion: Suggestion,
  order: number,
  source: Source,
  client: Client,
): CompletionItem {
  const { label, kind, insert, snippet, detail, help, span } = suggestion;
  const asSnippet = client.snippets && snippet !== undefined;
  return {
    label,
    kind: completionKinds[kind],
    sortText: String(order).padStart(4, "0"),
    textEdit: { range: rangeOf(source, span), newText: asSnippet ? snippet : insert },
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(detail !== undefined && { detail }),
    ...(help !== undefined && { documentation: { kind: MarkupKind.Markdown, value: help } }),
  };
}

const symbolKinds: Readonly<Record<Entry["kind"], SymbolKind>> = {
  section: SymbolKind.Module,
  list: SymbolKind.Array,
  text: SymbolKind.String,
  number: SymbolKind.Number,
  switch: SymbolKind.Boolean,
  nothing: SymbolKind.Null,
};

export function symbolOf(
  { name, kind, detail, span, nameSpan, children }: Entry,
  source: Source,
): DocumentSymbol {
  return {
    name,
    detail,
    kind: symbolKinds[kind],
    range: rangeOf(source, span),
    selectionRange: rangeOf(source, nameSpan),
    children: children.map((child) => symbolOf(child, source)),
  };
}

export function inlayHintOf({ offset, label, kind }: Hint, source: Source): InlayHint {
  return {
    position: placeAt(source, offset),
    label,
    paddingLeft: true,
    ...(kind === "value" && { kind: InlayHintKind.Type }),
  };
}

export function textEditOf(source: Source, span: Span, newText: string): TextEdit {
  return { range: rangeOf(source, span), newText };
}

export function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.${SOURCE}`;
