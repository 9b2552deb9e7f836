// What a look at the host found, as values: who looks is `src/live/host`, who judges is `judge.ts`.

/** One certificate of a PEM file. */
export interface CertificateFacts {
  /** Its common name, or the whole subject where it has none. */
  readonly subject: string;
  readonly issuer: string;
  /** Instants as ISO 8601 in UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** "rsa", "ec", "ed25519"… */
  readonly keyType: string;
  /** Bits of the modulus or of the curve; absent where the type says it. */
  readonly keyBits?: number | undefined;
  /** Hash of the signature where it is a broken one: "MD5", "SHA-1". */
  readonly brokenHash?: string | undefined;
  readonly selfSigned: boolean;
  /** True where it may sign other certificates. */
  readonly ca: boolean;
  /** Host names and IP addresses it is for. */
  readonly names: readonly string[];
}

/** `locked`: encrypted, and no password was given. */
export type KeyState = "open" | "locked" | "wrong-password";

/** What was found where a setting points to. Absent fields were not looked at. */
export interface FileFacts {
  readonly state: "missing" | "unreadable" | "file" | "folder" | "other";
  /** True where the broker's user may create files in this folder. */
  readonly writable?: boolean | undefined;
  /** True where every user of the machine may read it. */
  readonly readableByAll?: boolean | undefined;
  /** Space left on the file system. */
  readonly freeBytes?: number | undefined;
  /** In the order of the file; none where it holds no certificate. */
  readonly certificates?: readonly CertificateFacts[] | undefined;
  /** Absent where the file holds no private key. */
  readonly privateKey?: KeyState | undefined;
  /** True where the file holds a public key or a certificate. */
  readonly publicKey?: boolean | undefined;
  /** Of a key: is it the one of the certificate beside it? */
  readonly matchesCertificate?: boolean | undefined;
  /** Of a certificate: has one in the CA file beside it signed it, or is it there itself? */
  readonly issuedByCa?: boolean | undefined;
  /** Of several certificates: has each one signed the one before it? */
  readonly inOrder?: boolean | undefined;
}

/** By the setting that names the file: `listeners.ssl.keyfile`. */
export type HostFiles = ReadonlyMap<string, FileFacts>;
