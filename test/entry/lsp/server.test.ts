// The language server over its protocol.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CodeAction, Diagnostic, Hover, WorkspaceEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { documented, rule as ownRule, RULE } from "../cli/documented-pack.ts";
import { able, type Editor, startEditor, textAt, uri, wholeText } from "./client.ts";

const conf = "/plant/nanomq.conf";
const facts = "/plant/nanotune.toml";
const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);
const has = (code: string) => (found: readonly Diagnostic[]) => codes(found).includes(code);
const lacks = (code: string) => (found: readonly Diagnostic[]) => !codes(found).includes(code);

function applied(text: string, path: string, edit: WorkspaceEdit | undefined): string {
  const changes =
    edit?.documentChanges?.flatMap((one) =>
      "edits" in one && one.textDocument.uri === uri(path) ? one.edits : [],
    ) ??
    edit?.changes?.[uri(path)] ??
    [];
  const edits = changes.flatMap((one) => ("newText" in one ? [one] : []));
  return TextDocument.applyEdits(TextDocument.create(uri(path), "nanomq", 1, text), edits);
}

async function actionsAt(editor: Editor, path: string, range: Diagnostic["range"], only?: readonly string[]) {
  return editor.ask<CodeAction[]>("codeAction", path, {
    range,
    context: { diagnostics: [], ...(only && { only }) },
  });
}

describe("diagnostics", () => {
  const zero = "mqtt {\n  retry_interval = 0s\n}\n";

  test("come as one types, and go", async () => {
    const editor = await startEditor({});
    await editor.open(conf, zero);
    const found = await editor.diagnostics(conf, has("timing/retry-interval-zero"));
    const one = found.find(({ code }) => code === "timing/retry-interval-zero");
    expect(one?.range.start.line).toBe(1);
    expect(one?.source).toBe("nanotune");
    await editor.type(conf, zero.replace("0s", "5s"), 2);
    await editor.diagnostics(conf, lacks("timing/retry-interval-zero"));
  });

  test("stand where they do behind Chinese text, signs outside of the basic plane and tabs", async () => {
    const text = 'log.file = "日志🚀"\t# 说明 🚀\n\tmqtt {\t"retry_interval" = 0s }\n';
    const editor = await startEditor({});
    await editor.open(conf, text);
    const found = await editor.diagnostics(conf, has("timing/retry-interval-zero"));
    const one = found.find(({ code }) => code === "timing/retry-interval-zero");
    expect(one && textAt(text, one.range)).toBe("0s");
  });

  test("are at most 200, span one line each, and say how many are left out", async () => {
    const lines = Array.from({ length: 400 }, (_, at) => `nosuch${at} = 1`);
    const editor = await startEditor({});
    await editor.open(conf, `${lines.join("\n")}\nmqtt {\n  a = {\n b = 1\n\n }\n`);
    const found = await editor.diagnostics(conf, (all) => all.length > 0);
    expect(found.length).toBe(200);
    expect(found.at(-1)?.message).toMatch(/\d+ more/);
    for (const { range } of found) expect(range.end.line - range.start.line).toBe(0);
  });

  test("of an include come from the main conf, and follow the file on the disk", async () => {
    const editor = await startEditor({
      [conf]: 'mqtt { include "part.conf" }\n',
      "/plant/part.conf": "retry_interval = 0s\n",
    });
    await editor.open("/plant/part.conf");
    await editor.diagnostics("/plant/part.conf", has("timing/retry-interval-zero"));
    expect(editor.published.map((one) => one.uri)).not.toContain(uri(conf));
    await editor.open(conf);
    editor.files.set("/plant/part.conf", "retry_interval = 9s\n");
    await editor.connection.sendNotification("textDocument/didClose", {
      textDocument: { uri: uri("/plant/part.conf") },
    });
    await editor.diagnostics("/plant/part.conf", lacks("timing/retry-interval-zero"));
    editor.files.set("/plant/part.conf", "retry_interval = 0s\n");
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uri("/plant/part.conf"), type: 2 }],
    });
    await editor.diagnostics("/plant/part.conf", has("timing/retry-interval-zero"));
  });

  test("of a nanotune.toml tell what is wrong with it, and the conf is checked all the same", async () => {
    const editor = await startEditor({
      [conf]: zero,
      [facts]: 'nanomq = "0.24.14"\n[[client]]\nname = "a"\n',
    });
    await editor.open(facts, undefined, "toml");
    const [one] = await editor.diagnostics(facts, (all) => all.length > 0);
    expect(one?.range.start.line).toBe(1);
    expect(one?.message).toContain("client");
    await editor.open(conf);
    await editor.diagnostics(conf, has("timing/retry-interval-zero"));
  });

  test("of a compose file stand in it", async () => {
    const compose = "/plant/compose.yaml";
    const text = "# 说明\nservices:\n  mq:\n    image: emqx/nanomq:latest\n";
    const editor = await startEditor({ [compose]: text });
    await editor.open(compose, undefined, "yaml");
    const found = await editor.diagnostics(compose, (all) => all.length > 0);
    expect(found.every(({ source }) => source === "nanotune")).toBe(true);
    expect(found.map(({ range }) => textAt(text, range))).toContain("emqx/nanomq:latest");
  });

  test("are in Chinese where the editor is", async () => {
    const editor = await startEditor({}, { locale: "zh-cn" });
    await editor.open(conf, zero);
    const found = await editor.diagnostics(conf, has("timing/retry-interval-zero"));
    expect(found[0]?.message).toMatch(/\p{Script=Han}/u);
  });

  test("lead to the page of the rule", async () => {
    const editor = await startEditor({}, { pages: process.cwd() });
    await editor.open(conf, zero);
    const found = await editor.diagnostics(conf, has("timing/retry-interval-zero"));
    const one = found.find(({ code }) => code === "timing/retry-interval-zero");
    expect(one?.codeDescription?.href).toMatch(/^file:.*docs\/rules\/timing\.md#retry-interval-zero$/);
  });

  test("of a file that has nothing to do with NanoMQ are none", async () => {
    const editor = await startEditor({ "/plant/nginx.conf": "worker_processes 1;\n" });
    await editor.open("/plant/nginx.conf", undefined, "nginx");
    await editor.open(conf, zero);
    await editor.diagnostics(conf, has("timing/retry-interval-zero"));
    expect(editor.published.map((one) => one.uri)).not.toContain(uri("/plant/nginx.conf"));
  });
});

describe("the release", () => {
  const text = 'http_server {\n  username = ops\n  password = "a-long-secret"\n  ip_addr = "127.0.0.1"\n}\n';
  const rule = "api/ip-addr-ignored";

  test("is that of nanotune.toml", async () => {
    const editor = await startEditor({ [facts]: 'nanomq = "0.22.10"\n' });
    await editor.open(conf, text);
    await editor.diagnostics(conf, has(rule));
    const status = editor.notes.findLast(({ method }) => method === "nanotune/status");
    expect(status?.params).toMatchObject({ release: "0.22.10", told: "facts" });
  });

  test("is that of the image beside it, where a compose file starts this conf", async () => {
    const editor = await startEditor({
      "/plant/docker-compose.yml":
        "services:\n  old:\n    image: emqx/nanomq:0.23.6\n  mq:\n    image: emqx/nanomq:0.22.10\n    volumes: ['./nanomq.conf:/etc/nanomq.conf']\n",
    });
    await editor.open(conf, text);
    await editor.diagnostics(conf, has(rule));
  });

  test("is the one the user chose, also while the file is open", async () => {
    const editor = await startEditor(
      { [facts]: 'nanomq = "0.24.14"\n' },
      { settings: { release: "0.22.10" } },
    );
    await editor.open(conf, text);
    await editor.diagnostics(conf, has(rule));
    await editor.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { nanotune: { release: "0.24.14" } },
    });
    await editor.diagnostics(conf, lacks(rule));
  });
});

describe("actions", () => {
  test("tell safe fixes from others, and what they write makes the finding go", async () => {
    const editor = await startEditor({});
    const text = "mqtt {\n  # 说明\n  retry_interval = 0s\n}\n";
    await editor.open(conf, text);
    const found = await editor.diagnostics(conf, has("timing/retry-interval-zero"));
    const range = found.find(({ code }) => code === "timing/retry-interval-zero")?.range ?? wholeText;
    const actions = await actionsAt(editor, conf, range);
    const fix = actions.find(({ edit, title }) => edit !== undefined && title.startsWith("retry_interval"));
    expect(fix?.kind).toBe("quickfix");
    expect(fix?.isPreferred).toBe(!fix?.title.includes("changes what the broker does"));
    await editor.type(conf, applied(text, conf, fix?.edit), 2);
    await editor.diagnostics(conf, lacks("timing/retry-interval-zero"));
  });

  test("ignore a rule with a reason", async () => {
    const editor = await startEditor({});
    const text = "mqtt {\n  retry_interval = 0s\n}\n";
    await editor.open(conf, text);
    const found = await editor.diagnostics(conf, has("timing/retry-interval-zero"));
    const range = found.find(({ code }) => code === "timing/retry-interval-zero")?.range ?? wholeText;
    const ignore = (await actionsAt(editor, conf, range)).find(({ title }) =>
      title.startsWith("Ignore timing/retry-interval-zero"),
    );
    const after = applied(text, conf, ignore?.edit);
    expect(after).toContain("\n  # nanotune-ignore timing/retry-interval-zero -- ");
    await editor.type(conf, after, 2);
    await editor.diagnostics(conf, lacks("timing/retry-interval-zero"));
  });

  test("explain a rule: in the editor, or in a message", async () => {
    const editor = await startEditor({});
    const page = await editor.connection.sendRequest<string>("workspace/executeCommand", {
      command: "nanotune.explain",
      arguments: ["timing/retry-interval-zero"],
    });
    expect(page).toContain("# timing/retry-interval-zero");
    expect(editor.notes.map(({ method }) => method)).toContain("window/showMessage");
    const shows = await startEditor(
      {},
      { capabilities: { ...able, window: { showDocument: { support: true } } }, pages: process.cwd() },
    );
    await shows.connection.sendRequest("workspace/executeCommand", {
      command: "nanotune.explain",
      arguments: ["timing/retry-interval-zero"],
    });
    const shown = shows.notes.find(({ method }) => method === "window/showDocument");
    expect(shown?.params).toMatchObject({ uri: expect.stringMatching(/timing\.md$/) });
    expect(
      await shows.connection.sendRequest("workspace/executeCommand", {
        command: "nanotune.explain",
        arguments: ["no/such"],
      }),
    ).toBeNull();
  });

  test("make all safe fixes at once, and no other", async () => {
    const editor = await startEditor({});
    const text = "mqtt {\n  retry_intervall = 5s\n  max_packet_size = 1MB,,\n}\n";
    await editor.open(conf, text);
    await editor.diagnostics(conf, (all) => all.length > 1);
    const [all, ...others] = await actionsAt(editor, conf, wholeText, ["source.fixAll"]);
    expect(others).toEqual([]);
    const after = applied(text, conf, all?.edit);
    expect(after).not.toBe(text);
    await editor.type(conf, after, 2);
    const left = await editor.diagnostics(conf, (found) => !codes(found).includes("syntax/stray-comma"));
    expect(codes(left)).not.toContain("syntax/stray-comma");
  });
});

test("a text that changes while it is checked is checked once more, not twice", async () => {
  const editor = await startEditor({});
  await editor.open(conf, "mqtt.retry_interval = 0s\n");
  for (let version = 2; version < 30; version += 1)
    void editor.type(conf, `mqtt.retry_interval = ${version}s\n`, version);
  await editor.type(conf, "mqtt.retry_interval = 0s\n\n", 30);
  await editor.diagnostics(conf, has("timing/retry-interval-zero"));
  expect(editor.published.length).toBeLessThan(8);
});

test("what is shown beside a text comes before its findings, and is of the same text", async () => {
  const editor = await startEditor({});
  await editor.open(conf, "mqtt.retry_interval = 5s\n");
  await editor.diagnostics(conf);
  const before = editor.published.length;
  const typed = editor.type(conf, "mqtt.retry_interval = 0s\n", 2);
  const found = await editor.ask<Hover>("hover", conf, { position: { line: 0, character: 7 } });
  expect(JSON.stringify(found.contents)).toContain("0 s");
  expect(editor.published.length).toBe(before);
  await typed;
  await editor.diagnostics(conf, has("timing/retry-interval-zero"));
});

describe("whatever is typed", () => {
  const piece = fc.constantFrom(
    ...[
      '"',
      "{",
      "}",
      "[",
      " = ",
      "\n",
      "#",
      "0s",
      "说",
      "\t",
      "mqtt",
      ".retry_interval",
      'include "part.conf"\n',
    ],
    ...["keepalive_multiplyer = 1\n", "listeners.tcp { bind = 1883 }\n", "bridges.mqtt.a { server = 1 }\n"],
  );
  const clients = 'nanomq = "0.24.14"\n[[clients]]\nname = "sensors"\nkeepalive = "5s"\n';
  const graver = ownRule.replace(/^severity = .*$/m, 'severity = "error"');
  /** What somebody else does to the files beside it, without a word: the next key has to see it. */
  const change = fc.constantFrom<readonly [path: string, text: string | undefined]>(
    [facts, clients],
    [facts, documented["nanotune.toml"] ?? ""],
    [facts, "nonsense ="],
    [facts, undefined],
    [`/plant/${RULE}`, ownRule],
    [`/plant/${RULE}`, graver],
    [`/plant/${RULE}`, undefined],
    ["/plant/part.conf", "log.level = loud\n"],
    ["/plant/compose.yaml", "services:\n  mq:\n    image: emqx/nanomq:0.22.10\n"],
    ["/plant/compose.yaml", "services:\n  mq:\n    image: emqx/nanomq:0.23.6\n"],
  );
  const edit = fc.record({
    at: fc.nat(200),
    cut: fc.nat(12),
    piece,
    asks: fc.boolean(),
    change: fc.option(change, { nil: undefined }),
  });

  /** All that is shown of a text, once it is checked. */
  async function shown(editor: Editor) {
    await actionsAt(editor, conf, wholeText, []);
    const hints = await editor.ask<unknown>("inlayHint", conf, { range: wholeText });
    const outline = await editor.ask<unknown>("documentSymbol", conf);
    return { found: await editor.diagnostics(conf), hints, outline };
  }

  test("what is shown is that of a text opened anew", async () => {
    const start =
      'mqtt {\n  retry_interval = 10s # 说明\n  max_mqueue_len = 1500\n}\nlisteners.tcp { bind = "0.0.0.0:1883" }\n';
    const files = { "/plant/part.conf": "log.level = warn\n" };
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        const editor = await startEditor(files);
        await editor.open(conf, start);
        let text = start;
        for (const [
          version,
          { at, cut, piece: typed, asks, change: [path, written] = [] },
        ] of edits.entries()) {
          if (path !== undefined && written === undefined) editor.files.delete(path);
          if (path !== undefined && written !== undefined) editor.files.set(path, written);
          const from = Math.min(at, text.length);
          text = text.slice(0, from) + typed + text.slice(from + cut);
          await editor.type(conf, text, version + 2);
          if (asks) await editor.ask("hover", conf, { position: { line: 1, character: 4 } });
        }
        const anew = await startEditor(Object.fromEntries(editor.files));
        await anew.open(conf, text);
        expect(await shown(editor)).toEqual(await shown(anew));
      }),
      { numRuns: 40 },
    );
  });
});

test("a long text is checked a few times more in silence, and a key is answered all the same", async () => {
  const users = Array.from({ length: 900 }, (_, at) => `  user${at} = "password-of-${at}"\n`).join("");
  const text = `mqtt.retry_interval = 5s\nauth.password {\n${users}}\n`;
  const editor = await startEditor({});
  await editor.open(conf, text);
  await editor.diagnostics(conf);
  const { length } = editor.published;
  await editor.type(conf, text.replace("5s", "0s"), 2);
  await editor.diagnostics(conf, has("timing/retry-interval-zero"));
  expect(editor.published).toHaveLength(length + 1);
});
