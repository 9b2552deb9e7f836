import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const pages = ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];
const folders = [
  "docs",
  "docs/monitoring",
  "docs/pictures",
  "docs/pictures/zh-CN",
  "docs/rules",
  "docs/rules/zh-CN",
  "schemas",
];

/** What the documentation of the site is made of, by its path in the project. */
export function projectFiles(root: string): ReadonlyMap<string, Uint8Array> {
  const below = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [`${folder}/${entry.name}`] : [],
    ),
  );
  return new Map([...pages, ...below].map((path) => [path, readFileSync(join(root, path))]));
}
