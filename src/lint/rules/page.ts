import type { FindingArgs } from "../finding/finding.ts";

/** Fills `{name}` from `args`; a name without a value stays as it is. */
export function fill(template: string, args: FindingArgs): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = args[name];
    return value === undefined ? whole : String(value);
  });
}
