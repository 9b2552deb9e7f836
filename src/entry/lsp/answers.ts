// Answers to what an editor asks about one text.
import type {
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  Position,
  Range,
} from "vscode-languageserver/node";
import { MarkupKind } from "vscode-languageserver/node";
import { type Suggestion, suggestionsAt } from "../../editor/completion.ts";
import {
  deploymentHints,
  deploymentHoverAt,
  deploymentOutline,
  deploymentSuggestionsAt,
} from "../../editor/deployment-file.ts";
import { factsHoverAt, factsSuggestionsAt } from "../../editor/facts-file.ts";
import { factsOutline } from "../../editor/facts-outline.ts";
import { clientHints, type Hint, hintsIn } from "../../editor/hints.ts";
import { type Hover as Help, hoverAt } from "../../editor/hover.ts";
import { linksIn } from "../../editor/links.ts";
import { type Entry, outlineOf } from "../../editor/outline.ts";
import type { Edited } from "../../editor/view.ts";
import { builtInRules } from "../../generated/rules.ts";
import type { Language } from "../../lint/language.ts";
import type { Source, Span } from "../../text/source.ts";
import { offsetOf } from "../../text/utf16.ts";
import { isDeploymentPath } from "../open/lint-input.ts";
import type { Desk } from "./desk.ts";
import { type Client, completionItemOf, inlayHintOf, rangeOf, symbolOf, uriOfPath } from "./protocol.ts";
import { FACTS_FILE } from "./roots.ts";
import type { Seen } from "./seen.ts";

/** Whom an answer is for. */
export interface Asker {
  readonly desk: Desk;
  readonly client: Client;
  readonly language: Language;
  readonly page: (rule: string) => string | undefined;
  readonly includePath: (conf: string, name: string) => string | undefined;
}

type TextKind = "conf" | "facts" | "deployment";

function kindOf(path: string): TextKind {
  if (path.endsWith(`/${FACTS_FILE}`)) return "facts";
  return isDeploymentPath(path) ? "deployment" : "conf";
}

function suggestions(
  edited: Edited,
  offset: number,
  { brokers }: Seen,
  language: Language,
): readonly Suggestion[] {
  const { source, view } = edited;
  switch (kindOf(source.file)) {
    case "facts":
      return factsSuggestionsAt(source, offset, language);
    case "deployment":
      return deploymentSuggestionsAt(source, offset, view, brokers);
    case "conf":
      return suggestionsAt(edited, offset);
  }
}

/** Needs the text alone to be of now: what is known of the rest may be older. */
export function completionItems(
  path: string,
  position: Position,
  seen: Seen,
  { desk, client, language }: Asker,
): CompletionItem[] {
  const edited = desk.edited(path, seen);
  if (edited === undefined) return [];
  const { source } = edited;
  const found = suggestions(edited, offsetOf(source, position), seen, language);
  return found.map((one, order) => completionItemOf(one, order, source, client));
}

function help(edited: Edited, offset: number, { brokers }: Seen, language: Language): Help | undefined {
  const { source, view } = edited;
  switch (kindOf(source.file)) {
    case "facts":
      return factsHoverAt(source, offset, language);
    case "deployment":
      return deploymentHoverAt(source, offset, view, brokers);
    case "conf":
      return hoverAt(edited, offset);
  }
}

export function hover(path: string, position: Position, seen: Seen, asker: Asker): Hover | null {
  const edited = asker.desk.edited(path, seen);
  if (edited === undefined) return null;
  const { source } = edited;
  const found = help(edited, offsetOf(source, position), seen, asker.language);
  if (found === undefined) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: found.markdown },
    range: rangeOf(source, found.span),
  };
}

/** Of a nanotune.toml the conf beside it tells the timer. */
function factsHints(source: Source, seen: Seen, desk: Desk): readonly Hint[] {
  const beside = desk.checks
    .all()
    .find(({ factsFile, linted }) => linted !== undefined && factsFile === source.file);
  const view = beside?.view ?? seen.view;
  return view === undefined ? [] : clientHints(source, view);
}

function hintsOf(edited: Edited, part: Span, seen: Seen, desk: Desk): readonly Hint[] {
  const { source } = edited;
  switch (kindOf(source.file)) {
    case "conf":
      return hintsIn(edited, part);
    case "facts":
      return factsHints(source, seen, desk);
    case "deployment":
      return deploymentHints(source, part, seen.brokers);
  }
}

export function inlayHints(path: string, range: Range, seen: Seen, asker: Asker): InlayHint[] {
  const edited = asker.desk.edited(path, seen);
  if (edited === undefined) return [];
  const { source } = edited;
  const part = { file: source.file, start: offsetOf(source, range.start), end: offsetOf(source, range.end) };
  return hintsOf(edited, part, seen, asker.desk).map((hint) => inlayHintOf(hint, source));
}

function outline({ source, view }: Edited, { brokers }: Seen): readonly Entry[] {
  switch (kindOf(source.file)) {
    case "conf":
      return outlineOf(view.run.reading, source);
    case "deployment":
      return deploymentOutline(source, brokers);
    case "facts":
      return factsOutline(source);
  }
}

export function symbols(path: string, seen: Seen, { desk }: Asker): DocumentSymbol[] {
  const edited = desk.edited(path, seen);
  if (edited === undefined) return [];
  return outline(edited, seen).map((entry) => symbolOf(entry, edited.source));
}

const known = new Set(builtInRules.map(({ id }) => id));

export function documentLinks(path: string, seen: Seen, asker: Asker): DocumentLink[] {
  const source = asker.desk.sourceOf(path);
  if (source === undefined) return [];
  const links = linksIn(source, kindOf(path) === "conf", (rule) => known.has(rule));
  return links.flatMap((link): readonly DocumentLink[] => {
    const range = rangeOf(source, link.span);
    if (link.kind === "rule") {
      const target = asker.page(link.rule);
      return target === undefined ? [] : [{ range, target }];
    }
    const place = asker.includePath(seen.root, link.name);
    return place === undefined ? [] : [{ range, target: uriOfPath(place) }];
  });
}
