import { validateFacts } from "../generated/validate-facts.js";
import { nearestName } from "../text/nearest-name.ts";
import { checkFacts } from "./check-facts.ts";
import { type Facts, factsOf } from "./facts.ts";
import type { FactsFile } from "./facts-file.ts";
import type { Expected, FactsProblem } from "./facts-problem.ts";
import type { SchemaError } from "./schema-error.ts";
import { placeInToml } from "./toml-place.ts";
import { tomlProblem } from "./toml-problem.ts";

export type FactsResult =
  | { readonly ok: true; readonly facts: Facts; readonly file: FactsFile }
  | { readonly ok: false; readonly problems: readonly FactsProblem[] };

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function allowedValues({ params, parentSchema }: SchemaError): readonly unknown[] {
  const allowed = params["allowedValues"];
  if (Array.isArray(allowed)) return allowed;
  // Of an `anyOf` the branch that lists values is the one that was most likely meant.
  const branches = parentSchema?.["anyOf"];
  return Array.isArray(branches) ? branches.flatMap((branch) => Object(branch).enum ?? []) : [];
}

/** The allowed value that was most likely meant. */
function meantValue(error: SchemaError): string | undefined {
  const words = allowedValues(error).filter((value) => typeof value === "string");
  return typeof error.data === "string" ? nearestName(error.data, words) : undefined;
}

/** What the schema allows at this place, as something to type. */
function expectation(error: SchemaError): Expected {
  const { en, zh } = Object(error.parentSchema?.["errorHint"]);
  if (typeof en === "string" && typeof zh === "string") return { en, zh };
  const plain = limitOf(error);
  return { en: plain, zh: plain };
}

function limitOf(error: SchemaError): string {
  const { keyword, params } = error;
  const allowed = allowedValues(error);
  if (allowed.length > 0) return allowed.map((value) => JSON.stringify(value)).join(" | ");
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
  return {
    ...place,
    kind: "value",
    key: path.join("."),
    expected: expectation(error),
    meant: meantValue(error),
  };
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

function byPlace(problems: readonly FactsProblem[]): readonly FactsProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** Reads a nanotune.toml. The TOML parser is loaded only here: a lint without one does not pay for it. */
export async function readFacts(source: string): Promise<FactsResult> {
  const { default: toml } = await import("toml");
  let data: unknown;
  try {
    data = toml.parse(source);
  } catch (error) {
    return { ok: false, problems: [tomlProblem(error)] };
  }
  if (!validateFacts(data)) {
    const problems = outermost(validateFacts.errors ?? []).map((error) => problemOf(source, error));
    return { ok: false, problems: byPlace(problems) };
  }
  const problems = checkFacts(source, data);
  return problems.length === 0
    ? { ok: true, facts: factsOf(data), file: data }
    : { ok: false, problems: byPlace(problems) };
}
