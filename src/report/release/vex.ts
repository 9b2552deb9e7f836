// VEX documents: what each advisory of the release in use means for this deployment, so that scanners stop reporting what it
// cannot meet. OpenVEX 0.2.0 and CycloneDX 1.6; the same input gives the same bytes.
import type { VexStatement, VexStatus } from "../../advise/release/vex.ts";
import type { Language } from "../../lint/language.ts";
import type { Image } from "../../nanomq/image.ts";
import type { NanomqVersion } from "../../nanomq/version.ts";
import { releaseWords } from "./words.ts";

export interface VexDocument {
  readonly version: NanomqVersion;
  readonly statements: readonly VexStatement[];
  /** What they are about, as package URLs. */
  readonly products: readonly string[];
  /** 2026-08-19T00:00:00Z */
  readonly timestamp: string;
  /** Version of nanotune. */
  readonly tool: string;
  readonly language: Language;
}

/** Where nobody names an image: the release by its source. */
export function purlOf({ text }: NanomqVersion): string {
  return `pkg:github/nanomq/nanomq@${text}`;
}

/** The registry that Docker means where a reference names none, under the name that scanners give it. */
const DOCKER_HUB = "index.docker.io";

function withRegistry(repository: string): string {
  const [first = "", ...path] = repository.split("/");
  if (path.length === 0) return `${DOCKER_HUB}/library/${first}`;
  const isHost = /[.:]/.test(first) || first === "localhost";
  return isHost ? repository : `${DOCKER_HUB}/${repository}`;
}

/** An image as scanners know it: by its digest where one is written, else by its tag. */
export function purlOfImage({ repository, tag = "latest", digest }: Image): string {
  const name = repository.slice(repository.lastIndexOf("/") + 1).toLowerCase();
  const version = digest === undefined ? "" : `@${encodeURIComponent(digest)}`;
  const qualifiers = [
    `repository_url=${encodeURIComponent(withRegistry(repository))}`,
    ...(digest === undefined ? [`tag=${encodeURIComponent(tag)}`] : []),
  ];
  return `pkg:oci/${name}${version}?${qualifiers.join("&")}`;
}

function cpeOf({ text }: NanomqVersion): string {
  return `cpe:2.3:a:emqx:nanomq:${text}:*:*:*:*:*:*:*`;
}

/** Why it stands as it does, in the words of its row. */
function reasonOf({ defect, status }: VexStatement, language: Language): string {
  const words = releaseWords[language];
  if (status === "unknown") return words.unseen;
  if (status === "not-affected") return defect.unmet?.[language] ?? words.status[status];
  return defect.say[language];
}

/** What to do about it: a line of the conf, another release, or both. */
function actionOf({ defect }: VexStatement, language: Language): string {
  const words = releaseWords[language];
  const { cure, remedy } = defect;
  const steps = [remedy?.[language], cure === undefined ? undefined : words.upgradeTo(cure)];
  const known = steps.filter((step) => step !== undefined);
  return known.length === 0 ? words.noCure : known.join("; ");
}

/** FNV-1a of 64 bits: two documents that state different things have different names. */
function nameOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

/** A name of its own making (RFC 9562, version 8), since there is no address where the document lies. */
function uuidOf(text: string): string {
  const hex = nameOf(text) + nameOf(`nanotune ${text}`);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return `urn:uuid:${[...groups, hex.slice(20)].join("-")}`;
}

const openVexStatus: Readonly<Record<VexStatus, string>> = {
  affected: "affected",
  "not-affected": "not_affected",
  unknown: "under_investigation",
};

function openVexStatement(statement: VexStatement, document: VexDocument): object {
  const { status, name, aliases } = statement;
  const { language, version, products } = document;
  const identifiers = (purl: string) => ({ purl, cpe23: cpeOf(version) });
  return {
    vulnerability: { name, ...(aliases.length > 0 ? { aliases } : {}) },
    products: products.map((purl) => ({ "@id": purl, identifiers: identifiers(purl) })),
    status: openVexStatus[status],
    status_notes: reasonOf(statement, language),
    ...(status === "not-affected" ? { justification: "vulnerable_code_not_in_execute_path" } : {}),
    ...(status === "affected" ? { action_statement: actionOf(statement, language) } : {}),
  };
}

export function openVex(document: VexDocument): string {
  const statements = document.statements.map((statement) => openVexStatement(statement, document));
  const told = {
    timestamp: document.timestamp,
    version: 1,
    tooling: `nanotune ${document.tool}`,
    statements,
  };
  const report = {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": uuidOf(JSON.stringify({ nanomq: document.version.text, ...told })),
    author: "nanotune",
    role: "Document Creator",
    ...told,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const cycloneState: Readonly<Record<VexStatus, string>> = {
  affected: "exploitable",
  "not-affected": "not_affected",
  unknown: "in_triage",
};

function sourceOf(name: string): { readonly name: string; readonly url: string } {
  return name.startsWith("CVE")
    ? { name: "NVD", url: `https://nvd.nist.gov/vuln/detail/${name}` }
    : { name: "GitHub Advisories", url: `https://github.com/advisories/${name}` };
}

function cycloneVulnerability(statement: VexStatement, { language, products, version }: VexDocument): object {
  const { defect, name, aliases, status } = statement;
  const { cure, remedy } = defect;
  const analysis = {
    state: cycloneState[status],
    ...(status === "not-affected" ? { justification: "requires_configuration" } : {}),
    ...(status === "affected" && cure !== undefined ? { response: ["update"] } : {}),
    detail: reasonOf(statement, language),
  };
  const isAffected = status === "affected" ? "affected" : status === "unknown" ? "unknown" : "unaffected";
  return {
    id: name,
    source: sourceOf(name),
    ...(aliases.length > 0 ? { references: aliases.map((id) => ({ id, source: sourceOf(id) })) } : {}),
    description: defect.say[language],
    ...(status === "affected" ? { recommendation: actionOf(statement, language) } : {}),
    ...(status === "affected" && remedy !== undefined ? { workaround: remedy[language] } : {}),
    analysis,
    affects: products.map((ref) => ({ ref, versions: [{ version: version.text, status: isAffected }] })),
  };
}

export function cycloneDxVex(document: VexDocument): string {
  const { version, products, timestamp, tool, statements } = document;
  const [first = purlOf(version), ...others] = products;
  const component = (purl: string) => ({
    type: "application",
    "bom-ref": purl,
    name: "nanomq",
    version: version.text,
    cpe: cpeOf(version),
    purl,
  });
  const report = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp,
      tools: { components: [{ type: "application", name: "nanotune", version: tool }] },
      component: component(first),
    },
    ...(others.length > 0 ? { components: others.map(component) } : {}),
    vulnerabilities: statements.map((statement) => cycloneVulnerability(statement, document)),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
