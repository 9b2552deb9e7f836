// The tables of releases/, as their schemas in schemas/ have them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { parse } from "toml";

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
  readonly note?: readonly {
    readonly keys: readonly string[];
    readonly gone?: readonly string[];
    readonly en: string;
    readonly zh: string;
  }[];
}

export interface ReleasesTable extends Checked {
  readonly release: readonly ReleaseRow[];
  readonly image: readonly (Span & {
    readonly variant: string;
    readonly suffixes: readonly string[];
    readonly features: readonly string[];
    readonly program: string;
  })[];
}

export interface BehaviourTable extends Checked {
  readonly timing: Readonly<
    Record<
      string,
      {
        readonly what: string;
        readonly values: readonly (Span & { readonly value: string | number; readonly evidence: string })[];
      }
    >
  >;
  readonly facts: Readonly<Record<string, { readonly what: string; readonly spans: readonly Span[] }>>;
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

export interface Tables {
  readonly releases: ReleasesTable;
  readonly behaviour: BehaviourTable;
  readonly start: StartTable;
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
    behaviour: await readTable<BehaviourTable>(root, "behaviour"),
    start: await readTable<StartTable>(root, "start"),
  };
}
