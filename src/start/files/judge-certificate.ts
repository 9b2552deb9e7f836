import type { CertificateFacts, FileFacts } from "./file-facts.ts";
import type { Said } from "./file-problem.ts";
import type { NamedFile } from "./named-files.ts";

const DAY_MS = 86_400_000;
/** Below these, OpenSSL's and Mbed TLS' usual policies refuse the handshake (NIST SP 800-57, 112 bits). */
const LEAST_BITS: Readonly<Record<string, number>> = { rsa: 2048, dsa: 2048, ec: 224 };

const dayOf = (instant: string) => instant.slice(0, 10);

/** Whole days from the start of `today` to an instant. */
function daysUntil(instant: string, today: string): number {
  return Math.floor((Date.parse(instant) - Date.parse(today)) / DAY_MS);
}

function validity(one: CertificateFacts, today: string | undefined): readonly Said[] {
  if (today === undefined) return [];
  const { subject, notBefore, notAfter } = one;
  const days = daysUntil(notAfter, today);
  const args = { subject, day: dayOf(notAfter), days };
  if (days < 0) return [{ code: "certificate-expired", args }];
  const early = daysUntil(notBefore, today);
  if (early > 0) return [{ code: "certificate-not-yet-valid", args: { subject, day: dayOf(notBefore) } }];
  return [{ code: "certificate-ends", args }];
}

function strength({ subject, keyType, keyBits, brokenHash, selfSigned }: CertificateFacts): readonly Said[] {
  const least = LEAST_BITS[keyType];
  const weak = keyBits !== undefined && least !== undefined && keyBits < least;
  return [
    ...(weak
      ? [{ code: "weak-key", args: { subject, type: keyType.toUpperCase(), bits: keyBits, least } } as const]
      : []),
    // Nobody checks the signature of a root.
    ...(brokenHash === undefined || selfSigned
      ? []
      : [{ code: "weak-signature", args: { subject, hash: brokenHash } } as const]),
  ];
}

/** The certificate a listener or bridge shows, with the chain behind it. */
export function judgeCertificate(
  { certificates = [], issuedByCa, inOrder }: FileFacts,
  today: string | undefined,
): readonly Said[] {
  const [own] = certificates;
  if (own === undefined) return [{ code: "not-pem", args: { wanted: "CERTIFICATE" } }];
  // One that comes with a chain of its own is not meant to be signed by the CA file.
  const strange = issuedByCa === false && certificates.length === 1 && !own.selfSigned;
  return [
    ...certificates.flatMap((one) => validity(one, today)),
    ...certificates.flatMap(strength),
    ...(inOrder === false ? [{ code: "chain-out-of-order", args: {} } as const] : []),
    ...(strange
      ? [{ code: "issuer-not-found", args: { subject: own.subject, issuer: own.issuer } } as const]
      : []),
  ];
}

function hostOf(server: string): string {
  return /^[a-z0-9+-]+:\/\/\[?([^\]/:]+)/i.exec(server)?.[1] ?? server;
}

function covers(name: string, host: string): boolean {
  const [first, ...rest] = name.toLowerCase().split(".");
  if (first !== "*") return name.toLowerCase() === host.toLowerCase();
  return host.toLowerCase().split(".").slice(1).join(".") === rest.join(".");
}

/** The file that clients or servers are checked against: one CA that is still good is enough. */
export function judgeCa(
  { certificates = [] }: FileFacts,
  file: NamedFile,
  today: string | undefined,
): readonly Said[] {
  const [own] = certificates;
  if (own === undefined) return [{ code: "not-pem", args: { wanted: "CERTIFICATE" } }];
  const latest = certificates.reduce((a, b) => (Date.parse(b.notAfter) > Date.parse(a.notAfter) ? b : a));
  const said = validity(latest, today);
  const { server } = file;
  const pinned = certificates.length === 1 && !own.ca && own.names.length > 0;
  const host = server === undefined ? undefined : hostOf(server);
  const strange = pinned && host !== undefined && !own.names.some((name) => covers(name, host));
  return [
    ...said.map(
      ({ code, args }): Said => ({
        code: code === "certificate-expired" ? "ca-expired" : code,
        args,
      }),
    ),
    ...(strange
      ? [{ code: "other-host", args: { host, names: own.names.join(", "), subject: own.subject } } as const]
      : []),
  ];
}

export function judgeKey(facts: FileFacts): readonly Said[] {
  const open = facts.readableByAll === true ? [{ code: "key-readable-by-all", args: {} } as const] : [];
  switch (facts.privateKey) {
    case undefined:
      return [{ code: "not-pem", args: { wanted: "PRIVATE KEY" } }];
    case "locked":
      return [{ code: "key-locked", args: {} }, ...open];
    case "wrong-password":
      return [{ code: "key-password-wrong", args: {} }, ...open];
    case "open":
      return facts.matchesCertificate === false ? [{ code: "key-mismatch", args: {} }, ...open] : open;
  }
}
