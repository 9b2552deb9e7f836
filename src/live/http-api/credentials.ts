/** How the API is told who asks; NanoMQ's `http_server.auth_type`. */
export type ApiCredentials =
  | { readonly kind: "none" }
  | { readonly kind: "basic"; readonly username: string; readonly password: string }
  | { readonly kind: "token"; readonly token: string };

/** Names in the environment, and in a file of KEY=VALUE lines. */
export const credentialNames = {
  username: "NANOTUNE_API_USERNAME",
  password: "NANOTUNE_API_PASSWORD",
  token: "NANOTUNE_API_TOKEN",
} as const;

export type CredentialsResult =
  | { readonly ok: true; readonly credentials: ApiCredentials }
  | {
      readonly ok: false;
      /** One half of a pair is missing, there are a token and a password, or a value that no header can carry. */
      readonly why: "no-password" | "no-username" | "both" | "unprintable";
    };

/** Line ends and other controls would end the header. */
const CONTROL = /\p{Cc}/u;

/** Credentials among variables; an empty one counts as not set. Without any, none are sent. */
export function credentialsOf(variables: Readonly<Record<string, string | undefined>>): CredentialsResult {
  const username = variables[credentialNames.username] || undefined;
  const password = variables[credentialNames.password] || undefined;
  const token = variables[credentialNames.token] || undefined;
  if (CONTROL.test(`${username ?? ""}${password ?? ""}${token ?? ""}`))
    return { ok: false, why: "unprintable" };
  if (token !== undefined) {
    if (username !== undefined || password !== undefined) return { ok: false, why: "both" };
    return { ok: true, credentials: { kind: "token", token } };
  }
  if (username === undefined && password === undefined) return { ok: true, credentials: { kind: "none" } };
  if (password === undefined) return { ok: false, why: "no-password" };
  if (username === undefined) return { ok: false, why: "no-username" };
  return { ok: true, credentials: { kind: "basic", username, password } };
}

/** The Authorization header; absent where none is sent. */
export function authorizationOf(credentials: ApiCredentials): string | undefined {
  switch (credentials.kind) {
    case "none":
      return undefined;
    case "basic": {
      const pair = `${credentials.username}:${credentials.password}`;
      return `Basic ${Buffer.from(pair).toString("base64")}`;
    }
    case "token":
      return `Bearer ${credentials.token}`;
  }
}
