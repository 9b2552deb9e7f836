import { placesOf } from "../../start/deciding-place.ts";
import { startOf } from "../../start/read-start.ts";
import type { Run } from "../../start/run.ts";
import type { Step } from "../../start/startup/step.ts";
import { positionAt, type Source, type Span } from "../../text/source.ts";
import { shownValue } from "../settings/settings.ts";

export interface StartJsonInput {
  readonly run: Run;
  readonly sources: ReadonlyMap<string, Source>;
  readonly home: (span: Span) => Span;
}

/** The report of `schemas/start-up.schema.json`: what `show --start --format json` prints. */
export function startJson({ run, sources, home }: StartJsonInput): string {
  const placeOf = placesOf(run.loaded);
  const placeJson = (key: string | undefined): object => {
    if (key === undefined) return {};
    const { path, span } = placeOf(key);
    const at = span && home(span);
    const source = at && sources.get(at.file);
    return {
      path,
      ...(at !== undefined && { file: at.file }),
      ...(at !== undefined && source !== undefined && positionAt(source, at.start)),
    };
  };
  const stepJson = ({ name, key, text, opens, asks, end, lacks }: Step): object => ({
    name,
    ...(key !== undefined && { key }),
    ...placeJson(key),
    ...(text !== undefined && { text: String(shownValue(key ?? "", text)) }),
    ...(opens !== undefined && { opens }),
    ...(asks !== undefined && { conditions: asks }),
    ...(end !== undefined && { end }),
    ...(lacks !== undefined && { lacks }),
  });
  const { later, ...result } = startOf(run);
  const report = {
    version: 1,
    nanomq: run.start.version.text,
    ...result,
    later: later.map((one) => ({ ...one, ...placeJson(one.key) })),
    steps: run.steps.map(stepJson),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
