/*
 * How a running broker comes to use a changed setting. Sources: nanomq/rest_api.c, nanomq/conf_api.c and the reload
 * command in nanomq/apps/broker.c of every release; the moment of the timing keys was measured by changing them under
 * connected clients (fixtures/conformance/timing/hot-change.jsonl.gz). Nothing set by HTTP is written to the conf.
 * The key table (schemas/nanomq.schema.json) says it, `takeover` of each key or section.
 */
import { takeovers } from "../../generated/api.ts";
import { has } from "../behaviour.ts";
import { isWithin, type NanomqVersion, type VersionSpan } from "../version.ts";

export type TakenOverFrom = "at-once" | "next-tick" | "new-connections" | "start";

export interface KeyTakeover {
  /** Whether `nanomq reload --conf FILE` takes it over. */
  readonly reload: boolean;
  /** Below /api/v4, where a request can set it. */
  readonly api?: { readonly path: string; readonly name?: string | undefined } | undefined;
  readonly from: TakenOverFrom;
}

export interface TakeoverRow extends KeyTakeover {
  /** A key, or the section it stands in. */
  readonly key: string;
  /** Of the reload; the API's part holds for every release. */
  readonly span?: VersionSpan;
}

/** What is said of a key counts before what is said of its section. */
const deepest = takeovers.toSorted((one, other) => other.key.length - one.key.length);

const atStart: KeyTakeover = { reload: false, from: "start" };

function isAt(row: TakeoverRow, key: string): boolean {
  return key === row.key || key.startsWith(`${row.key}.`) || key.startsWith(`${row.key}[`);
}

/** How a broker of this version comes to use a changed `key`, a path as `readConfig` has it. */
export function takeoverOfKey(key: string, version: NanomqVersion): KeyTakeover {
  const row = deepest.find((candidate) => isAt(candidate, key));
  if (row === undefined) return atStart;
  const { api, from, span } = row;
  // A release with the layout before today's reads the file of a reload as the old key=value format.
  const reload =
    row.reload && has(version, "current-layout") && (span === undefined || isWithin(version, span));
  return reload || api !== undefined ? { reload, api, from } : atStart;
}
