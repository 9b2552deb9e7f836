import { readFileSync } from "node:fs";
import { Validation } from "@cyclonedx/cyclonedx-library";
import { Version } from "@cyclonedx/cyclonedx-library/Spec";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { exitCode } from "../../../src/entry/cli/exit-code.ts";
import { publishedReleases } from "../../../src/nanomq/releases.ts";
import { widthOf } from "../../../src/report/text-layout.ts";
import { run } from "./fake-io.ts";

function schemaAt(path: string): object {
  return JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));
}

const ajv = addFormats.default(new Ajv2020({ strict: false, formats: { iri: true } }));
const isAdvice = ajv.compile<Advice>(schemaAt("schemas/release-advice.schema.json"));
const isOpenVex = ajv.compile<OpenVex>(schemaAt("fixtures/vex/openvex-0.2.0.schema.json"));

interface Row {
  readonly release: string;
  readonly outcome: string;
  readonly advisories: readonly string[];
  readonly defects: readonly { readonly id: string; readonly avoidable: boolean }[];
  readonly changes: number;
}

interface Advice {
  readonly today: string;
  readonly recommended: string;
  readonly reason: string | null;
  readonly nearest: string | null;
  readonly advice: readonly string[];
  readonly releases: readonly Row[];
}

interface Statement {
  readonly vulnerability: { readonly name: string };
  readonly status: string;
  readonly status_notes: string;
  readonly justification?: string;
  readonly products: readonly { readonly "@id": string }[];
}

interface OpenVex {
  readonly timestamp: string;
  readonly statements: readonly Statement[];
}

const plain = 'listeners.tcp.bind = "0.0.0.0:1883"\n';
const closed = `${plain}auth {\n  allow_anonymous = false\n  password { gw = "s3cret-and-long" }\n}\n`;
const api = 'http_server {\n  port = 8081\n  username = "ops"\n  password = "s3cret-and-long"\n}\n';
const quic = `bridges.mqtt.cloud {
  server = "mqtt-quic://mqtt.example.com:14567"
  clientid = "gw-1"
  quic_multi_stream = true
  max_send_queue_len = 1000
}
`;

function releases(conf: string, ...options: readonly string[]) {
  return run(["releases", "nanomq.conf", ...options], { files: { "nanomq.conf": conf } });
}

async function adviceOn(conf: string, ...options: readonly string[]) {
  const { out, code } = await releases(conf, "--format", "json", ...options);
  const advice: unknown = JSON.parse(out);
  if (!isAdvice(advice)) throw new Error(JSON.stringify(isAdvice.errors));
  const at = (release: string) => advice.releases.find((row) => row.release === release);
  return { advice, at, code };
}

describe("which release", () => {
  test("every release has its line, and the soundest is recommended with its reason and its doubts", async () => {
    const { advice, code } = await adviceOn(plain, "--nanomq", "0.24.6");
    // Of 0.18.2 nobody knows how it reads a conf.
    const known = publishedReleases.filter((release) => release !== "0.18.2");
    expect(advice.releases.map(({ release }) => release)).toEqual(known);
    expect(advice).toMatchObject({ today: "0.24.6", recommended: "0.25.6", reason: "critical" });
    expect(advice.nearest).toBe("0.24.12");
    expect(advice.advice.join(" ")).toContain("Not all of 0.25.6 is known");
    expect(code).toBe(exitCode.findings);
  });

  test("a release whose defect this conf meets is not recommended, though it is newer", async () => {
    const { advice, at } = await adviceOn(closed, "--nanomq", "0.25.2", "--from", "0.25.1", "--to", "0.25.5");
    expect(at("0.25.5")?.defects.map(({ id }) => id)).toContain("NQD-003");
    expect(advice.recommended).not.toBe("0.25.5");
  });

  test("a range keeps today's release beside it", async () => {
    const { advice } = await adviceOn(plain, "--nanomq", "0.24.6", "--from", "0.25.1", "--to", "0.25.3");
    expect(advice.releases.map(({ release }) => release)).toEqual(["0.24.6", "0.25.1", "0.25.2", "0.25.3"]);
  });

  test("today's release stays where nothing is better", async () => {
    const { advice, code } = await adviceOn(plain, "--nanomq", "0.25.6", "--from", "0.24.14");
    expect(advice).toMatchObject({ recommended: "0.25.6", reason: null, nearest: null });
    expect(code).toBe(exitCode.clean);
  });

  test("an image decides what is built in", async () => {
    const sqlite = `${plain}sqlite {\n  disk_cache_size = 102400\n  mounted_file_path = "/var/lib/nanomq"\n}\n`;
    const range = ["--nanomq", "0.24.14", "--from", "0.24.14", "--to", "0.24.14"];
    const full = await adviceOn(sqlite, ...range, "--image", "full");
    const basic = await adviceOn(sqlite, ...range, "--image", "basic");
    expect(full.at("0.24.14")?.outcome).toBe("runs");
    expect(basic.at("0.24.14")).not.toEqual(full.at("0.24.14"));
  });

  test("no release between the two is said", async () => {
    const { code, err } = await releases(plain, "--from", "0.25.3", "--to", "0.25.1");
    expect(code).toBe(exitCode.usage);
    expect(err).toContain("0.25.3");
  });

  test.each([40, 80, 120])(
    "no line of the table is wider than %i columns, in both languages",
    async (columns) => {
      for (const language of ["en", "zh"]) {
        const { out } = await run(
          ["releases", "nanomq.conf", "--nanomq", "0.24.6", "--from", "0.24.0", "--lang", language],
          {
            files: { "nanomq.conf": closed },
            env: { COLUMNS: String(columns) },
          },
        );
        const wide = out.split("\n").filter((line) => widthOf(line) > columns);
        expect(wide).toEqual([]);
      }
    },
  );

  test("a deployment is read as it is: the image tells today's release", async () => {
    const compose = `services:
  broker:
    image: emqx/nanomq:0.24.6
    volumes: ["./nanomq.conf:/etc/nanomq.conf"]
    ports: ["1883:1883"]
`;
    const files = { "compose.yaml": compose, "nanomq.conf": plain };
    const { out } = await run(["releases", "compose.yaml", "--from", "0.24.14", "--format", "json"], {
      files,
    });
    expect(JSON.parse(out)).toMatchObject({ today: "0.24.6", recommended: "0.25.6" });
  });
});

async function openVex(conf: string, ...options: readonly string[]) {
  const { out, code } = await releases(conf, "--format", "openvex", ...options);
  const document: unknown = JSON.parse(out);
  if (!isOpenVex(document)) throw new Error(JSON.stringify(isOpenVex.errors));
  const of = (name: string) => document.statements.find(({ vulnerability }) => vulnerability.name === name);
  return { document, of, out, code };
}

describe("VEX", () => {
  test("what the conf lacks is not affected, with the reason that stands in it", async () => {
    const { of, code } = await openVex(plain, "--nanomq", "0.24.8");
    expect(of("CVE-2026-32135")).toMatchObject({
      status: "not_affected",
      status_notes: "no http_server is open to other machines",
      justification: "vulnerable_code_not_in_execute_path",
    });
    expect(of("CVE-2026-45151")?.status).toBe("not_affected");
    expect(of("CVE-2026-35217")?.status).toBe("affected");
    expect(code).toBe(exitCode.findings);
  });

  test("what the conf has is affected", async () => {
    const { of } = await openVex(`${plain}${api}${quic}`, "--nanomq", "0.24.8");
    for (const name of ["CVE-2026-32135", "CVE-2026-45151", "CVE-2026-44640"])
      expect([name, of(name)?.status]).toEqual([name, "affected"]);
  });

  test("a suppressed finding, or a rule that is off, is affected all the same", async () => {
    const off = '[rules]\n"defects/api-query-crash" = "off"\n';
    const files = { "nanomq.conf": `${plain}${api}`, "nanotune.toml": off };
    const { out } = await run(["releases", "nanomq.conf", "--nanomq", "0.24.8", "--format", "openvex"], {
      files,
    });
    const document: OpenVex = JSON.parse(out);
    const found = document.statements.find(({ vulnerability }) => vulnerability.name === "CVE-2026-32135");
    expect(found?.status).toBe("affected");
  });

  test("what an unseen include may hold is under investigation", async () => {
    const conf = `include "/srv/more.conf"\n${plain}`;
    const files = {
      "nanomq.conf": conf,
      "compose.yaml": `services:
  broker:
    image: emqx/nanomq:0.24.8
    volumes: ["./nanomq.conf:/etc/nanomq.conf", "/srv/more.conf:/srv/more.conf"]
`,
    };
    const { out } = await run(["releases", "compose.yaml", "--format", "openvex"], { files });
    const document: OpenVex = JSON.parse(out);
    const found = document.statements.find(({ vulnerability }) => vulnerability.name === "CVE-2026-32135");
    expect(found?.status).toBe("under_investigation");
  });

  test("every release with an advisory makes a document that fits both schemas", async () => {
    const validator = new Validation.JsonStrictValidator(Version.v1dot6);
    for (const release of ["0.19.0", "0.21.9", "0.22.10", "0.24.6", "0.24.13"]) {
      await openVex(`${plain}${api}`, "--nanomq", release);
      const { out } = await releases(plain, "--nanomq", release, "--format", "cyclonedx");
      expect([release, await validator.validate(out)]).toEqual([release, null]);
    }
  });

  test("the same input gives the same bytes; the time is an option", async () => {
    const [one, other] = [
      await openVex(plain, "--nanomq", "0.24.6"),
      await openVex(plain, "--nanomq", "0.24.6"),
    ];
    expect(one.out).toBe(other.out);
    const timed = await openVex(plain, "--nanomq", "0.24.6", "--timestamp", "2026-11-28T12:00:00Z");
    expect(timed.document.timestamp).toBe("2026-11-28T12:00:00Z");
    const { code } = await releases(plain, "--format", "openvex", "--nanomq", "0.24.6", "--timestamp", "now");
    expect(code).toBe(exitCode.usage);
  });

  test.each([
    ["emqx/nanomq:0.24.8", "pkg:oci/nanomq?repository_url=index.docker.io%2Femqx%2Fnanomq&tag=0.24.8"],
    [
      "registry.example.com:5000/edge/NanoMQ:0.24.8@sha256:00ff",
      "pkg:oci/nanomq@sha256%3A00ff?repository_url=registry.example.com%3A5000%2Fedge%2FNanoMQ",
    ],
  ])("the image of a deployment is what the statements are about: %s", async (image, purl) => {
    const compose = `services:
  broker:
    image: ${image}
    volumes: ["./nanomq.conf:/etc/nanomq.conf"]
`;
    const files = { "nanomq.conf": plain, "compose.yaml": compose };
    const { out } = await run(["releases", "compose.yaml", "--format", "openvex"], { files });
    const document: OpenVex = JSON.parse(out);
    const products = document.statements.flatMap((statement) => statement.products);
    expect(new Set(products.map((product) => product["@id"]))).toEqual(new Set([purl]));
    // There is no address where the document lies, so none is named.
    expect(JSON.parse(out)["@id"]).toMatch(
      /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/,
    );
  });

  test("--product names what the statements are about", async () => {
    const purl = "pkg:oci/nanomq@sha256:abc?repository_url=docker.io/emqx/nanomq";
    const { out } = await openVex(plain, "--nanomq", "0.24.6", "--product", purl);
    expect(out).toContain(purl);
  });
});
