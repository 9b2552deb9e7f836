import type { ScopeType } from "./cel/scope-type.ts";

/** What the key surface says about one setting: its path (`listeners.tcp.bind`) and how NanoMQ reads it. */
export interface SurfaceEntry {
  readonly path: string;
  readonly reader: string;
}

const typeOfReader: Readonly<Record<string, ScopeType>> = {
  number: "double",
  seconds: "double",
  milliseconds: "double",
  size: "double",
  flag: "bool",
  text: "string",
  address: "string",
  word: "string",
  hex: "string",
  "word-list": "list",
  "text-list": "list",
};

type Draft = { [key: string]: ScopeType | Draft };

function sectionOf(root: Draft, steps: readonly string[]): Draft {
  let at = root;
  for (const step of steps) {
    const inner = at[step];
    const next: Draft = typeof inner === "object" ? { ...inner } : {};
    at[step] = next;
    at = next;
  }
  return at;
}

/**
 * Type of `conf`. Settings below a name the user chooses (`bridges.mqtt.*`) and inside lists are not part of it:
 * rules go through them with `for`. `kept` are settings that are no keys: of them the switches count.
 */
export function confType(
  surface: readonly SurfaceEntry[],
  kept: readonly Pick<SurfaceEntry, "path">[],
): { readonly [key: string]: ScopeType } {
  const root: Draft = {};
  for (const { path, reader } of surface) {
    const list = path.indexOf("[");
    if (list !== -1 && !path.includes("*")) {
      const steps = path.slice(0, list).split(".");
      sectionOf(root, steps.slice(0, -1))[steps.at(-1) ?? ""] ??= "dyn";
    }
    if (/[*[]/.test(path)) continue;
    const steps = path.split(".");
    const leaf = steps.at(-1) ?? "";
    if (reader === "section") sectionOf(root, steps);
    else sectionOf(root, steps.slice(0, -1))[leaf] = typeOfReader[reader] ?? "dyn";
  }
  for (const { path } of kept) {
    const steps = path.split(".");
    if (steps.at(-1) === "enable") sectionOf(root, steps.slice(0, -1))["enable"] ??= "bool";
  }
  return root;
}
