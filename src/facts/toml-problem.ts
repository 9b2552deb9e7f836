import type { TomlProblem } from "./facts-problem.ts";

interface ParserPlace {
  readonly start: { readonly line: number; readonly column: number };
}

/** The parser gives a place to syntax errors... */
function isUnexpected(error: Error): error is Error & { location: ParserPlace; found: string | null } {
  return "location" in error && "found" in error && typeof error.location === "object";
}

/** ...and line and column to keys that are defined twice. */
function hasPlace(error: Error): error is Error & { line: number; column: number } {
  return "line" in error && typeof error.line === "number" && "column" in error;
}

/** What the TOML parser threw. */
export function tomlProblem(error: unknown): TomlProblem {
  if (!(error instanceof Error)) return { line: 1, column: 1, kind: "syntax", detail: String(error) };
  if (isUnexpected(error)) {
    const { line, column } = error.location.start;
    return { line, column, kind: "unexpected", found: error.found ?? "" };
  }
  const { line, column } = hasPlace(error) ? error : { line: 1, column: 1 };
  return { line, column, kind: "syntax", detail: error.message };
}
