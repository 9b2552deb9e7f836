// Certificates made by openssl in a folder of their own: real parts, new in every run.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Runs openssl in `folder`. */
export function openssl(folder: string, ...args: readonly string[]): void {
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
}

interface CertificateOptions {
  readonly newKey?: string;
  readonly hash?: string;
  /** As openssl ca writes days: 20260801000000Z. */
  readonly from?: string;
  readonly to?: string;
  readonly names?: string;
}

const CA_CONFIG = `[ca]
default_ca = own
[own]
database = index
new_certs_dir = .
rand_serial = yes
unique_subject = no
copy_extensions = copy
policy = any
[any]
commonName = supplied
[root]
basicConstraints = critical, CA:TRUE
`;

/** Signs `<name>.csr`; `openssl ca` alone sets both ends of a certificate's life. */
function sign(folder: string, name: string, from: string, to: string, ...how: readonly string[]): void {
  writeFileSync(join(folder, "ca.cnf"), CA_CONFIG);
  writeFileSync(join(folder, "index"), "");
  const life = ["-startdate", from, "-enddate", to];
  const files = ["-in", `${name}.csr`, "-out", `${name}.pem`];
  openssl(folder, "ca", "-batch", "-config", "ca.cnf", "-notext", ...life, ...how, ...files);
}

function request(folder: string, name: string, ...how: readonly string[]): void {
  const files = ["-keyout", `${name}.key`, "-out", `${name}.csr`];
  openssl(folder, "req", "-nodes", "-subj", `/CN=${name}`, ...how, ...files);
}

/** A CA as `<name>.pem` and `<name>.key`. */
export function makeCa(folder: string, name: string): void {
  request(folder, name, "-newkey", "rsa:2048");
  const itself = ["-selfsign", "-keyfile", `${name}.key`, "-md", "sha256", "-extensions", "root"];
  sign(folder, name, "20200101000000Z", "20991231000000Z", ...itself);
}

/** A certificate signed by that CA as `<name>.pem` and `<name>.key`. */
export function makeCertificate(
  folder: string,
  name: string,
  ca: string,
  options: CertificateOptions = {},
): void {
  const { newKey = "rsa:2048", hash = "sha256", names } = options;
  const { from = "20200101000000Z", to = "20991231000000Z" } = options;
  const extensions = names === undefined ? [] : ["-addext", `subjectAltName=${names}`];
  request(folder, name, "-newkey", newKey, ...extensions);
  sign(folder, name, from, to, "-cert", `${ca}.pem`, "-keyfile", `${ca}.key`, "-md", hash);
}
