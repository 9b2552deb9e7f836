import type { ConfigResult, IgnoredSetting } from "../../start/read-config.ts";
import type { Run } from "../../start/run.ts";
import type { Effect, Origin } from "../../start/value.ts";
import { positionAt, type Source, type Span } from "../../text/source.ts";
import { shownValue } from "./settings.ts";

type Sources = ReadonlyMap<string, Source>;

/** A place by bytes and, where the file was read, by line and column. */
function spanJson(span: Span, sources: Sources): object {
  const source = sources.get(span.file);
  return source === undefined ? { span } : { span, ...positionAt(source, span.start) };
}

function originJson(origin: Origin, sources: Sources): object {
  return origin.kind === "file" ? { kind: origin.kind, ...spanJson(origin.span, sources) } : origin;
}

/** A misread secret is still one. */
function effectJson(path: string, effect: Effect): Effect {
  if (effect.kind !== "misread") return effect;
  const value = shownValue(path, effect.value);
  return value === effect.value ? effect : { ...effect, value, written: String(value) };
}

function ignoredJson({ path, pattern, keySpan, span, effect }: IgnoredSetting, sources: Sources): object {
  return {
    path,
    ...(pattern === undefined ? {} : { pattern }),
    keySpan,
    ...spanJson(span, sources),
    effect: effectJson(path, effect),
  };
}

/** The report of `schemas/settings.schema.json`: what `show --format json` prints. */
export function settingsJson(
  result: ConfigResult,
  { outcome: broker, start }: Pick<Run, "outcome" | "start">,
  sources: Sources,
): string {
  const { values, origins, ignored, hazards, ...outcome } = result;
  const report = {
    version: 1,
    nanomq: start.version.text,
    ...outcome,
    // The file may be read, and the broker die behind it.
    ...(broker === "runs" ? {} : { broker }),
    values: Object.fromEntries(
      Object.entries(values).map(([path, value]) => [path, shownValue(path, value)]),
    ),
    origins: Object.fromEntries(
      Object.entries(origins).map(([path, origin]) => [path, originJson(origin, sources)]),
    ),
    ignored: ignored.map((setting) => ignoredJson(setting, sources)),
    hazards: hazards.map(({ code, span, fatal }) => ({
      code,
      fatal,
      ...(span === undefined ? {} : spanJson(span, sources)),
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
