// A conf that stands in a compose file or a manifest, at the place where somebody types in it.
import { readDeployment } from "../deploy/read-deployment.ts";
import { type EmbeddedText, fromHost, toHostSpan } from "../text/embedded.ts";
import type { Source } from "../text/source.ts";
import { type Suggestion, suggestionsAt } from "./completion.ts";
import type { View } from "./view.ts";

interface Embedded {
  readonly text: EmbeddedText;
  /** In the conf. */
  readonly offset: number;
}

/** The conf around an offset of the text as it stands, with what NanoMQ reads though it does not look like a conf yet. */
function embeddedAt(source: Source, offset: number, { run }: View): Embedded | undefined {
  const reading = readDeployment(source, { nanomq: run.start.version });
  const { confs = [], deployments = [] } = reading ?? {};
  const read = deployments.flatMap((one) => one.confs.filter(({ at }) => at === one.conf.path));
  for (const { text } of [...confs, ...read]) {
    const inside = text.host.file === source.file ? fromHost(text, offset) : undefined;
    if (inside !== undefined) return { text, offset: inside };
  }
  return undefined;
}

/** True where a line break can be typed: not in a text between quotes. */
function isBlock({ pieces, host }: EmbeddedText): boolean {
  const [first, last] = [pieces.at(0), pieces.at(-1)];
  const end = last === undefined ? 0 : last.hostAt + last.hostLength;
  return first !== undefined && host.bytes.subarray(first.hostAt, end).includes(0x0a);
}

/**
 * What may be written in a conf inside the file; undefined outside of them.
 * @param brokers each NanoMQ that the file starts, as last seen
 */
export function embeddedSuggestionsAt(
  source: Source,
  offset: number,
  view: View,
  brokers: readonly View[],
): readonly Suggestion[] | undefined {
  const found = embeddedAt(source, offset, view);
  if (found === undefined) return undefined;
  const { text } = found;
  const own = brokers.find(({ run }) => run.reading.sources.has(text.source.file)) ?? view;
  const here = { file: source.file, start: offset, end: offset };
  return suggestionsAt({ view: own, source: text.source, base: [] }, found.offset).map((one) => ({
    ...one,
    snippet: isBlock(text) ? one.snippet : undefined,
    span: one.span.end > one.span.start ? toHostSpan(text, one.span) : here,
  }));
}
