import { quoted } from "../migrate/convert.ts";
import { type Draft, lose } from "../migrate/draft.ts";
import type { Directive } from "./directives.ts";

/**
 * Names of files as they are written in the new conf, by the key that names them there; what cannot be written is lost.
 * @param keys the key of each directive: `cafile` is `cacertfile`
 */
export function filesNamed(
  told: ReadonlyMap<string, Directive>,
  keys: Readonly<Record<string, string>>,
  draft: Draft,
): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, key] of Object.entries(keys)) {
    const setting = told.get(name);
    const text = setting && quoted(setting.value);
    if (text !== undefined) texts[key] = text;
    else if (setting !== undefined) lose(draft, setting, "backslash");
  }
  return texts;
}
