// What was found, as the diagnostics of each file: of all that was checked, every fact once.
import type { Connection, Diagnostic } from "vscode-languageserver/node";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { type Mark, shownMarks } from "../../editor/marks.ts";
import type { Language } from "../../lint/language.ts";
import { reportWords } from "../../report/finding/words.ts";
import type { Source, Span } from "../../text/source.ts";
import type { Desk } from "./desk.ts";
import { type Client, diagnosticOf, rangeOf, SOURCE, uriOfPath } from "./protocol.ts";
import type { Checked } from "./seen.ts";

export interface Publishing {
  readonly connection: Connection;
  readonly desk: Desk;
  readonly client: () => Client;
  readonly language: () => Language;
  readonly page: (rule: string) => string | undefined;
}

interface Found {
  readonly source: Source;
  readonly marks: { readonly mark: Mark; readonly from: Checked }[];
}

function nameOf({ rule, span: { start, end }, message }: Mark): string {
  return `${start} ${end} ${rule} ${message}`;
}

/** Marks by path: of files that are open, and of those that an open conf includes or is told by. */
function foundIn({ desk }: Publishing): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const from of desk.checks.all()) {
    const isOpen = desk.open.has(from.root);
    for (const [path, source] of from.sources) {
      if (!isOpen && !desk.open.has(path)) continue;
      const there = found.get(path) ?? { source, marks: [] };
      const known = new Set(there.marks.map(({ mark }) => nameOf(mark)));
      const fresh = (from.marks.get(path) ?? []).filter((mark) => !known.has(nameOf(mark)));
      there.marks.push(...fresh.map((mark) => ({ mark, from })));
      found.set(path, there);
    }
  }
  return found;
}

function diagnosticsOf({ source, marks }: Found, publishing: Publishing): Diagnostic[] {
  const { desk, client, language, page } = publishing;
  const owners = new Map(marks.map(({ mark, from }) => [mark, from]));
  const { shown, left } = shownMarks([...owners.keys()]);
  const placeIn = (from: Checked | undefined) => (span: Span) => {
    const path = from?.pathOf(span.file);
    const other = path === undefined ? undefined : from?.sources.get(path);
    if (path === undefined || other === undefined) return undefined;
    return { uri: desk.open.get(path)?.uri ?? uriOfPath(path), range: rangeOf(other, span) };
  };
  const diagnostics = shown.map((mark) =>
    diagnosticOf(mark, source, client(), page, placeIn(owners.get(mark))),
  );
  if (left === 0) return diagnostics;
  const more: Diagnostic = {
    range: rangeOf(source, { start: 0, end: 0 }),
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: reportWords[language()].more(left),
  };
  return [...diagnostics, more];
}

/** Tells the editor what there is, and takes back what is gone. Gives the function that does so. */
export function publisher(options: Publishing): () => void {
  const told = new Map<string, string>();
  return () => {
    const { connection, desk } = options;
    const found = foundIn(options);
    for (const [path, one] of found) {
      const open = desk.open.get(path);
      const uri = open?.uri ?? uriOfPath(path);
      const diagnostics = diagnosticsOf(one, options);
      const text = JSON.stringify(diagnostics);
      if (told.get(uri) === text) continue;
      told.set(uri, text);
      void connection.sendDiagnostics({ uri, diagnostics });
    }
    const uris = new Set([...found.keys()].map((path) => desk.open.get(path)?.uri ?? uriOfPath(path)));
    for (const uri of told.keys()) {
      if (uris.has(uri)) continue;
      told.delete(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  };
}
