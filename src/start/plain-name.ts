/** Signs of ASCII; classes of Unicode take V8 milliseconds to make. */
const SIGNS = /[ -/:-@[-`{-~]/g;

/** `api_key`, `apiKey` and `API-KEY` are one name. */
export function plain(name: string): string {
  return name.toLowerCase().replaceAll(SIGNS, "");
}
