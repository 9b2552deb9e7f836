import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noFacts } from "../../../src/facts/facts.ts";
import { filesNamedBy, lintConf } from "../../../src/lint/lint-conf.ts";
import { lookAtFiles } from "../../../src/live/host/look-at-files.ts";
import { userNamed } from "../../../src/live/host/users.ts";
import { parseVersion } from "../../../src/nanomq/version.ts";
import { describeUnlessRoot, describeWith } from "../../parts.ts";
import { makeCa, makeCertificate, openssl } from "./openssl.ts";

const folder = mkdtempSync(join(tmpdir(), "nanotune-files-"));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rules about files that a conf is found to break, by the setting. */
function found(text: string, user?: { uid: number; gids: readonly number[] }): readonly string[] {
  const version = parseVersion("0.25.6");
  if (version === undefined) throw new Error("no version");
  const input = { conf: { text }, version, facts: noFacts, today: "2026-08-01" };
  const hostFiles = lookAtFiles(filesNamedBy(input), { place: (path) => path, user });
  const without = new Set(lintConf(input).findings.map(({ rule }) => rule));
  return lintConf({ ...input, hostFiles })
    .findings.filter(({ rule }) => !without.has(rule))
    .map(({ rule, key }) => `${key} ${rule}`);
}

function listener(files: Readonly<Record<string, string>>): string {
  const lines = Object.entries(files).map(([key, value]) => `  ${key} = "${value}"\n`);
  return `listeners.ssl {\n  bind = "0.0.0.0:8883"\n${lines.join("")}}\n`;
}

const pair = (name: string, ca = "ca") =>
  listener({ keyfile: at(`${name}.key`), certfile: at(`${name}.pem`), cacertfile: at(`${ca}.pem`) });

describeWith("openssl", "certificates made by openssl", () => {
  beforeAll(() => {
    makeCa(folder, "ca");
    makeCa(folder, "other-ca");
    makeCertificate(folder, "good", "ca");
    makeCertificate(folder, "expired", "ca", { to: "20260731235959Z" });
    makeCertificate(folder, "last-day", "ca", { to: "20260801120000Z" });
    makeCertificate(folder, "soon", "ca", { to: "20260815000000Z" });
    makeCertificate(folder, "early", "ca", { from: "20260901000000Z" });
    makeCertificate(folder, "weak", "ca", { newKey: "rsa:1024" });
    makeCertificate(folder, "sha1", "ca", { hash: "sha1" });
    openssl(folder, "ecparam", "-name", "secp521r1", "-out", "curve");
    makeCertificate(folder, "curve521", "ca", { newKey: "ec:curve" });
    makeCertificate(folder, "pinned", "ca", { names: "DNS:broker.example,DNS:*.iot.example" });
    openssl(folder, "pkey", "-in", "good.key", "-aes256", "-passout", "pass:sesame", "-out", "locked.key");
    openssl(
      folder,
      "rsa",
      "-in",
      "good.key",
      "-traditional",
      "-aes256",
      "-passout",
      "pass:sesame",
      "-out",
      "old-locked.key",
    );
    openssl(folder, "x509", "-in", "good.pem", "-outform", "DER", "-out", "good.der");
    openssl(folder, "pkey", "-in", "good.key", "-pubout", "-out", "good.pub");
    for (const key of ["good", "expired", "last-day", "soon", "early", "weak", "sha1", "curve521"])
      chmodSync(at(`${key}.key`), 0o600);
    const text = (name: string) => readFileSync(at(name), "utf8");
    writeFileSync(at("chain.pem"), text("good.pem") + text("ca.pem"));
    writeFileSync(at("wrong-chain.pem"), text("good.pem") + text("other-ca.pem"));
    writeFileSync(at("nonsense.pem"), "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
    for (const key of ["locked.key", "old-locked.key"]) chmodSync(at(key), 0o600);
  }, 60_000);

  const C = "listeners.ssl.certfile";
  const K = "listeners.ssl.keyfile";
  test.each([
    ["a good one", () => pair("good"), []],
    ["an elliptic curve", () => pair("curve521"), []],
    ["one that ended yesterday", () => pair("expired"), [`${C} tls/certificate-expired`]],
    ["one that ends today", () => pair("last-day"), [`${C} tls/certificate-expires-soon`]],
    ["one that ends in two weeks", () => pair("soon"), [`${C} tls/certificate-expires-soon`]],
    ["one of next month", () => pair("early"), [`${C} tls/certificate-not-yet-valid`]],
    ["a chain", () => listener({ keyfile: at("good.key"), certfile: at("chain.pem") }), []],
    [
      "a chain with another CA in it",
      () => listener({ keyfile: at("good.key"), certfile: at("wrong-chain.pem") }),
      [`${C} tls/chain-out-of-order`],
    ],
    [
      "nonsense between the lines of a certificate",
      () => listener({ keyfile: at("good.key"), certfile: at("nonsense.pem") }),
      [`${C} tls/file-not-pem`],
    ],
    ["1024 bit", () => pair("weak"), [`${C} tls/key-too-weak`]],
    ["SHA-1", () => pair("sha1"), [`${C} tls/signature-too-weak`]],
    ["another CA", () => pair("good", "other-ca"), [`${C} tls/certificate-of-another-ca`]],
    [
      "a key of another certificate",
      () => listener({ keyfile: at("soon.key"), certfile: at("good.pem"), cacertfile: at("ca.pem") }),
      [`${K} tls/key-of-another-certificate`],
    ],
    [
      "an encrypted key without its password",
      () => listener({ keyfile: at("locked.key"), certfile: at("good.pem") }),
      [`${K} tls/key-encrypted`],
    ],
    [
      "an encrypted key in the old form",
      () => listener({ keyfile: at("old-locked.key"), certfile: at("good.pem") }),
      [`${K} tls/key-encrypted`],
    ],
    [
      "an encrypted key with its password",
      () => listener({ keyfile: at("locked.key"), certfile: at("good.pem"), key_password: "sesame" }),
      [],
    ],
    [
      "an encrypted key with a wrong password",
      () => listener({ keyfile: at("locked.key"), certfile: at("good.pem"), key_password: "open" }),
      [`${K} tls/key-password-wrong`],
    ],
    ["DER", () => listener({ keyfile: at("good.key"), certfile: at("good.der") }), [`${C} tls/file-not-pem`]],
    [
      "the two swapped",
      () => listener({ keyfile: at("good.pem"), certfile: at("good.key") }),
      [`${K} tls/file-not-pem`, `${C} tls/file-not-pem`],
    ],
    [
      "files that are not there",
      () => listener({ keyfile: at("no.key"), certfile: at("no.pem") }),
      [`${K} tls/file-missing`, `${C} tls/file-missing`],
    ],
    ["a folder", () => listener({ keyfile: at("good.key"), certfile: folder }), [`${C} tls/file-unreadable`]],
    [
      "a device that never ends",
      () => listener({ keyfile: at("good.key"), certfile: "/dev/zero" }),
      [`${C} tls/file-unreadable`],
    ],
  ] as const)("%s", (_, conf, expected) => {
    expect(found(conf())).toEqual(expected);
  });

  test("a key that nobody may read", () => {
    writeFileSync(at("sealed.key"), "", { mode: 0o000 });
    const conf = listener({ keyfile: at("sealed.key"), certfile: at("good.pem") });
    expect(found(conf)).toEqual([`${K} tls/file-unreadable`]);
  });

  test("a key that everybody may read", () => {
    chmodSync(at("pinned.key"), 0o644);
    expect(found(pair("pinned"))).toEqual([`${K} tls/key-readable-by-all`]);
  });

  test.each([
    ["tls+mqtt-tcp://broker.example:8883", []],
    ["tls+mqtt-tcp://a.iot.example:8883", []],
    [
      "tls+mqtt-tcp://a.b.iot.example:8883",
      ["bridges.mqtt.up.ssl.cacertfile tls/certificate-of-another-host"],
    ],
    ["mqtt-tcp://nowhere.example:1883", []],
  ])("a bridge to %s that trusts one server's certificate", (server, expected) => {
    const conf = `bridges.mqtt.up {\n  server = "${server}"\n  ssl { cacertfile = "${at("pinned.pem")}" }\n}\n`;
    expect(found(conf).filter((one) => one.includes("tls/"))).toEqual(expected);
  });

  test("the key that tokens are checked with", () => {
    const conf = (path: string) => `http_server {\n  auth_type = jwt\n  jwt.public.keyfile = "${path}"\n}\n`;
    expect(found(conf(at("good.pub")))).toEqual([]);
    expect(found(conf(at("good.pem")))).toEqual([]);
    expect(found(conf(at("no.pub")))).toEqual(["http_server.jwt.public.keyfile api/jwt-key-unusable"]);
  });

  test("a file that the user of the service may not read", () => {
    const nobody = { uid: 65_533, gids: [65_533] };
    chmodSync(folder, 0o755);
    expect(found(listener({ keyfile: at("good.key"), certfile: at("good.pem") }), nobody)).toEqual([
      `${K} tls/file-unreadable`,
    ]);
  });
});

test("whatever bytes a certificate or key has, they are judged and nothing is thrown", () => {
  const label = fc.constantFrom("CERTIFICATE", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY", "");
  const body = fc.oneof(fc.base64String(), fc.string());
  const pem = fc
    .tuple(label, body)
    .map(([name, text]) => `-----BEGIN ${name}-----\n${text}\n-----END ${name}-----\n`);
  fc.assert(
    fc.property(fc.array(pem, { maxLength: 3 }), fc.array(pem, { maxLength: 3 }), (certificates, keys) => {
      writeFileSync(at("any.pem"), certificates.join(""));
      writeFileSync(at("any.key"), keys.join(""), { mode: 0o600 });
      expect(found(pair("any", "any"))).toContain("listeners.ssl.certfile tls/file-not-pem");
    }),
    { numRuns: 50 },
  );
});

describe("folders", () => {
  const log = (dir: string) =>
    `log {\n  to = [file]\n  level = warn\n  dir = "${dir}"\n  file = "nanomq.log"\n}\n`;
  const nobody = { uid: 65_533, gids: [65_533] };

  test("a log folder that is there, one that is not, and a file in its place", () => {
    writeFileSync(at("file"), "");
    expect(found(log(folder))).toEqual([]);
    expect(found(log(at("none")))).toEqual(["log.dir log/folder-missing"]);
    expect(found(log(at("file")))).toEqual(["log.dir log/folder-missing"]);
  });

  test("a folder that the user of the service may not write to", () => {
    mkdirSync(at("locked"), { mode: 0o755 });
    chmodSync(folder, 0o755);
    expect(found(log(at("locked")), nobody)).toEqual(["log.dir log/folder-not-writable"]);
    expect(found(`sqlite.mounted_file_path = "${at("locked")}/"\n`, nobody)).toEqual([
      "sqlite.mounted_file_path persistence/folder-not-writable",
    ]);
  });

  describeUnlessRoot("not root", () => {
    test("a read-only folder", () => {
      mkdirSync(at("read-only"), { mode: 0o555 });
      expect(found(log(at("read-only")))).toEqual(["log.dir log/folder-not-writable"]);
    });
  });

  test("what is switched off is not looked for", () => {
    expect(found('log {\n  to = [console]\n  level = warn\n  dir = "/nowhere"\n}\n')).toEqual([]);
  });
});

describe("users", () => {
  const root = at("root");
  beforeAll(() => {
    mkdirSync(join(root, "etc"), { recursive: true });
    writeFileSync(join(root, "etc/passwd"), "root:x:0:0::/:/bin/sh\nnanomq:x:77:78::/:/bin/false\n");
    writeFileSync(join(root, "etc/group"), "tls:x:90:other,nanomq\n");
  });

  test.each([
    ["nanomq", { uid: 77, gids: [78, 90] }],
    ["77", { uid: 77, gids: [78, 90] }],
    ["4711", { uid: 4711, gids: [] }],
    ["nobody-knows", undefined],
  ])("%s", (name, expected) => {
    expect(userNamed(name, root)).toEqual(expected);
  });
});
