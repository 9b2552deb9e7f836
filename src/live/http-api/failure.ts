/** Every way a request can fail; `path` is that of the API, "/clients". */
export type ApiFailure =
  /** Nothing listens there. */
  | { readonly kind: "refused" }
  /** No way to the host; `code` is the system's, ENOTFOUND or EHOSTUNREACH. */
  | { readonly kind: "unreachable"; readonly code: string }
  /** TLS was not agreed on; `code` is OpenSSL's or Node's. */
  | { readonly kind: "tls"; readonly code: string }
  /** No connection within the limit. */
  | { readonly kind: "connect-timeout"; readonly limitMs: number }
  /** The connection stands, and not one byte came: half-open, or no HTTP server. */
  | { readonly kind: "silent"; readonly path: string; readonly limitMs: number }
  /** The answer began and did not end. */
  | { readonly kind: "slow"; readonly path: string; readonly limitMs: number }
  /** The other side closed before the answer was whole. */
  | { readonly kind: "closed"; readonly path: string }
  | { readonly kind: "too-large"; readonly path: string; readonly limitBytes: number }
  /** What came is no HTTP. */
  | { readonly kind: "not-http"; readonly path: string }
  | { readonly kind: "not-json"; readonly path: string }
  /** JSON, but without what NanoMQ's answer has. */
  | { readonly kind: "shape"; readonly path: string; readonly missing: string }
  | { readonly kind: "unauthorized"; readonly code: number | undefined; readonly sent: boolean }
  | { readonly kind: "not-found"; readonly path: string }
  | {
      readonly kind: "status";
      readonly path: string;
      readonly status: number;
      readonly code: number | undefined;
    }
  /** Status 200 and a code other than 0. */
  | { readonly kind: "code"; readonly path: string; readonly code: number };

export type ApiAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: ApiFailure };
