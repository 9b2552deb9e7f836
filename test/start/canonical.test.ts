import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseVersion } from "../../src/nanomq/version.ts";
import { canonical } from "../../src/start/canonical.ts";
import { intended } from "../../src/start/effective.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";
import type { TreeNode } from "../../src/text/conf/tree.ts";
import { treeText } from "../../src/text/conf/tree-json.ts";

const version = parseVersion("0.25.6") ?? expect.fail();

function canonicalText(text: string): string {
  return treeText(canonical(readConf({ text }, version).intended).tree);
}

describe("canonical", () => {
  it.each([
    ["MQTT { Retry_Interval = 20s }", '{"mqtt":{"retry_interval":"20s"}}'],
    ["mqtt { A = 1, RETRY_INTERVAL = 20s, retry_interval = 30s }", '{"mqtt":{"A":1,"retry_interval":"20s"}}'],
    ["Bridges.MQTT.Cloud { Server = x }", '{"bridges":{"mqtt":{"Cloud":{"server":"x"}}}}'],
    [
      "bridges.mqtt.Cloud { FORWARDS = [{ Local_Topic = a }] }",
      '{"bridges":{"mqtt":{"Cloud":{"forwards":[{"local_topic":"a"}]}}}}',
    ],
    [
      "bridges.mqtt.c { forwards { One { QOS = 1 } } }",
      '{"bridges":{"mqtt":{"c":{"forwards":{"One":{"qos":1}}}}}}',
    ],
    ["listeners.tcp.Default.BIND = x", '{"listeners":{"tcp":{"Default":{"bind":"x"}}}}'],
    ["auth.Password { Admin = a, admin = b }", '{"auth":{"password":{"Admin":"a","admin":"b"}}}'],
    ["Unknown { MQTT = 1, mqtt = 2 }", '{"Unknown":{"MQTT":1,"mqtt":2}}'],
  ])("%s", (text, tree) => {
    expect(canonicalText(text)).toBe(tree);
  });

  it("keeps the places of the text, and says which key lost against which", () => {
    const text = "mqtt { Retry_Interval = 20s, retry_interval = 30s }";
    const { tree, overridden } = canonical(readConf({ text }, version).intended);
    const at = (word: string) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });
    expect(tree).toMatchObject({ members: [{ value: { members: [{ keySpan: at("Retry_Interval") }] } }] });
    expect(overridden).toMatchObject([
      { path: "mqtt.retry_interval", span: at("retry_interval"), by: at("Retry_Interval") },
    ]);
  });

  it("ends deep trees, and takes a root that is no section", () => {
    const depthOf = (node: TreeNode): number =>
      node.kind === "object" ? 1 + Math.max(0, ...node.members.map(({ value }) => depthOf(value))) : 0;
    const deep = readConf({ text: `${"a{".repeat(45_000)}b=1${"}".repeat(45_000)}` }, version).intended;
    expect(depthOf(canonical(deep).tree)).toBeLessThan(200);
    const nested = `a=${"[".repeat(4000)}1${"]".repeat(4000)}`;
    expect(() => canonical(readConf({ text: nested }, version).intended)).not.toThrow();
    const scalar: TreeNode = { kind: "null", span: { file: "nanomq.conf", start: 0, end: 0 } };
    expect(canonical(scalar).tree).toEqual(scalar);
  });

  it("makes the same of what it made", () => {
    const words = [
      "mqtt",
      "MQTT",
      "bridges.mqtt.A",
      "auth.password",
      "Retry_Interval",
      "server",
      "{",
      "}",
      "= 1 ",
    ];
    const text = fc.array(fc.constantFrom(...words, "[", "]", "\n"), { maxLength: 40 });
    fc.assert(
      fc.property(text, (pieces) => {
        const once = canonical(readConf({ text: pieces.join("") }, version).intended).tree;
        expect(canonical(once)).toEqual({ tree: once, overridden: [] });
      }),
    );
  });
});

it("a key in another letter case is the one that the broker has", () => {
  const { values, tree } = intended(readConf({ text: "MQTT { Retry_Interval = 20s }" }, version), {
    version,
  });
  expect(values.get("mqtt.retry_interval")).toBe(20);
  expect(tree && treeText(tree)).toBe('{"mqtt":{"retry_interval":"20s"}}');
});
