// The language server: which answer belongs to which question of the protocol. It knows no streams; who starts it brings them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CancellationToken,
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  LogMessageNotification,
  MessageType,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { pageOf } from "../../editor/links.ts";
import { type Language, languageOf } from "../../lint/language.ts";
import { editorWords } from "../../report/editor/words.ts";
import type { World } from "../cli/io.ts";
import { openSession } from "../cli/session.ts";
import { actionsFor, EXPLAIN } from "./actions.ts";
import { type Asker, completionItems, documentLinks, hover, inlayHints, symbols } from "./answers.ts";
import { Desk } from "./desk.ts";
import { explain } from "./explain.ts";
import { type Client, fixAllKind, pathOfUri } from "./protocol.ts";
import { publisher } from "./publish.ts";
import { includePath } from "./roots.ts";
import type { Checked, Seen } from "./seen.ts";
import { type EditorSettings, settingsFrom } from "./settings.ts";
import { Watcher } from "./watcher.ts";
import { editorWorld } from "./world.ts";

export interface ServerOptions {
  readonly world: World;
  /** Folder that `docs/rules` is in; undefined where the pages of the rules are not here. */
  readonly pages: string | undefined;
  readonly settings: EditorSettings;
  readonly version: string;
}

/** Told after each check: which release counts, and who says so. */
export const STATUS = "nanotune/status";

/** Names that editors have for a conf of NanoMQ. */
const CONF_LANGUAGES: ReadonlySet<string> = new Set(["nanomq", "nanomq-conf"]);

const capabilities: InitializeResult["capabilities"] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  completionProvider: { triggerCharacters: [".", "=", " ", "{", '"', "/", ":"] },
  hoverProvider: true,
  inlayHintProvider: true,
  documentSymbolProvider: true,
  documentLinkProvider: {},
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  executeCommandProvider: { commands: [EXPLAIN] },
};

function clientOf({ textDocument, workspace, window }: ClientCapabilities): Client {
  const { publishDiagnostics, completion } = textDocument ?? {};
  return {
    related: publishDiagnostics?.relatedInformation === true,
    pages: publishDiagnostics?.codeDescriptionSupport === true,
    snippets: completion?.completionItem?.snippetSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    showDocument: window?.showDocument?.support === true,
    asksForSettings: workspace?.configuration === true,
    redrawsHints: workspace?.inlayHint?.refreshSupport === true,
  };
}

const encoder = new TextEncoder();

class Server {
  readonly #connection: Connection;
  readonly #options: ServerOptions;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #desk: Desk;
  readonly #watcher: Watcher;
  readonly #publish: () => void;
  #client: Client = clientOf({});
  /** What the editor started the server with. */
  #base: EditorSettings;
  #settings: EditorSettings;
  #cwd: string;

  constructor(connection: Connection, options: ServerOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#base = options.settings;
    this.#settings = options.settings;
    this.#cwd = options.world.cwd;
    this.#desk = new Desk({
      world: options.world,
      settings: () => this.#settings,
      cwd: () => this.#cwd,
      say: (text) =>
        void connection.sendNotification(LogMessageNotification.type, {
          type: MessageType.Log,
          message: text.trimEnd(),
        }),
      checked: (roots) => this.#checked(roots),
    });
    this.#watcher = new Watcher((paths) => this.#desk.changedOnDisk(paths));
    this.#publish = publisher({
      connection,
      desk: this.#desk,
      client: () => this.#client,
      language: () => this.#language,
      page: (rule) => this.#page(rule),
    });
  }

  start(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(() => {
      this.#watcher.close();
      this.#desk.close();
    });
    connection.onDidChangeConfiguration(({ settings }) => this.#configured(settings));
    connection.onDidChangeWatchedFiles(({ changes }) =>
      this.#desk.changedOnDisk(changes.flatMap(({ uri }) => pathOfUri(uri) ?? [])),
    );
    this.#documents.onDidChangeContent(({ document }) => {
      const path = this.#pathOf(document.uri);
      const { uri, version, languageId } = document;
      const isNamed = CONF_LANGUAGES.has(languageId);
      this.#desk.put({ uri, path, version, bytes: encoder.encode(document.getText()), isNamed });
    });
    this.#documents.onDidClose(({ document }) => this.#desk.drop(this.#pathOf(document.uri)));
    this.#answer();
    this.#documents.listen(connection);
    connection.listen();
  }

  #answer(): void {
    const connection = this.#connection;
    connection.onCompletion(async ({ textDocument: { uri }, position }, token) => {
      const path = this.#pathOf(uri);
      const seen = this.#desk.known(path) ?? (await this.#seen(path, token));
      return seen === undefined ? [] : completionItems(path, position, seen, this.#asker);
    });
    connection.onHover(async ({ textDocument: { uri }, position }, token) => {
      const seen = await this.#seen(this.#pathOf(uri), token);
      return seen === undefined ? null : hover(this.#pathOf(uri), position, seen, this.#asker);
    });
    connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token) => {
      const seen = await this.#seen(this.#pathOf(uri), token);
      return seen === undefined ? [] : inlayHints(this.#pathOf(uri), range, seen, this.#asker);
    });
    connection.onDocumentSymbol(async ({ textDocument: { uri } }, token) => {
      const seen = await this.#seen(this.#pathOf(uri), token);
      return seen === undefined ? [] : symbols(this.#pathOf(uri), seen, this.#asker);
    });
    connection.onDocumentLinks(async ({ textDocument: { uri } }, token) => {
      const seen = await this.#seen(this.#pathOf(uri), token);
      return seen === undefined ? [] : documentLinks(this.#pathOf(uri), seen, this.#asker);
    });
    connection.onCodeAction(async (params, token) => {
      const path = this.#pathOf(params.textDocument.uri);
      const checked = await this.#desk.checked(path, () => token.isCancellationRequested);
      const source = this.#desk.sourceOf(path);
      if (checked === undefined || source === undefined) return [];
      return actionsFor(params, { ...this.#asker, checked, source });
    });
    connection.onExecuteCommand(({ command, arguments: [rule] = [] }) => {
      if (command !== EXPLAIN) return null;
      const page = typeof rule === "string" ? this.#page(rule) : undefined;
      const { showDocument } = this.#client;
      return explain(rule, { connection, language: this.#language, showDocument, page });
    });
  }

  get #language(): Language {
    return languageOf(this.#settings.language);
  }

  get #asker(): Asker {
    return {
      desk: this.#desk,
      client: this.#client,
      language: this.#language,
      page: (rule) => this.#page(rule),
      includePath: (conf, name) => this.#includePath(conf, name),
    };
  }

  #seen(path: string, token: CancellationToken): Promise<Seen | undefined> {
    return this.#desk.seen(path, () => token.isCancellationRequested);
  }

  /** What is no file yet is called by its last part, below the folder of the work. */
  #pathOf(uri: string): string {
    return pathOfUri(uri) ?? join(this.#cwd, uri.slice(uri.lastIndexOf("/") + 1).replace(/^\w+:/, ""));
  }

  #includePath(conf: string, name: string): string | undefined {
    const { world } = editorWorld(
      this.#options.world,
      this.#cwd,
      (path) => this.#desk.open.get(path)?.bytes,
      () => {},
    );
    return includePath(openSession(["lsp"], world), conf, name);
  }

  /** Where the page of a rule is, as a URI. */
  #page(rule: string): string | undefined {
    const { pages } = this.#options;
    const page = pages === undefined ? undefined : pageOf(rule, this.#language);
    if (pages === undefined || page === undefined) return undefined;
    const [file = "", anchor = ""] = page.split("#");
    const path = join(pages, file);
    if (!existsSync(path)) return undefined;
    const url = pathToFileURL(path);
    url.hash = anchor;
    return url.href;
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = clientOf(params.capabilities);
    const { locale = this.#base.language, initializationOptions, workspaceFolders, rootUri } = params;
    this.#base = settingsFrom(initializationOptions, { ...this.#base, language: locale });
    this.#settings = this.#base;
    const folder = workspaceFolders?.[0]?.uri ?? rootUri ?? undefined;
    this.#cwd = (folder === undefined ? undefined : pathOfUri(folder)) ?? this.#cwd;
    return { capabilities, serverInfo: { name: "nanotune", version: this.#options.version } };
  }

  async #initialized(): Promise<void> {
    if (!this.#client.asksForSettings) return;
    await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: "nanotune" });
    await this.#configured(undefined);
  }

  /** Newer editors are asked for their settings; older ones send them along. */
  async #configured(sent: unknown): Promise<void> {
    const asked: unknown = this.#client.asksForSettings
      ? await this.#connection.workspace.getConfiguration("nanotune")
      : typeof sent === "object" && sent !== null
        ? Reflect.get(sent, "nanotune")
        : undefined;
    this.#settings = settingsFrom(asked, this.#base);
    this.#desk.reset();
  }

  #checked(roots: readonly Checked[]): void {
    if (roots.length > 0) for (const { path, uri } of this.#desk.open.values()) this.#tellStatus(path, uri);
    this.#publish();
    const looked = this.#desk.checks.all().flatMap(({ root, looks }) => [root, ...looks.files.keys()]);
    this.#watcher.follow(looked);
    // Hints of other texts than the one that is typed in.
    if (this.#client.redrawsHints && roots.length > 1) void this.#connection.languages.inlayHint.refresh();
  }

  #tellStatus(path: string, uri: string): void {
    const seen = this.#desk.known(path);
    if (seen?.view === undefined) return;
    const { told, view } = seen;
    const words = editorWords[this.#language];
    const release = view.run.start.version.text;
    const text = words.release(release, words.told[told]);
    void this.#connection.sendNotification(STATUS, { uri, release, told, text });
  }
}

/** Answers on a connection until it ends. */
export function serve(connection: Connection, options: ServerOptions): void {
  new Server(connection, options).start();
}
