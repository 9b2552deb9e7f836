import type { X509Certificate } from "node:crypto";
import { readFileSync, type Stats, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { FileFacts, HostFiles } from "../../start/files/file-facts.ts";
import type { NamedFile } from "../../start/files/named-files.ts";
import { type HostUser, mayRead, mayWrite } from "./access.ts";
import { certificatesOf, factsOf, isIssuedBy } from "./certificate.ts";
import { holdsPublicKey, privateKeyOf } from "./private-key.ts";

const OTHERS_READ = 0o004;
/** Without any of these bits only root can read it, who does not ask for them. */
const ANYBODY_READS = 0o444;
/** No certificate or key is larger; a device that never ends is not read at all. */
const MOST_BYTES = 4 * 1024 * 1024;

export interface LookOptions {
  /** Where on this machine the broker's path is, absolute; undefined where it cannot be told. */
  readonly place: (path: string) => string | undefined;
  /** Whom the broker runs as, where that is somebody else. */
  readonly user?: HostUser | undefined;
}

function statOf(path: string): Stats | "missing" | "unreadable" {
  try {
    return statSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP" ? "missing" : "unreadable";
  }
}

function freeBytesAt(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

function lookAtFolder(path: string, user: HostUser | undefined): FileFacts {
  const stat = statOf(path);
  if (typeof stat === "string") return { state: stat };
  if (!stat.isDirectory()) return { state: stat.isFile() ? "file" : "other" };
  return { state: "folder", writable: mayWrite(path, user), freeBytes: freeBytesAt(path) };
}

/** The file itself where it is there, else whether its folder would take it. */
function lookAtDatabase(path: string, user: HostUser | undefined): FileFacts {
  const folder = lookAtFolder(dirname(path), user);
  const isThere = typeof statOf(path) !== "string";
  return { ...folder, state: isThere ? "file" : "missing", writable: folder.writable ?? false };
}

interface ReadFile {
  readonly file: NamedFile;
  readonly facts: FileFacts;
  readonly bytes?: Uint8Array | undefined;
}

/** Nothing where the broker may read what this process may not. */
function readCredential(file: NamedFile, path: string, user: HostUser | undefined): readonly ReadFile[] {
  const stat = statOf(path);
  if (typeof stat === "string") return [{ file, facts: { state: stat } }];
  if (stat.isDirectory()) return [{ file, facts: { state: "folder" } }];
  if (!stat.isFile() || stat.size > MOST_BYTES) return [{ file, facts: { state: "other" } }];
  if ((stat.mode & ANYBODY_READS) === 0 || !mayRead(path, user))
    return [{ file, facts: { state: "unreadable" } }];
  const facts: FileFacts = { state: "file", readableByAll: (stat.mode & OTHERS_READ) !== 0 };
  try {
    return [{ file, facts, bytes: readFileSync(path) }];
  } catch {
    return [];
  }
}

function read(file: NamedFile, { place, user }: LookOptions): readonly ReadFile[] {
  const path = place(file.path);
  if (path === undefined) return [];
  switch (file.use) {
    case "log-folder":
    case "database-folder":
      return [{ file, facts: lookAtFolder(path, user) }];
    case "database-file":
      return [{ file, facts: lookAtDatabase(path, user) }];
    default:
      return readCredential(file, path, user);
  }
}

/** What a credential comes to beside the others of its section. */
function inspect({ file, facts, bytes }: ReadFile, beside: Beside): FileFacts {
  if (bytes === undefined) return facts;
  const { certificates, cas } = beside;
  const [own] = certificates;
  switch (file.use) {
    case "certificate": {
      const issuedByCa = own === undefined || cas.length === 0 ? undefined : isIssuedBy(own, cas);
      const inOrder = certificates.every((one, at) => {
        const [next] = certificates.slice(at + 1);
        return next === undefined || isIssuedBy(one, [next]);
      });
      return { ...facts, certificates: certificates.flatMap(factsOf), issuedByCa, inOrder };
    }
    case "ca":
      return { ...facts, certificates: cas.flatMap(factsOf) };
    case "private-key": {
      const opened = privateKeyOf(bytes, file.password);
      const { key } = opened ?? {};
      const matches = own === undefined || key === undefined ? undefined : own.checkPrivateKey(key);
      return { ...facts, privateKey: opened?.state, matchesCertificate: matches };
    }
    default:
      return { ...facts, publicKey: holdsPublicKey(bytes) };
  }
}

interface Beside {
  readonly certificates: readonly X509Certificate[];
  readonly cas: readonly X509Certificate[];
}

/** Looks at the files a conf names. Reads only; never throws. */
export function lookAtFiles(files: readonly NamedFile[], options: LookOptions): HostFiles {
  const all = files.flatMap((file) => read(file, options));
  return new Map(
    all.map((one) => {
      const bytesOf = (use: NamedFile["use"]) =>
        all.find(({ file }) => file.section === one.file.section && file.use === use)?.bytes;
      const beside: Beside = {
        certificates: certificatesOf(bytesOf("certificate") ?? new Uint8Array()),
        cas: certificatesOf(bytesOf("ca") ?? new Uint8Array()),
      };
      return [one.file.key, inspect(one, beside)];
    }),
  );
}
