// A package is never without what it is about: `npm pack` in a fresh checkout builds first, as pre-commit does it.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
// What npm prints on standard output is read by programs.
if (!existsSync(join(root, "dist", "cli.cjs")))
  execSync("npm run build", { cwd: root, stdio: ["ignore", 2, 2] });
