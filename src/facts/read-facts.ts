import { validateFacts } from "../generated/validate-facts.js";
import { nearestName } from "../spelling/nearest-name.ts";
import { type Facts, factsOf } from "./facts.ts";
import type { SchemaError } from "./schema-error.ts";
import { placeInToml, type TomlPlace } from "./toml-place.ts";

/** One thing that is wrong with a nanotune.toml; a caller words it. */
export type FactsProblem = TomlPlace &
  (
    | { readonly kind: "syntax"; readonly detail: string }
    | { readonly kind: "unknown-key"; readonly key: string; readonly meant: string | undefined }
    | { readonly kind: "missing-key"; readonly key: string }
    | { readonly kind: "value"; readonly key: string; readonly expected: string }
  );

export type FactsResult =
  | { readonly ok: true; readonly facts: Facts }
  | { readonly ok: false; readonly problems: readonly FactsProblem[] };

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What the schema allows at this place, as something to type. */
function expectation({ keyword, params, parentSchema }: SchemaError): string {
  const hint = parentSchema?.["errorHint"];
  if (typeof hint === "string") return hint;
  const allowed = params["allowedValues"];
  if (Array.isArray(allowed)) return allowed.map((value) => JSON.stringify(value)).join(" | ");
  if (keyword === "type") return text(params["type"]);
  if ("limit" in params) return `${text(params["comparison"])} ${text(params["limit"])}`;
  return keyword;
}

function pathOf(instancePath: string): readonly string[] {
  return instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function problemOf(source: string, error: SchemaError): FactsProblem {
  const path = pathOf(error.instancePath);
  const { additionalProperty, missingProperty } = error.params;
  if (typeof additionalProperty === "string") {
    const known = Object.keys(Object(error.parentSchema?.["properties"]));
    const place = placeInToml(source, [...path, additionalProperty]);
    const meant = nearestName(additionalProperty, known);
    return { ...place, kind: "unknown-key", key: [...path, additionalProperty].join("."), meant };
  }
  const place = placeInToml(source, path);
  if (typeof missingProperty === "string") {
    return { ...place, kind: "missing-key", key: [...path, missingProperty].join(".") };
  }
  return { ...place, kind: "value", key: path.join("."), expected: expectation(error) };
}

/** Of several errors about one value the outermost speaks: the branches of an `anyOf` say the same in parts. */
function outermost(errors: readonly SchemaError[]): readonly SchemaError[] {
  const choices = errors.filter(({ keyword }) => keyword === "anyOf").map(({ instancePath }) => instancePath);
  const inChoice = ({ keyword, instancePath }: SchemaError) =>
    keyword !== "anyOf" && choices.some((choice) => `${instancePath}/`.startsWith(`${choice}/`));
  return errors.filter((error, at) => {
    const first = errors.findIndex(({ instancePath, keyword }) => {
      return (
        instancePath === error.instancePath && keyword === error.keyword && keyword !== "additionalProperties"
      );
    });
    return !inChoice(error) && (first === -1 || first === at);
  });
}

function syntaxProblem(error: unknown): FactsProblem {
  const place = { line: 1, column: 1 };
  if (!(error instanceof Error)) return { ...place, kind: "syntax", detail: String(error) };
  if ("line" in error && typeof error.line === "number") place.line = error.line;
  if ("column" in error && typeof error.column === "number") place.column = error.column;
  return { ...place, kind: "syntax", detail: error.message };
}

/** Reads a nanotune.toml. The TOML parser is loaded only here: a lint without one does not pay for it. */
export async function readFacts(source: string): Promise<FactsResult> {
  const { default: toml } = await import("toml");
  let data: unknown;
  try {
    data = toml.parse(source);
  } catch (error) {
    return { ok: false, problems: [syntaxProblem(error)] };
  }
  if (validateFacts(data)) return { ok: true, facts: factsOf(data) };
  const problems = outermost(validateFacts.errors ?? []).map((error) => problemOf(source, error));
  return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) };
}
