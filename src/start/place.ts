// Where a setting was made: the one answer for findings, notes of the start and files that settings name.
import type { Span } from "../text/source.ts";
import type { Settings } from "./effective.ts";
import type { Origin } from "./value.ts";

/** The variable or option that set it, by its name. */
export function giverOf(origin: Origin | undefined): string | undefined {
  if (origin?.kind === "environment") return origin.variable;
  return origin?.kind === "flag" ? origin.flag : undefined;
}

/** Where the variable or option stands that makes a setting; undefined where none does, or it stands in no file. */
export function givenAt({ origins, taken, places }: Settings, path: string): Span | undefined {
  if (places.size === 0) return undefined;
  return places.get(giverOf(origins.get(path) ?? taken.get(path)) ?? "");
}

/** What variables and options set; they reach no element of a list. */
export function* givenSettings({
  origins,
}: Settings): Generator<readonly [path: string, giver: string], void> {
  for (const [path, origin] of origins.own()) {
    const giver = giverOf(origin);
    if (giver !== undefined) yield [path, giver];
  }
}

/** The same for a section: what of it is given first. */
export function givenIn(settings: Settings, section: string): Span | undefined {
  if (settings.places.size === 0) return undefined;
  for (const [path] of givenSettings(settings)) {
    const span = path.startsWith(`${section}.`) ? givenAt(settings, path) : undefined;
    if (span !== undefined) return span;
  }
  return undefined;
}

/** Of a setting in a section that no file has: what of the section, or of one around it, is given first. */
export function givenAround(settings: Settings, path: string): Span | undefined {
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const span = givenIn(settings, path.slice(0, dot));
    if (span !== undefined) return span;
  }
  return undefined;
}

/** Of a setting that nobody made: what switches its section on. */
export function switchedOnAt(settings: Settings, path: string): Span | undefined {
  for (let dot = path.lastIndexOf("."); dot > 0; dot = path.lastIndexOf(".", dot - 1)) {
    const span = givenAt(settings, `${path.slice(0, dot)}.enable`);
    if (span !== undefined) return span;
  }
  return undefined;
}
