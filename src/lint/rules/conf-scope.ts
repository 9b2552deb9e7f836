import type { Settings } from "../../start/effective.ts";
import type { Scope, Value } from "./cel/value.ts";

interface Draft {
  [key: string]: Value | Draft;
}

function isDraft(value: Value | Draft | undefined): value is Draft {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Effective settings as conditions see them: `conf.mqtt.retry_interval`, durations in seconds, sizes in bytes. Settings
 * that are not set are absent; entries of lists and of sections with names of the user's are gone through with `for`.
 */
export function confScope({ values }: Pick<Settings, "values">): Scope {
  const root: Draft = {};
  for (const [path, value] of values) {
    if (value === null || /[[(]/.test(path)) continue;
    const steps = path.split(".");
    const leaf = steps.pop() ?? path;
    let section = root;
    for (const step of steps) {
      const inner = section[step];
      const next: Draft = isDraft(inner) ? inner : {};
      section[step] = next;
      section = next;
    }
    section[leaf] = value;
  }
  return root;
}
