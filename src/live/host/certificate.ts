import { X509Certificate } from "node:crypto";
import type { CertificateFacts } from "../../start/files/file-facts.ts";

const PEM_CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;
/** A bundle of the world's roots has about 150. */
const MOST_CERTIFICATES = 1000;

/** Signature algorithms by the bytes of their object identifier (RFC 3279, RFC 5758). */
const brokenHashes: Readonly<Record<string, string>> = {
  "2a864886f70d010102": "MD2",
  "2a864886f70d010104": "MD5",
  "2a864886f70d010105": "SHA-1",
  "2a8648ce380403": "SHA-1",
  "2a8648ce3d0401": "SHA-1",
};

/** Start and end of what a DER element holds. */
function contentOf(der: Uint8Array, at: number): { readonly start: number; readonly end: number } {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { start: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  const length = der.subarray(at + 2, at + 2 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  return { start: at + 2 + count, end: at + 2 + count + length };
}

/** Certificate ::= SEQUENCE { tbsCertificate, SEQUENCE { algorithm OBJECT IDENTIFIER … }, signature } (RFC 5280, 4.1). */
function brokenHashOf(der: Uint8Array): string | undefined {
  const whole = contentOf(der, 0);
  const algorithm = contentOf(der, contentOf(der, whole.start).end);
  const { start, end } = contentOf(der, algorithm.start);
  return brokenHashes[Buffer.from(der.subarray(start, end)).toString("hex")];
}

/** Bits of the named curves (FIPS 186-5, RFC 5639). */
function curveBits(curve: string | undefined): number | undefined {
  if (curve === "prime256v1" || curve === "secp256k1") return 256;
  const digits = /(\d{3})/.exec(curve ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function commonName(name: string): string {
  return /^CN=(.*)$/m.exec(name)?.[1] ?? name.trim().replaceAll("\n", ", ");
}

function namesOf(alternatives: string | undefined): readonly string[] {
  return [...(alternatives ?? "").matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(([, name = ""]) => name);
}

const instantOf = (text: string) => new Date(text).toISOString();

/** Nothing where the certificate is so odd that its dates or key cannot be read. */
export function factsOf(certificate: X509Certificate): readonly CertificateFacts[] {
  try {
    return [readFacts(certificate)];
  } catch {
    return [];
  }
}

function readFacts(certificate: X509Certificate): CertificateFacts {
  const { publicKey, subject, issuer, validFrom, validTo, raw, ca, subjectAltName } = certificate;
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  return {
    subject: commonName(subject),
    issuer: commonName(issuer),
    notBefore: instantOf(validFrom),
    notAfter: instantOf(validTo),
    keyType: publicKey.asymmetricKeyType ?? "unknown",
    keyBits: modulusLength ?? curveBits(namedCurve),
    brokenHash: brokenHashOf(raw),
    selfSigned: subject === issuer && certificate.verify(publicKey),
    ca,
    names: namesOf(subjectAltName),
  };
}

/** The certificates of a PEM file; none where one of them cannot be read. */
export function certificatesOf(bytes: Uint8Array): readonly X509Certificate[] {
  const blocks = Buffer.from(bytes).toString("latin1").match(PEM_CERTIFICATE) ?? [];
  try {
    return blocks.slice(0, MOST_CERTIFICATES).map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

/** True where one of `cas` signed the certificate, or is it. */
export function isIssuedBy(certificate: X509Certificate, cas: readonly X509Certificate[]): boolean {
  return cas.some((ca) => {
    if (ca.fingerprint256 === certificate.fingerprint256) return true;
    return certificate.checkIssued(ca) && certificate.verify(ca.publicKey);
  });
}
