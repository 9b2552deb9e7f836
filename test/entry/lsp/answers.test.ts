// What the language server answers about a place of a text.

import { describe, expect, test } from "vitest";
import type {
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
} from "vscode-languageserver/node";
import { marked, startEditor, textAt, uri, wholeText } from "./client.ts";

const conf = "/plant/nanomq.conf";
const facts = "/plant/nanotune.toml";

/** A conf inside of what starts NanoMQ with it. */
const composeOf = (inner: string) => `services:
  mq:
    image: emqx/nanomq:0.24.14
    configs: [{ source: nanomq, target: /etc/nanomq.conf }]
configs:
  nanomq:
    content: |
${inner.replaceAll(/^(?=.)/gm, "      ")}`;
const manifestOf = (inner: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: mq }
data:
  nanomq.conf: |
${inner.replaceAll(/^(?=.)/gm, "    ")}---
apiVersion: v1
kind: Pod
metadata: { name: mq }
spec:
  volumes: [{ name: conf, configMap: { name: mq } }]
  containers:
    - name: mq
      image: emqx/nanomq:0.24.14
      volumeMounts: [{ name: conf, mountPath: /etc/nanomq.conf, subPath: nanomq.conf }]
`;

describe("while typing", () => {
  async function offered(text: string, files: Readonly<Record<string, string>> = {}, path = conf) {
    const editor = await startEditor(files);
    const at = marked(text);
    await editor.open(path, at.text, path.endsWith(".conf") ? "nanomq" : "other");
    return editor.ask<CompletionItem[]>("completion", path, { position: at.position });
  }
  const labels = (items: readonly CompletionItem[]) => items.map(({ label }) => label);

  test("keys of the section, with what they are for", async () => {
    const items = await offered("mqtt {\n  re|\n}\n");
    expect(labels(items)).toContain("retry_interval");
    expect(labels(items)).not.toContain("mqtt");
    expect(JSON.stringify(items.find(({ label }) => label === "retry_interval")?.documentation)).toContain(
      "10s",
    );
  });

  test("values, and units behind a number", async () => {
    expect(labels(await offered("auth { no_match = | }\n"))).toEqual(["allow", "deny"]);
    expect(labels(await offered("mqtt.retry_interval = 5|\n"))).toEqual(["5s", "5m", "5h", "5d"]);
  });

  test("an included file is completed by the section it stands in", async () => {
    const items = await offered(
      "re|\n",
      { [conf]: 'mqtt {\n include "part.conf" }\n', "/plant/part.conf": "re\n" },
      "/plant/part.conf",
    );
    expect(labels(items)).toContain("retry_interval");
  });

  test("nanotune.toml: keys of its tables, and releases", async () => {
    expect(labels(await offered("[[clients]]\nkee|", {}, facts))).toContain("keepalive");
    expect(labels(await offered('[[clients]]\nnetwork = "|', {}, facts))).toContain('"lte"');
    expect(labels(await offered('nanomq = "|', {}, facts))).toContain('"0.24.14"');
  });

  test("a compose file: the variables of NanoMQ and the tags of its image", async () => {
    const head = "services:\n  mq:\n    image: emqx/nanomq:0.24.14\n    environment:\n";
    expect(labels(await offered(`${head}      - NANOMQ_|`, {}, "/plant/compose.yaml"))).toContain(
      "NANOMQ_QOS_DURATION",
    );
    expect(
      labels(await offered("services:\n  mq:\n    image: emqx/nanomq:|", {}, "/plant/compose.yaml")),
    ).toContain("0.24.14");
  });
});

describe("while typing in a conf that stands in a deployment file", () => {
  const quoted = (inner: string) => composeOf("").replace("|\n", `"${inner.replaceAll('"', '\\"')}"\n`);

  test.each([
    ["a key", composeOf, "# 说明 🚀\nmqtt {\n  re¦\n}\n", "retry_interval"],
    ["a key of a manifest", manifestOf, "# 说明 🚀\nmqtt {\n  re¦\n}\n", "retry_interval"],
    ["a key on a line of its own", composeOf, "mqtt {\n  ¦\n}\n", "retry_interval"],
    ["a key behind the last line", composeOf, "mqtt.retry_interval = 5s\n¦", "log"],
    ["the first key", composeOf, "m¦\n", "mqtt"],
    ["a value", manifestOf, "auth { no_match = ¦ }\n", "deny"],
    ["a unit", manifestOf, "mqtt.retry_interval = 5¦\n", "5m"],
    ["a name that is in use", composeOf, "bridges.mqtt.cloud { server = a }\nbridges.mqtt.c¦\n", "cloud"],
    ["a key between quotes", quoted, "mqtt { re¦ }", "retry_interval"],
  ])("%s", async (_, around, inner, wanted) => {
    const path = "/plant/deploy.yaml";
    const { text, position } = marked(around(inner), "¦");
    const editor = await startEditor({});
    await editor.open(path, text, "yaml");
    await editor.diagnostics(path);
    const items = await editor.ask<CompletionItem[]>("completion", path, { position });
    const item = items.find(({ label }) => label === wanted);
    expect(item).toBeDefined();
    const edit = item?.textEdit;
    if (edit === undefined || !("range" in edit)) throw new Error("no edit");
    const line = text.split("\n")[position.line] ?? "";
    // It takes the place of what is typed of the word.
    const typed = /[\w]*$/.exec(line.slice(0, position.character))?.[0] ?? "";
    expect(textAt(text, edit.range)).toBe(typed);
    expect(edit.range.end).toEqual(position);
  });

  test("around it what starts NanoMQ is offered", async () => {
    const { text, position } = marked(composeOf("mqtt {\n}\n").replace("0.24.14", "¦"), "¦");
    const editor = await startEditor({});
    await editor.open("/plant/deploy.yaml", text, "yaml");
    const items = await editor.ask<CompletionItem[]>("completion", "/plant/deploy.yaml", { position });
    expect(items.map(({ label }) => label)).toContain("0.24.14");
  });
});

describe("beside the text", () => {
  const clients = 'nanomq = "0.24.14"\n[[clients]]\nname = "sensors"\nkeepalive = "5s"\n';
  const text =
    'mqtt {\n  retry_interval = 500ms\n}\n\n# nanotune-ignore timing/retry-interval-zero -- 说明\ninclude "part.conf"\n';
  const files = { [facts]: clients, [conf]: text, "/plant/part.conf": "log.level = warn\n" };

  test("hover tells the value in force, where it comes from, unit, default, releases and purpose", async () => {
    const editor = await startEditor(files);
    await editor.open(conf);
    const hover = await editor.ask<Hover>("hover", conf, { position: { line: 1, character: 5 } });
    const said = JSON.stringify(hover.contents);
    for (const part of ["30000 s", "nanomq.conf:2", "10s", "0.19.0", "NANOMQ_QOS_DURATION", "sensors"])
      expect(said).toContain(part);
    expect(hover.range && textAt(text, hover.range)).toBe("retry_interval");
  });

  test("hints tell the value that NanoMQ takes, and the windows", async () => {
    const editor = await startEditor(files);
    await editor.open(conf);
    const hints = await editor.ask<InlayHint[]>("inlayHint", conf, { range: wholeText });
    expect(hints.map(({ label }) => label)).toEqual(["= 30000 s", "sensors: 30000 s to 60000 s"]);
    expect(hints.map(({ position }) => position.line)).toEqual([1, 1]);
    await editor.open(facts, undefined, "toml");
    const behind = await editor.ask<InlayHint[]>("inlayHint", facts, { range: wholeText });
    expect(behind.map(({ label, position }) => [label, position.line])).toEqual([["30000 s to 60000 s", 3]]);
  });

  describe("of a conf that stands in a deployment file", () => {
    const inner = "# 说明\nmqtt {\n  retry_interval = 500ms\n}\n";

    test.each([
      ["/plant/compose.yaml", composeOf(inner)],
      ["/plant/pod.yaml", manifestOf(inner)],
    ])("%s: hover and hints stand where it stands", async (path, given) => {
      const editor = await startEditor({ [facts]: clients, [path]: given });
      await editor.open(path, undefined, "yaml");
      const line = given.split("\n").findIndex((one) => one.includes("retry_interval"));
      const found = await editor.ask<Hover>("hover", path, { position: { line, character: 10 } });
      const said = JSON.stringify(found.contents);
      for (const part of ["30000 s", `${path}:${line + 1}`, "NANOMQ_QOS_DURATION", "sensors"])
        expect(said).toContain(part);
      expect(found.range && textAt(given, found.range)).toBe("retry_interval");
      const hints = await editor.ask<InlayHint[]>("inlayHint", path, { range: wholeText });
      expect(hints.map(({ label, position }) => [label, position.line])).toEqual([
        ["= 30000 s", line],
        ["sensors: 30000 s to 60000 s", line],
      ]);
    });
  });

  test("the outline of a deployment file is that of its confs, and of a nanotune.toml its tables", async () => {
    const compose = `services:
  mq:
    image: emqx/nanomq:0.24.14
    configs: [{ source: nanomq, target: /etc/nanomq.conf }]
configs:
  nanomq:
    content: |
      mqtt {
        retry_interval = 5s
      }
`;
    const editor = await startEditor({});
    const told = async (path: string, given: string) => {
      await editor.open(path, given, "other");
      const symbols = await editor.ask<DocumentSymbol[]>("documentSymbol", path);
      return symbols.map(({ name, range, children = [] }) => [
        name,
        textAt(given, range).split("\n").length,
        children.map((child) => child.name),
      ]);
    };
    expect(await told("/plant/compose.yaml", compose)).toEqual([["mqtt", 3, ["retry_interval"]]]);
    expect(await told(facts, `# 说明\n${clients}`)).toEqual([
      ["nanomq", 1, []],
      ["[[clients]]", 3, ["name", "keepalive"]],
    ]);
  });

  test("links lead to includes and pages of rules", async () => {
    const editor = await startEditor(files, { pages: process.cwd() });
    await editor.open(conf);
    const links = await editor.ask<DocumentLink[]>("documentLink", conf);
    expect(links.map(({ target }) => target)).toEqual([
      uri("/plant/part.conf"),
      expect.stringContaining("timing.md#retry-interval-zero"),
    ]);
    expect(links.map(({ range }) => textAt(text, range))).toEqual([
      "part.conf",
      "timing/retry-interval-zero",
    ]);
  });

  test("the outline is that of this text", async () => {
    const editor = await startEditor(files);
    await editor.open(conf);
    const symbols = await editor.ask<DocumentSymbol[]>("documentSymbol", conf);
    expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ["mqtt", ["retry_interval"]],
    ]);
  });

  test("no secret is shown", async () => {
    const editor = await startEditor({});
    const secret = 'http_server {\n  username = ops\n  password = "geheim-1234"\n}\n';
    await editor.open(conf, secret);
    await editor.diagnostics(conf);
    const hover = await editor.ask<Hover>("hover", conf, { position: { line: 2, character: 4 } });
    const symbols = await editor.ask<DocumentSymbol[]>("documentSymbol", conf);
    const shown = JSON.stringify([hover, symbols, editor.published]);
    expect(shown).not.toContain("geheim");
    expect(shown).toContain("********");
  });
});
