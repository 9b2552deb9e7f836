import type { Finding, Fix } from "../finding/finding.ts";
import type { Note } from "../rules/context.ts";
import type { Misfit } from "./misfit.ts";

const UNITS: Readonly<Record<string, string>> = { s: " s", ms: " ms", B: " bytes" };

function shown(value: unknown, unit: string | undefined): string {
  return typeof value === "number" ? `${value}${UNITS[unit ?? ""] ?? ""}` : String(value);
}

/** The facts of a misfit under the names its rule's words use; lists become one text. */
function argsOf(misfit: Misfit): Finding["args"] {
  const { path, unit, inEffect } = misfit;
  const args: Record<string, string> = {
    path,
    name: path.slice(path.lastIndexOf(".") + 1),
    kept: inEffect === undefined || inEffect === null ? "" : shown(inEffect, unit),
  };
  for (const [name, fact] of Object.entries(misfit)) {
    if (name === "value") args["read"] = shown(fact, unit);
    else if (typeof fact === "string" || typeof fact === "number") args[name] ??= String(fact);
    else if (Array.isArray(fact)) args[name] = fact.join(", ");
  }
  return args;
}

/** What to type instead, where one thing is plainly meant. */
function fixesOf(misfit: Misfit): readonly Fix[] {
  const instead = (text: string): readonly Fix[] => [
    { text, safety: "unsafe", edits: [{ span: misfit.span, text }] },
  ];
  switch (misfit.code) {
    case "unknown-key":
      return misfit.suggestions.length === 1 ? instead(misfit.suggestions.join("")) : [];
    case "time-as-number":
      return instead(`${misfit.written}${misfit.unit === "ms" ? "ms" : "s"}`);
    default:
      return [];
  }
}

/** A misfit as the rules `schema/<code>` take it. */
export function misfitNote(misfit: Misfit): Note {
  return {
    code: misfit.code,
    key: misfit.path,
    pattern: misfit.pattern,
    span: misfit.span,
    args: argsOf(misfit),
    related: misfit.code === "overridden" ? [{ span: misfit.by, label: "counts" }] : [],
    fixes: fixesOf(misfit),
  };
}
