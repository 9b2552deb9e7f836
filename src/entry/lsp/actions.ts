// What can be done about a finding: fix it, ignore it with a reason, have it explained.
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { ignoreLine, type Mark, shownSpan } from "../../editor/marks.ts";
import type { Fix } from "../../lint/finding/finding.ts";
import { fixConf } from "../../lint/fix/fix-conf.ts";
import type { Language } from "../../lint/language.ts";
import { editorWords } from "../../report/editor/words.ts";
import { reportWords } from "../../report/finding/words.ts";
import type { Source, Span } from "../../text/source.ts";
import { offsetOf } from "../../text/utf16.ts";
import type { Desk } from "./desk.ts";
import { type Client, fixAllKind, isWanted, rangeOf, textEditOf, uriOfPath } from "./protocol.ts";
import type { Checked } from "./seen.ts";

export const EXPLAIN = "nanotune.explain";

interface Asked {
  readonly desk: Desk;
  readonly checked: Checked;
  readonly source: Source;
  readonly client: Client;
  readonly language: Language;
}

/** Edits by path, with the version they are for where the client looks at it. */
function workspaceEdit(
  edits: ReadonlyMap<string, readonly TextEdit[]>,
  { desk, client }: Asked,
): WorkspaceEdit {
  const uriOf = (path: string) => desk.open.get(path)?.uri ?? uriOfPath(path);
  if (!client.versionedEdits)
    return { changes: Object.fromEntries([...edits].map(([path, list]) => [uriOf(path), [...list]])) };
  return {
    documentChanges: [...edits].map(([path, list]) => ({
      textDocument: { uri: uriOf(path), version: desk.open.get(path)?.version ?? null },
      edits: [...list],
    })),
  };
}

/** The edits of a fix by path; undefined where one of them is for a file that is not here. */
function editsOf({ edits }: Fix, { checked }: Asked): ReadonlyMap<string, readonly TextEdit[]> | undefined {
  const found = new Map<string, TextEdit[]>();
  for (const { span, text } of edits) {
    const path = checked.pathOf(span.file);
    const source = path === undefined ? undefined : checked.sources.get(path);
    if (path === undefined || source === undefined) return undefined;
    found.set(path, [...(found.get(path) ?? []), textEditOf(source, span, text)]);
  }
  return found;
}

function fixActions(mark: Mark, asked: Asked, diagnostics: CodeAction["diagnostics"]): readonly CodeAction[] {
  const { language } = asked;
  const fixes = mark.fixes().filter(({ edits }) => edits.length > 0);
  return fixes.flatMap((fix): readonly CodeAction[] => {
    const edits = editsOf(fix, asked);
    if (edits === undefined) return [];
    const change = fix.text === "" ? reportWords[language].remove : fix.text;
    return [
      {
        title: editorWords[language].fix[fix.safety](change),
        kind: CodeActionKind.QuickFix,
        diagnostics: diagnostics ?? [],
        // What changes the broker is never what an editor does on its own.
        isPreferred: fix.safety === "safe" && fixes.length === 1,
        edit: workspaceEdit(edits, asked),
      },
    ];
  });
}

function ruleActions(
  { rule, span }: Mark,
  asked: Asked,
  diagnostics: CodeAction["diagnostics"],
): readonly CodeAction[] {
  if (rule === undefined) return [];
  const { language, source } = asked;
  const words = editorWords[language];
  const { at, before } = ignoreLine(source, span, rule);
  const line = textEditOf(source, { file: source.file, start: at, end: at }, `${before}${words.reason}\n`);
  return [
    {
      title: words.ignore(rule),
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnostics ?? [],
      edit: workspaceEdit(new Map([[source.file, [line]]]), asked),
    },
    {
      title: words.explain(rule),
      kind: CodeActionKind.QuickFix,
      diagnostics: diagnostics ?? [],
      command: { title: words.explain(rule), command: EXPLAIN, arguments: [rule] },
    },
  ];
}

/** All safe fixes of a conf and its includes at once. */
function fixAll(asked: Asked): readonly CodeAction[] {
  const { checked, language } = asked;
  if (checked.linted === undefined) return [];
  const { changed } = fixConf(checked.linted.input, { safeties: ["safe"] });
  const edits = new Map<string, readonly TextEdit[]>();
  for (const [file, bytes] of changed) {
    const path = checked.pathOf(file);
    const source = path === undefined ? undefined : checked.sources.get(path);
    if (path === undefined || source === undefined) return [];
    const whole = { start: 0, end: source.bytes.length };
    edits.set(path, [{ range: rangeOf(source, whole), newText: new TextDecoder().decode(bytes) }]);
  }
  if (edits.size === 0) return [];
  return [{ title: editorWords[language].fixAll, kind: fixAllKind, edit: workspaceEdit(edits, asked) }];
}

function meets(one: Span, start: number, end: number): boolean {
  return one.start <= end && start <= one.end;
}

export function actionsFor({ range, context }: CodeActionParams, asked: Asked): CodeAction[] {
  const { checked, source } = asked;
  const [start, end] = [offsetOf(source, range.start), offsetOf(source, range.end)];
  const marks = isWanted(CodeActionKind.QuickFix, context.only) ? (checked.marks.get(source.file) ?? []) : [];
  const actions = marks
    .filter(({ span }) => meets(shownSpan(source, span), start, end))
    .flatMap((mark) => {
      const about = context.diagnostics.filter(
        ({ code, message }) => code === mark.rule && message === mark.message,
      );
      return [...fixActions(mark, asked, about), ...ruleActions(mark, asked, about)];
    });
  // It tries every fix of the conf: for those who ask for it by name.
  const all = context.only !== undefined && isWanted(fixAllKind, context.only) ? fixAll(asked) : [];
  return [...actions, ...all];
}
