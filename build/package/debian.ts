// A Debian package around a single executable: the command, its man pages, its completions, its documentation.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { completionScripts } from "../../src/generated/completion-scripts.ts";
import { type NodeBuild, programOf } from "../nodes.ts";

const architectures = { x64: "amd64", arm64: "arm64" } as const;

/** What Node's program is linked to (readelf -d); Node 24 is built on glibc 2.28. */
const DEPENDS = "libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 8)";
/** There is no address yet, and none is made up: the name ends in a domain that nobody can have (RFC 2606). */
const MAINTAINER = "The nanotune authors <maintainers@nanotune.invalid>";

/** A time of its own for every file would make other bytes each time. */
const BUILT_AT_S = Date.UTC(2026, 0, 1) / 1000;

const OVERRIDES = `# The program is that of Node.js as its makers build it, with the libraries they chose.
nanotune: embedded-library *
`;

/** Level 9, and no time of day in it: same input, same bytes. */
function zipped(text: string | Uint8Array): Uint8Array {
  return gzipSync(text, { level: 9 });
}

/** Man pages of dist/ by their place in the package. */
function manPages(root: string): Readonly<Record<string, Uint8Array>> {
  const man = join(root, "dist", "man");
  const files = readdirSync(man, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".1"));
  return Object.fromEntries(
    files.map((name) => [`usr/share/man/${name}.gz`, zipped(readFileSync(join(man, name)))]),
  );
}

const completions = {
  "usr/share/bash-completion/completions/nanotune": completionScripts.bash,
  "usr/share/zsh/vendor-completions/_nanotune": completionScripts.zsh,
  "usr/share/fish/vendor_completions.d/nanotune.fish": completionScripts.fish,
};

/** Of nanotune itself; the notices of what is inside lie beside it, whole. */
function copyright(root: string, { version }: NodeBuild): string {
  const licence = readFileSync(join(root, "LICENSE"), "utf8");
  return `${licence}
The program is that of Node.js ${version} with nanotune inside: LICENSE.node.gz and
THIRD-PARTY-NOTICES.txt.gz in this folder are the licences of Node.js and of all
that is bundled into either.
`;
}

function changelog(version: string): string {
  return `nanotune (${version}) stable; urgency=medium

  * See CHANGELOG.md in this folder.

 -- ${MAINTAINER}  Thu, 01 Jan 2026 00:00:00 +0000
`;
}

function control(version: string, node: NodeBuild, installedKib: number): string {
  return `Package: nanotune
Version: ${version}
Architecture: ${architectures[node.arch]}
Maintainer: ${MAINTAINER}
Installed-Size: ${installedKib}
Depends: ${DEPENDS}
Suggests: nanomq
Section: net
Priority: optional
Description: config linter and tuning advisor for the NanoMQ MQTT broker
 It reads nanomq.conf exactly as the broker does, says what the broker will
 really run with, finds what will go wrong, replays on an embedded reference
 core how long NanoMQ takes to notice a dead client, and finds better settings.
`;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function writeAt(stage: string, name: string, content: string | Uint8Array): void {
  const path = join(stage, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode: 0o644 });
}

/** Makes `file` (`nanotune_0.1.0_amd64.deb`) around the executable `single`. */
export function makeDebian(
  root: string,
  node: NodeBuild,
  single: string,
  version: string,
  file: string,
): void {
  const stage = join(root, "build", ".cache", "debian", node.arch);
  rmSync(stage, { recursive: true, force: true });
  const doc = "usr/share/doc/nanotune";
  const files = {
    ...manPages(root),
    ...completions,
    [`${doc}/copyright`]: copyright(root, node),
    [`${doc}/LICENSE.node.gz`]: zipped(readFileSync(join(dirname(programOf(root, node)), "LICENSE"))),
    [`${doc}/THIRD-PARTY-NOTICES.txt.gz`]: zipped(
      readFileSync(join(root, "dist", "THIRD-PARTY-NOTICES.txt")),
    ),
    "usr/share/lintian/overrides/nanotune": OVERRIDES,
    [`${doc}/changelog.gz`]: zipped(changelog(version)),
    [`${doc}/CHANGELOG.md.gz`]: zipped(readFileSync(join(root, "CHANGELOG.md"))),
  };
  for (const [name, content] of Object.entries(files)) writeAt(stage, name, content);
  cpSync(join(root, "docs"), join(stage, doc, "docs"), { recursive: true });
  mkdirSync(join(stage, "usr", "bin"), { recursive: true });
  cpSync(single, join(stage, "usr", "bin", "nanotune"));
  const all = filesBelow(stage);
  const kib = Math.ceil(all.reduce((sum, path) => sum + statSync(path).size, 0) / 1024);
  const sums = all.map((path) => {
    const sum = createHash("md5").update(readFileSync(path)).digest("hex");
    return `${sum}  ${relative(stage, path)}\n`;
  });
  writeAt(stage, "DEBIAN/control", control(version, node, kib));
  writeAt(stage, "DEBIAN/md5sums", sums.join(""));
  execFileSync("chmod", ["-R", "u=rwX,go=rX", stage]);
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(BUILT_AT_S) };
  execFileSync("dpkg-deb", ["--build", "--root-owner-group", "-Zxz", "-z0", stage, file], {
    stdio: "pipe",
    env,
  });
}
