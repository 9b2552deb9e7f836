// The extension for VS Code: starts the language server, and shows which release counts.
import { join } from "node:path";
import {
  commands,
  type ExtensionContext,
  languages,
  StatusBarAlignment,
  type StatusBarItem,
  window,
  workspace,
} from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** Releases that can be chosen: the build puts them here. */
declare const RELEASES: readonly string[];

/** What the server tells after each check. */
interface Status {
  readonly uri: string;
  readonly text: string;
}

const selector = [
  { language: "nanomq" },
  { scheme: "file", pattern: "**/*.conf" },
  { scheme: "file", pattern: "**/nanotune.toml" },
  { language: "yaml" },
  { language: "dockercompose" },
];

let client: LanguageClient | undefined;

/** Shows the release of the text that is looked at. */
class ReleaseItem {
  readonly #item: StatusBarItem;
  readonly #texts = new Map<string, string>();

  constructor() {
    this.#item = window.createStatusBarItem(StatusBarAlignment.Right);
    this.#item.command = "nanotune.selectRelease";
  }

  note({ uri, text }: Status): void {
    this.#texts.set(uri, text);
    this.show();
  }

  show(): void {
    const document = window.activeTextEditor?.document;
    const text = document === undefined ? undefined : this.#texts.get(document.uri.toString());
    if (text === undefined || document === undefined || languages.match(selector, document) === 0)
      this.#item.hide();
    else {
      this.#item.text = text;
      this.#item.show();
    }
  }

  dispose(): void {
    this.#item.dispose();
  }
}

async function selectRelease(): Promise<void> {
  const none = { label: "—", description: "nanotune.toml" };
  const known = RELEASES.map((label) => ({ label })).toReversed();
  const chosen = await window.showQuickPick([none, ...known]);
  if (chosen === undefined) return;
  const release = chosen === none ? undefined : chosen.label;
  await workspace.getConfiguration("nanotune").update("release", release);
}

/** Called by VS Code. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath(join("dist", "server.cjs"));
  const server = { module, transport: TransportKind.stdio };
  const item = new ReleaseItem();
  client = new LanguageClient("nanotune", "nanotune", server, {
    documentSelector: selector,
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.{conf,toml,yml,yaml,env}") },
  });
  client.onNotification("nanotune/status", (status: Status) => item.note(status));
  context.subscriptions.push(
    item,
    client,
    commands.registerCommand("nanotune.selectRelease", selectRelease),
    window.onDidChangeActiveTextEditor(() => item.show()),
  );
  await client.start();
}

/** Called by VS Code. */
export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
