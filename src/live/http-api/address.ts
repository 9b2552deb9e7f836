/** Why a text is no address of an API. */
export type AddressProblem = "not-a-url" | "not-http" | "credentials";

export type ApiAddress =
  | { readonly ok: true; readonly base: URL }
  /** `plain` is the text without what must not be shown. */
  | { readonly ok: false; readonly why: AddressProblem; readonly plain: string };

/** NanoMQ's API lives below /api/v4 in every release; a proxy may put a path before that. */
const ROOT = /\/api\/v4\/?$/;

/** The base address of an API; credentials in it are refused, because a command line is no secret. */
export function apiAddress(text: string): ApiAddress {
  const shown = text.replace(/^.*@/, "");
  if (!URL.canParse(text)) return { ok: false, why: "not-a-url", plain: shown };
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return { ok: false, why: "not-http", plain: shown };
  if (url.username !== "" || url.password !== "") return { ok: false, why: "credentials", plain: url.origin };
  url.search = "";
  url.hash = "";
  url.pathname = url.pathname.replace(ROOT, "").replace(/\/+$/, "");
  return { ok: true, base: url };
}
