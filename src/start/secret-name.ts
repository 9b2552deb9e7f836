// Which names stand before a secret: those of the key table, those that are listed beside it, and what is meant as one of them.
import { plainKeyNames, secretNames } from "../generated/surface.ts";
import { isNear } from "../text/nearest-name.ts";
import { plain } from "./plain-name.ts";

/** `key` says that it is a secret only where the key table has it, or with a word before it. */
const TOO_SHORT = new Set(["key", "pass"]);
const SHORT = /[._-](?:key|pass)$/i;

const listed = secretNames.map(plain).filter((name) => !TOO_SHORT.has(name));
const ENDS_SECRET = new RegExp(`(?:${listed.join("|")})s?$`);
/** A name of few letters is near to too many others. */
const LEAST_MISSPELT = 5;
const misspellable = listed.filter((name) => name.length >= LEAST_MISSPELT);
const known = new Set(plainKeyNames);
/** Variables of the working directory. */
const NO_SECRET = /(?:^|_)(?:OLD)?PWD$/;

function isMisspelt(name: string): boolean {
  if (name.length < LEAST_MISSPELT || known.has(name)) return false;
  return isNear(name, misspellable);
}

function judge(name: string): boolean {
  if (NO_SECRET.test(name)) return false;
  const last = name.split(/[._-]/).at(-1) ?? name;
  const whole = plain(name);
  if (known.has(whole) && !ENDS_SECRET.test(whole)) return false;
  return ENDS_SECRET.test(whole) || SHORT.test(name) || isMisspelt(whole) || isMisspelt(plain(last));
}

/** A file has few different names; one made to have many is not remembered. */
const MOST_REMEMBERED = 5000;
const judged = new Map<string, boolean>();

/** True where the value of a setting, variable, option or field with this name is a secret: `http_pasword`, `apiKey`. */
export function isSecretName(name: string): boolean {
  const before = judged.get(name);
  if (before !== undefined) return before;
  const secret = judge(name);
  if (judged.size < MOST_REMEMBERED) judged.set(name, secret);
  return secret;
}
