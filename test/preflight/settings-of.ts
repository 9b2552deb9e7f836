import { parseVersion } from "../../src/nanomq/version.ts";
import type { Check } from "../../src/preflight/check.ts";
import { effective, type Settings } from "../../src/start/effective.ts";
import { readConf } from "../../src/text/conf/read-conf.ts";

/** What a broker runs with that reads this text. */
export function settingsOf(text: string, nanomq = "0.25.6"): Settings {
  const version = parseVersion(nanomq);
  if (version === undefined) throw new Error(`no version: ${nanomq}`);
  return effective(readConf({ text }, version), { version });
}

/** One line for each check. */
export const short = (checks: readonly Check[]) =>
  checks.map(({ status, subject, code }) => `${status} ${subject} ${code}`);
