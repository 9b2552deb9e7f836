import type { TreeNode } from "../../text/conf/tree.ts";
import { namesOf } from "../../text/edit/members.ts";
import { nothingWanted } from "../../text/edit/wanted.ts";
import type { Finding, Proposal } from "../finding/finding.ts";
import type { Note } from "../rules/element.ts";
import type { Misfit } from "./misfit.ts";

const UNITS: Readonly<Record<string, string>> = { s: " s", ms: " ms", B: " bytes" };

/** What NanoMQ keeps in four bytes has seven digits that count. */
const DIGITS = 7;

function shown(value: unknown, unit: string | undefined): string {
  if (typeof value !== "number") return String(value);
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS));
  return `${rounded}${UNITS[unit ?? ""] ?? ""}`;
}

/** The place that took the name, under the names of the user where the pattern has stars. */
function placeNow(renamedTo: string, path: string): string {
  const names = path.split(".");
  const steps = renamedTo.split(" and ").map((pattern) =>
    pattern
      .split(".")
      .map((step, at) => (step === "*" ? (names[at] ?? step) : step))
      .join("."),
  );
  return steps.join("` and `");
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
    else if (name === "renamedTo" && typeof fact === "string") args[name] = placeNow(fact, path);
    else if (typeof fact === "string" || typeof fact === "number") args[name] ??= String(fact);
    else if (Array.isArray(fact)) args[name] = fact.join(", ");
  }
  return args;
}

/** What to type instead, where one thing is plainly meant. */
function proposalsOf(misfit: Misfit, root: TreeNode): readonly Proposal[] {
  const path = namesOf(root, misfit.path);
  switch (misfit.code) {
    case "unknown-key": {
      const [name, ...others] = misfit.suggestions;
      if (name === undefined || others.length > 0) return [];
      return [
        { ...nothingWanted, move: [[path, [...path.slice(0, -1), name]]], text: name, safety: "unsafe" },
      ];
    }
    case "misplaced-key": {
      const name = path.at(-1) ?? "";
      // What a section is called by the user nobody knows.
      const levels = misfit.levels.filter((level) => !/[*[]/.test(level));
      return levels.map((level): Proposal => {
        const to = [...level.split("."), name];
        return { ...nothingWanted, move: [[path, to]], text: to.join("."), safety: "unsafe" };
      });
    }
    case "not-a-choice": {
      const [text] = misfit.suggestions;
      return text === undefined ? [] : [{ ...nothingWanted, set: [[path, text]], text, safety: "unsafe" }];
    }
    case "time-as-number": {
      const text = misfit.meant;
      return [{ ...nothingWanted, set: [[path, text]], text, safety: "unsafe" }];
    }
    default:
      return [];
  }
}

/** A misfit as the rules `schema/<code>` take it. */
export function misfitNote(misfit: Misfit, root: TreeNode): Note {
  return {
    code: misfit.code,
    key: misfit.path,
    pattern: misfit.pattern,
    span: misfit.span,
    args: argsOf(misfit),
    related: misfit.code === "overridden" ? [{ span: misfit.by, label: "counts" }] : [],
    proposals: proposalsOf(misfit, root),
  };
}
