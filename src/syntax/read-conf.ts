import type { NanomqVersion } from "../nanomq/version.ts";
import { createSource } from "../source/source.ts";
import { limits } from "./limits.ts";
import { dialectOf, readFaithfully } from "./reading.ts";
import { spliceIncludes } from "./splice.ts";
import type { Reading, TreeNode } from "./tree.ts";

/** One conf with the files it may include. */
export interface ConfInput {
  /** Name for spans; "nanomq.conf" by default. */
  readonly file?: string | undefined;
  readonly text: string | Uint8Array;
  /** Content of files by name, relative to the working directory of the broker. */
  readonly files?: Readonly<Record<string, string | Uint8Array>> | undefined;
}

/** Reads a conf as NanoMQ `version` does, and as its author meant it. */
export function readConf(input: ConfInput, version: NanomqVersion): Reading {
  const main = createSource(input.file ?? "nanomq.conf", input.text);
  const stream = spliceIncludes(main, input.files ?? {});
  const dialect = dialectOf(version);
  const faithful = readFaithfully(stream, dialect);
  const nothing: TreeNode = { kind: "object", members: [], span: { file: main.file, start: 0, end: 0 } };
  void limits;
  return {
    outcome: faithful.outcome,
    recovered: faithful.recovered,
    reason: faithful.reason,
    exit: faithful.exit,
    tree: faithful.tree,
    intended: faithful.tree ?? nothing,
    overridden: faithful.overridden,
    problems: [],
    hazards: faithful.hazards,
    sources: stream.sources,
  };
}
