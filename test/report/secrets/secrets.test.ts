import { describe, expect, test } from "vitest";
import type { Reporter } from "../../../src/report/finding/reporter.ts";
import { reporters } from "../../../src/report/finding/reporters.ts";
import { secretsOf } from "../../../src/report/secrets/secrets-of.ts";
import { createSource, textOf } from "../../../src/text/source.ts";
import { plain, reportOf } from "../finding/report-of.ts";

function secretTexts(conf: string): readonly string[] {
  const source = createSource("a.conf", conf);
  return secretsOf(source).map(({ start, end }) => textOf(source, start, end));
}

test.each([
  ["in a section", "http_server {\n  password = abc\n}", ["abc"]],
  ["quoted", 'http_server { username = me, password = "a \\" b" }', ['"a \\" b"']],
  ["by its path", "bridges.mqtt.a.password = abc", ["abc"]],
  ["as JSON", '{ "http_server": { "password": "abc" } }', ['"abc"']],
  ["users of a password list", "auth.password {\n  a = x1\n  b = x2\n}\nport = 1883", ["x1", "x2"]],
  ["key of a certificate", "listeners.ssl { key_password = abc, keyfile = k.pem }", ["abc"]],
  ["cut by #", "password = abc#def # why\nport = 1", ["abc#def"]],
  ["braces swallowed by #", "auth { password = { joe = a#b } }\nmqtt { retry_interval = 10s }", ["a#b"]],
  ["never closed", 'password = "abc\nport = 1', ['"abc']],
  ["switched off", '# password = "old"\npassword = new', ['"old"', "new"]],
  [
    "a header",
    'webhook.headers { Authorization = "Bearer x1", content-type = "text/plain" }',
    ['"Bearer x1"'],
  ],
  ["a header by its path", 'webhook.headers.x-any = "x1"', ['"x1"']],
  ["a password list by its path", "auth.password.joe = x1", ["x1"]],
  ["an address", 'bridges.mqtt.a { server = "mqtt-tcp://me:pä55@host:1883" }\n# http://a:b@c', ["pä55", "b"]],
  ["addresses without password", 'url = "http://host:80/a@b" # tls+mqtt-tcp://me@host', []],
  [
    "misspelt",
    "pasword = x1\nhttp_server.passphrase = x2\nkeypass = x3\napi_key = x4",
    ["x1", "x2", "x3", "x4"],
  ],
  ["in single quotes", "password = 'a#b' # why", ["'a#b'"]],
  ["in a list", 'key_password = ["x1", x2]\nport = 1', ['"x1"', "x2"]],
  ["without a separator", 'http_server { password "x1"\nport = 1 }', ['"x1"']],
  ["on the next line", 'password =\n  "x1"', ['"x1"']],
  ["parameters of an address", 'url = "http://h/x?a=b&token=x1&sig=x2"', ["x1", "x2"]],
  ["a password with a slash", 'url = "http://me:a/b@h/x"', ["a/b"]],
  ["names that only look like it", "keepalive = 1\nkeyfile = a\ntopic = b\nsecond = 2\npath = c", []],
  ["not a secret", "http_server { username = me }\nssl.keyfile = k.pem", []],
])("finds secrets: %s", (_, conf, expected) => {
  expect(secretTexts(conf)).toEqual(expected);
});

test.each([
  ["environment", "NANOMQ_HTTP_SERVER_PASSWORD: hunter2\nA: b", ["hunter2"]],
  ["quoted, with a comment", "- X_PASSWORD: 'a b' # why", ["'a b'"]],
  ["a list", '- "X_PASSWORD=hunter2"\n- A=b', ["hunter2"]],
  ["a flow map", "{A: b, X_PASSWORD: hunter2, C: d}", ["hunter2"]],
  ["Kubernetes", "- name: X_PASSWORD\n  value: hunter2\n- name: Y\n  value: b", ["hunter2"]],
  ["Kubernetes on one line", "{ a: ü, name: X_PASSWORD, value: hunter2 }", ["hunter2"]],
  ["a conf inside", "content: |\n  http_server.password = hunter2\n  port = 1", ["hunter2"]],
  [
    "users and headers of a conf inside",
    'content: |\n  auth.password { joe = x1, amy = "x2" }\n  headers {\n    x-any = x3\n  }\n  auth.password.kim = x4',
    ["x1", '"x2"', "x3", "x4"],
  ],
  ["an address", "command: --url mqtt-tcp://me:pa55@host:1883", ["pa55"]],
  ["a command", "command: --keypass hunter2 --http", ["hunter2 --http"]],
  ["words of a command", 'command: ["--keypass", "hunter2"]', ['"hunter2"']],
  ["words on lines", "args:\n- --keypass\n- hunter2\n- --http", ["hunter2"]],
  ["a text on the lines below", "X_PASSWORD: |\n  line1\n  line2\nA: b", ["line1", "line2"]],
  ["an anchor", "X_PASSWORD: &p hunter2\nY: *p", ["hunter2"]],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: compose fills it in
  ["a default of a variable", "X_PASSWORD: ${P:-hunter2}", ["${P:-hunter2"]],
  [
    "a Secret",
    "kind: Secret\ndata:\n  a: aHVudGVyMg==\nstringData:\n  b: x\n---\nkind: ConfigMap\ndata:\n  c: d",
    ["aHVudGVyMg==", "x"],
  ],
  ["names of things", "- key: nanomq.conf\nsecretName: a\nsecret:\n  b: c\npassword: |\n", []],
])("finds secrets of a deployment file: %s", (_, text, expected) => {
  const source = createSource("compose.yaml", text);
  expect(secretsOf(source).map(({ start, end }) => textOf(source, start, end))).toEqual(expected);
});

describe("no report tells a secret", () => {
  const confs = [
    ["beside what is reported", 'http_server { username = u, password = "hunter2", colour = red }'],
    ["in what is reported", "http_server { username = u, password = hunter2#hunter2 }"],
    ["in a password list", "auth { password = { joe = hunter2#hunter2 } }"],
    ["with a key behind it", "bridges.mqtt.a { password = hunter2#x, ssl { key_password = hunter2 } }"],
    ["in a comment", "mqtt { retry_interval = 10s } # password = hunter2"],
    ["without quotes where it needs them", "http_server { password = hunter2:hunter2 }"],
    ["never closed", 'http_server { password = "hunter2 }\n colour = red\n}'],
  ] as const;

  test.each(confs)("%s", async (_, conf) => {
    const report = reportOf(conf);
    expect(report.findings.length).toBeGreaterThan(0);
    for (const load of Object.values(reporters)) {
      const reporter: Reporter = await load();
      expect([...reporter(report, plain)].join("")).not.toContain("hunter2");
    }
  });
});
