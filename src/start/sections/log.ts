import type { TreeNode } from "../../text/conf/tree.ts";
import { childrenOf, type Load, memberOf } from "../load.ts";
import { used } from "../value.ts";

const SINKS = ["file", "console", "syslog", "uds"] as const;

/** Sinks as NanoMQ lists them; those of the conf only add to the ones that are on. */
export function addSinks(load: Load, added: ReadonlySet<string>): readonly string[] {
  const before = load.values.get("log.to");
  const on = new Set<string>([...(Array.isArray(before) ? before : []), ...added]);
  return SINKS.filter((sink) => on.has(sink));
}

function readSinks(load: Load, log: TreeNode): void {
  const to = load.section(log, "to");
  if (to === undefined) return;
  if (to.kind !== "array" && to.kind !== "object") {
    load.ignore(to, { reason: "wrong-type", expected: "array", found: to.kind });
    return;
  }
  const known: readonly string[] = load.has("uds-sink") ? SINKS : SINKS.slice(0, 3);
  const added = new Set<string>();
  for (const sink of childrenOf(to)) {
    if (sink.kind !== "string") load.crash("log-sink-not-text", sink.span);
    else if (known.includes(sink.value)) added.add(sink.value);
    else load.ignore(sink, { reason: "unknown-word", words: known });
    if (sink.kind === "string" && added.has(sink.value)) load.mark(sink, used);
  }
  load.setBy("log.to", addSinks(load, added), to);
}

function readLevel(load: Load, log: TreeNode): void {
  const level = memberOf(log, "level")?.value;
  if (level?.kind !== "string") {
    load.crash("log-without-level", log.span, "level");
    return;
  }
  const effect = load.effects.get(level);
  if (effect?.kind !== "ignored") return;
  load.setBy("log.level", "error", level);
  load.mark(level, { kind: "misread", reason: "unknown-word", written: level.value, value: "error" });
}

export function readLog(load: Load, root: TreeNode): void {
  const log = load.section(root, "log");
  if (log === undefined) return;
  load.read(log, "log");
  readSinks(load, log);
  readLevel(load, log);
  load.read(load.section(log, "rotation"), "log.rotation");
}
