// What an address itself shows to be secret, wherever it stands.
import { isSecretName } from "../../start/secret-name.ts";
import { MASK } from "./mask.ts";
import { joined, type TextRange } from "./ranges.ts";

/** The password of `mqtt-tcp://user:password@host`; what follows a port is none. A blank or a slash may be part of it. */
const PASSWORD = /(?<=:\/\/[^\s"'/@:]{0,255}:)(?!\d{1,5}(?:[/?#\s"',]|$))[^"'@\r\n]{1,1024}(?=@)/gm;
/** A parameter: `?token=...`, `&sig=...`. */
const PARAMETER = /[?&;]([\w.-]{1,60})=([^\s"'&#;]{1,4096})/g;
const SIGNATURE = /^(?:key|sig|signature|auth)$/i;

function parameters(text: string): readonly TextRange[] {
  if (!text.includes("=")) return [];
  return [...text.matchAll(PARAMETER)].flatMap(({ index, 0: whole, 1: name = "", 2: value = "" }) => {
    const end = index + whole.length;
    return isSecretName(name) || SIGNATURE.test(name) ? [{ start: end - value.length, end }] : [];
  });
}

/** Where passwords and secret parameters of addresses stand, in order. */
export function addressSecrets(text: string): readonly TextRange[] {
  const passwords = text.includes("://")
    ? [...text.matchAll(PASSWORD)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
    : [];
  return joined([...passwords, ...parameters(text)]);
}

/** An address as others may see it. */
export function withoutAddressSecrets(text: string): string {
  let shown = "";
  let at = 0;
  for (const { start, end } of addressSecrets(text)) {
    shown += text.slice(at, start) + MASK;
    at = end;
  }
  return shown + text.slice(at);
}
