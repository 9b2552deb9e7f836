// An editor of the tests: talks to the server over streams, in this process.
import { PassThrough } from "node:stream";
import {
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { World } from "../../../src/entry/cli/io.ts";
import { serve } from "../../../src/entry/lsp/server.ts";

const encoder = new TextEncoder();

/** A world with these files and nothing else. */
export function worldOf(files: Map<string, string>): World {
  const below = (folder: string) =>
    [...files.keys()].flatMap((path) =>
      path.startsWith(`${folder}/`) ? [path.slice(folder.length + 1)] : [],
    );
  return {
    readFile: (path) => {
      const text = files.get(path);
      if (text !== undefined) return { ok: true, bytes: encoder.encode(text) };
      return { ok: false, why: below(path).length > 0 ? "directory" : "missing" };
    },
    readStdin: async () => ({ ok: false, why: "missing" }),
    writeFiles: () => [],
    realPath: (path) => path,
    listFolder: (path) => {
      if (below(path).length === 0) throw new Error(`not a folder: ${path}`);
      return [...new Set(below(path).map((name) => name.split("/")[0] ?? name))].toSorted();
    },
    out: () => {},
    err: () => {},
    today: () => "2026-08-01",
    env: {},
    cwd: "/plant",
    stdoutIsTty: false,
    stderrIsTty: false,
    columns: undefined,
    terminal: () => undefined,
  };
}

export interface Editor {
  readonly connection: MessageConnection;
  readonly files: Map<string, string>;
  /** Every diagnostics message in order. */
  readonly published: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }[];
  readonly notes: { readonly method: string; readonly params: unknown }[];
  open(path: string, text?: string, languageId?: string): Promise<void>;
  /** The whole text anew. */
  type(path: string, text: string, version: number): Promise<void>;
  /** The last diagnostics of a file that `fits` holds for, once they are there. */
  diagnostics(path: string, fits?: (found: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  ask<Answer>(method: string, path: string, more?: object): Promise<Answer>;
}

export const uri = (path: string): string => `file://${path}`;

export interface EditorOptions {
  readonly capabilities?: object;
  readonly settings?: object;
  readonly world?: World;
  readonly pages?: string;
  readonly locale?: string;
}

/** What VS Code can. */
export const able = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
    completion: { completionItem: { snippetSupport: true } },
  },
  workspace: { workspaceEdit: { documentChanges: true } },
};

export async function startEditor(
  given: Readonly<Record<string, string>>,
  { capabilities = able, settings, world, pages, locale }: EditorOptions = {},
): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const files = new Map(Object.entries(given));
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    world: world ?? worldOf(files),
    pages,
    settings: { release: undefined, language: "en" },
    version: "0.0.0",
  });
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const published: Editor["published"] = [];
  const notes: Editor["notes"] = [];
  const waiting = new Set<() => void>();
  connection.onNotification("textDocument/publishDiagnostics", (params) => {
    published.push(params);
    for (const wake of waiting) wake();
  });
  connection.onNotification((method, params) => {
    notes.push({ method, params });
  });
  connection.onRequest((method, params) => {
    notes.push({ method, params });
    return null;
  });
  connection.listen();
  const processId = null;
  await connection.sendRequest("initialize", {
    processId,
    rootUri: uri("/plant"),
    capabilities,
    initializationOptions: settings,
    ...(locale !== undefined && { locale }),
  });
  await connection.sendNotification("initialized", {});
  const last = (path: string) => published.findLast((one) => one.uri === uri(path))?.diagnostics;
  return {
    connection,
    files,
    published,
    notes,
    open: (path, text = files.get(path) ?? "", languageId = "nanomq") =>
      connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uri(path), languageId, version: 1, text },
      }),
    type: (path, text, version) =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ text }],
      }),
    diagnostics: async (path, fits = () => true) => {
      for (;;) {
        const found = last(path);
        if (found !== undefined && fits(found)) return found;
        await new Promise<void>((resolve) => {
          const wake = () => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
    ask: (method, path, more = {}) =>
      connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: uri(path) }, ...more }),
  };
}

/** Takes a mark out of a text, and says where it was. */
export function marked(
  text: string,
  mark = "|",
): {
  readonly text: string;
  readonly position: { line: number; character: number };
} {
  const lines = text.slice(0, text.indexOf(mark)).split("\n");
  return {
    text: text.replace(mark, ""),
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  };
}

/** The text that a range covers, as an editor counts. */
export function textAt(
  text: string,
  range: { start: { line: number; character: number }; end: { line: number; character: number } },
) {
  return TextDocument.create("file:///x", "nanomq", 1, text).getText(range);
}

/** All of a text. */
export const wholeText = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
