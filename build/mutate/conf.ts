import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type Facts, noFacts } from "../../src/facts/facts.ts";
import { readFacts } from "../../src/facts/read-facts.ts";
import type { SurfaceKey } from "../../src/generated/surface.ts";
import { newestRelease, resolveVersion } from "../../src/nanomq/releases.ts";
import { type NanomqVersion, parseVersion } from "../../src/nanomq/version.ts";
import { settingsOf } from "../../src/start/effective.ts";
import { keyAt } from "../../src/start/keys.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";
import type { TreeNode } from "../../src/text/conf/tree.ts";
import type { Span } from "../../src/text/source.ts";

/** A key or list element that the broker reads, and where it stands. */
export interface Site {
  readonly path: string;
  readonly pattern: string;
  readonly key: SurfaceKey | undefined;
  readonly node: TreeNode;
  /** The last segment of the key alone; of an element, the element. */
  readonly keySpan: Span;
  readonly valueSpan: Span;
  /** Key, separator and value. */
  readonly statement: Span;
}

/** A conf without mistakes, what is known about its deployment, and what stands in it. */
export interface GoodConf {
  readonly name: string;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly version: NanomqVersion;
  readonly facts: Facts;
  readonly sites: readonly Site[];
}

const FILE = "nanomq.conf";
const fixtures = pathToFileURL(`${process.cwd()}/fixtures/`);
const KEY_BYTE = /[\w."-]/;

/** The place where the dotted key starts whose last segment starts at `at`. */
function keyStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && KEY_BYTE.test(String.fromCharCode(bytes[start - 1] ?? 0))) start -= 1;
  return start;
}

function sitesOf(text: string, bytes: Uint8Array, version: NanomqVersion): readonly Site[] {
  const reading = readConf({ text, file: FILE }, version);
  return settingsOf(reading.tree, [], { version }).effects.flatMap((found): readonly Site[] => {
    const { path, pattern, node, keySpan, span, effect } = found;
    if (pattern === undefined || node === undefined || effect.kind !== "used") return [];
    const start = keyStart(bytes, keySpan.start);
    const statement = { ...span, start: Math.min(start, span.start) };
    return [{ path, pattern, key: keyAt(pattern), node, keySpan, valueSpan: span, statement }];
  });
}

function goodConf(name: string, text: string, version: NanomqVersion, facts: Facts): GoodConf {
  const bytes = new TextEncoder().encode(text);
  return { name, text, bytes, version, facts, sites: sitesOf(text, bytes, version) };
}

function versionOf(name: string | undefined): NanomqVersion {
  const version = resolveVersion(name ?? newestRelease)?.version ?? parseVersion(newestRelease);
  if (version === undefined) throw new RangeError(`no version of NanoMQ: ${name}`);
  return version;
}

async function deployment(name: string, folder: URL): Promise<GoodConf> {
  const facts = await readFacts(readFileSync(new URL(`${name}/nanotune.toml`, folder), "utf8"));
  if (!facts.ok) throw new Error(`${name}/nanotune.toml: ${JSON.stringify(facts.problems)}`);
  const text = readFileSync(new URL(`${name}/${FILE}`, folder), "utf8");
  return goodConf(name, text, versionOf(facts.facts.nanomq), facts.facts);
}

/** Whole confs of deployments, each with its nanotune.toml. */
function deployments(): Promise<readonly GoodConf[]> {
  const folder = new URL("mutation/", fixtures);
  const names = readdirSync(folder).toSorted();
  return Promise.all(names.map((name) => deployment(name, folder)));
}

/** The repaired confs of problems that users had; small, each about one section. */
function fieldCases(): readonly GoodConf[] {
  const folder = new URL("field/cases/", fixtures);
  return readdirSync(folder)
    .toSorted()
    .map((id) => {
      const { good } = JSON.parse(readFileSync(new URL(`${id}/expect.json`, folder), "utf8"));
      const text = readFileSync(new URL(`${id}/good.conf`, folder), "utf8");
      return goodConf(id, text, versionOf(good.facts.version), noFacts);
    });
}

export async function goodConfs(): Promise<readonly GoodConf[]> {
  return [...(await deployments()), ...fieldCases()];
}
