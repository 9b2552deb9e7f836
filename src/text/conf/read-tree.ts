import { confRelease } from "../../nanomq/behaviour.ts";
import { resolveVersion } from "../../nanomq/releases.ts";
import { readConf } from "./read-conf.ts";
import type { Hazard, RejectReason } from "./tree.ts";
import { treeJson } from "./tree-json.ts";

/** What NanoMQ makes of a conf, as plain data. */
export interface TreeResult {
  readonly outcome: "accept" | "reject" | "crash";
  /** Accepted after a syntax error, with what was read before it (until 0.24.0). */
  readonly recovered?: true;
  readonly reason?: RejectReason;
  /** Exit code, where NanoMQ ends itself; a reject without one goes on with all defaults. */
  readonly exit?: number;
  /** JSON data; null where there is no tree. Infinity is "__inf__" or "__-inf__". */
  readonly tree: unknown;
  readonly hazards: readonly Hazard[];
  /** Says so where the asked version is outside the known ones and the nearest was used. */
  readonly note?: string;
}

/**
 * Reads a conf the way the NanoMQ release named by `options.nanomq` does.
 * @throws RangeError where `options.nanomq` is no version, or one older than any whose reading is known
 */
export function readTree(
  input: {
    readonly text: string | Uint8Array;
    readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
  },
  options: { readonly nanomq: string },
): TreeResult {
  const resolved = resolveVersion(confRelease(options.nanomq).text);
  if (resolved === undefined) throw new RangeError(`not a NanoMQ version: ${options.nanomq}`);
  const { outcome, recovered, reason, exit, tree, hazards } = readConf(input, resolved.version);
  return {
    outcome,
    ...(recovered ? { recovered: true } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(exit === undefined ? {} : { exit }),
    tree: tree === undefined ? null : treeJson(tree),
    hazards,
    ...(resolved.knowledge === "known" ? {} : { note: noteOn(resolved.asked, resolved.version.text) }),
  };
}

function noteOn(asked: string, used: string): string {
  return `NanoMQ ${asked} is not known; read as ${used}, the nearest known version`;
}
