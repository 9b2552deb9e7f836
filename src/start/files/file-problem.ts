import type { Span } from "../../text/source.ts";

export type FileCode =
  | "file-missing"
  | "file-unreadable"
  | "not-pem"
  | "certificate-expired"
  | "certificate-not-yet-valid"
  | "certificate-ends"
  | "ca-expired"
  | "issuer-not-found"
  | "chain-out-of-order"
  | "other-host"
  | "weak-key"
  | "weak-signature"
  | "key-locked"
  | "key-password-wrong"
  | "key-mismatch"
  | "key-readable-by-all"
  | "jwt-key-unusable"
  | "log-folder-missing"
  | "log-folder-not-writable"
  | "database-folder-missing"
  | "database-folder-not-writable";

export type FileArgs = Readonly<Record<string, string | number>>;

export interface Said {
  readonly code: FileCode;
  readonly args: FileArgs;
}

/** What is to say about a named file; the rules on `host_files` decide which of it is a finding. */
export interface FileProblem extends Said {
  readonly key: string;
  readonly span: Span | undefined;
}
