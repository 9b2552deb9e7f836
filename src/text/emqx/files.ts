import { quoted } from "../migrate/convert.ts";
import { type Draft, lose } from "../migrate/draft.ts";
import type { EmqxSettings } from "./settings.ts";

/**
 * Names of files in a section as they are written in the new conf, by the key that names them there. What cannot be written
 * is lost, and so is a name that a variable of EMQX is part of: `${EMQX_ETC_DIR}/certs/cert.pem`.
 * @param keys the key of each setting: `password` is `key_password`
 */
export function filesAt(
  settings: EmqxSettings,
  section: readonly string[],
  keys: Readonly<Record<string, string>>,
  draft: Draft,
): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, key] of Object.entries(keys)) {
    const setting = settings.take(...section, name);
    if (setting === undefined) continue;
    const text = setting.value.includes("${") ? undefined : quoted(setting.value);
    if (text === undefined) lose(draft, setting, "unreadable-value");
    else texts[key] = text;
  }
  return texts;
}
