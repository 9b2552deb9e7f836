// The tables of releases/, as their schemas in schemas/ have them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "toml";
import type { Cited } from "../../../src/nanomq/known-defects.ts";

export interface Span {
  readonly since: string;
  readonly until?: string;
}

interface Checked {
  readonly checked: string;
}

export interface ReleaseRow {
  readonly name: string;
  readonly known?: "measured" | "assumed" | "named";
  readonly reports?: string;
  /** What of it was not to be had, and what stands for it. */
  readonly doubt?: Words;
  readonly note?: readonly {
    readonly keys: readonly string[];
    readonly gone?: readonly string[];
    readonly en: string;
    readonly zh: string;
  }[];
}

export interface ReleasesTable extends Checked {
  readonly rules_checked: string;
  readonly release: readonly ReleaseRow[];
}

interface Words {
  readonly en: string;
  readonly zh: string;
}

interface SpanWords extends Span {
  readonly words: readonly string[];
}

export interface ImagesTable extends Checked {
  readonly folders: readonly string[];
  readonly image: readonly {
    readonly variant: string;
    readonly suffixes: readonly string[];
    readonly program: string;
    readonly link?: string;
    readonly workdir: string;
    readonly beside?: readonly string[];
    readonly exposed: readonly number[];
    readonly tools: readonly string[];
    readonly features: readonly SpanWords[];
    readonly start: readonly SpanWords[];
    readonly conf: readonly (Span & { readonly at: string })[];
  }[];
  readonly setting: readonly (Span & { readonly path: string; readonly value: string })[];
}

/** By the name of what differs. */
export type MeasuredTable = Readonly<
  Record<
    string,
    {
      readonly what: string;
      readonly values: readonly (Span & { readonly value: string | number; readonly evidence: string })[];
    }
  >
>;

export interface BehaviourTable extends Checked {
  readonly timing: MeasuredTable;
  readonly bridge: MeasuredTable;
  readonly stall: readonly (Span & {
    readonly counts_threads: boolean;
    readonly seen: readonly {
      readonly per_thread: number;
      readonly median_ms: number;
      readonly worst_ms: number;
    }[];
  })[];
  readonly facts: Readonly<Record<string, { readonly what: string; readonly spans: readonly Span[] }>>;
}

export interface ApiTable extends Checked {
  readonly endpoint: readonly (Partial<Span> & {
    readonly method: string;
    readonly path: string;
    readonly name: string;
    readonly descr: string;
  })[];
}

export interface StartTable extends Checked {
  readonly variable: readonly (Span & {
    readonly name: string;
    readonly setting?: string;
    readonly also?: string;
    readonly loaded?: string;
    readonly absent?: readonly Span[];
    readonly idle?: readonly Span[];
    readonly evidence?: string;
  })[];
  readonly option: readonly {
    readonly long: string;
    readonly setting?: string;
    readonly idle?: readonly Span[];
    readonly evidence?: string;
  }[];
  readonly scheme: readonly object[];
}

/** What a defect is, when it bites, and how that is known; see the head of releases/defects.toml. */
export interface DefectRow extends Span {
  readonly id: string;
  readonly name: string;
  readonly rule?: string;
  readonly kind: "defect" | "advisory" | "behaviour-change";
  readonly consequence: string;
  readonly severity: "critical" | "serious" | "moderate" | "minor";
  readonly certainty: "verified-in-source" | "verified-live" | "advisory" | "reporter";
  readonly tell?: "error" | "warning" | "info";
  readonly except?: readonly string[];
  readonly fixed_in?: string;
  readonly upgrade_to?: string;
  readonly mend?: "conf" | "client" | "upgrade";
  readonly upgrade_note?: boolean;
  readonly areas: readonly string[];
  readonly advisories?: readonly string[];
  readonly catalogue?: readonly string[];
  readonly told_by?: string;
  readonly replaces?: readonly string[];
  readonly for?: string;
  readonly when?: string;
  readonly clients?: string;
  readonly anyone?: true;
  readonly target?: string;
  readonly say: Words;
  readonly do?: Words;
  readonly unmet?: Words;
  readonly how: Words;
  /** By release, what was seen. */
  readonly measured?: { readonly en: readonly string[]; readonly zh: readonly string[] };
  readonly evidence?: readonly Cited[];
  readonly example?: string;
  readonly example_facts?: string;
}

export interface DefectsTable extends Checked {
  /** Day up to which the sources were read. */
  readonly read: string;
  readonly defect: readonly DefectRow[];
}

export interface Tables {
  readonly releases: ReleasesTable;
  readonly images: ImagesTable;
  readonly behaviour: BehaviourTable;
  readonly api: ApiTable;
  readonly start: StartTable;
  readonly defects: DefectsTable;
}

async function readTable<T>(root: string, name: string): Promise<T> {
  const schema: object = JSON.parse(await readFile(join(root, "schemas", `${name}.schema.json`), "utf8"));
  const validate = new Ajv({ allErrors: true }).compile<T>(schema);
  const table: unknown = parse(await readFile(join(root, "releases", `${name}.toml`), "utf8"));
  if (validate(table)) return table;
  const faults = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `  ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
  throw new Error(`releases/${name}.toml does not fit its schema:\n${faults.join("\n")}`);
}

/** @throws Error naming what does not fit its schema */
export async function readTables(root: string): Promise<Tables> {
  return {
    releases: await readTable<ReleasesTable>(root, "releases"),
    images: await readTable<ImagesTable>(root, "images"),
    behaviour: await readTable<BehaviourTable>(root, "behaviour"),
    api: await readTable<ApiTable>(root, "api"),
    start: await readTable<StartTable>(root, "start"),
    defects: await readTable<DefectsTable>(root, "defects"),
  };
}
