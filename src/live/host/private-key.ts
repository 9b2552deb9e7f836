import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { KeyState } from "../../start/files/file-facts.ts";

const PEM_KEY = /-----BEGIN (?:[A-Z0-9]+ )?PRIVATE KEY-----/;

/** A private key as far as it opens. */
export interface OpenedKey {
  readonly state: KeyState;
  readonly key?: KeyObject | undefined;
}

function opened(pem: string, passphrase: string | undefined): KeyObject | undefined {
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch {
    return undefined;
  }
}

/** The private key of a PEM file; undefined where it holds none. */
export function privateKeyOf(bytes: Uint8Array, passphrase: string | undefined): OpenedKey | undefined {
  const pem = Buffer.from(bytes).toString("latin1");
  const label = PEM_KEY.exec(pem)?.[0];
  if (label === undefined) return undefined;
  const key = opened(pem, passphrase);
  if (key !== undefined) return { state: "open", key };
  const encrypted = label.includes("ENCRYPTED") || /^Proc-Type: 4,ENCRYPTED/m.test(pem);
  if (!encrypted) return undefined;
  return { state: passphrase === undefined ? "locked" : "wrong-password" };
}

/** True where a token could be checked with what the file holds. */
export function holdsPublicKey(bytes: Uint8Array): boolean {
  try {
    createPublicKey(Buffer.from(bytes));
    return true;
  } catch {
    return false;
  }
}
