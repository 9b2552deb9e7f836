// `npm run package`: single executables for Linux, and Debian packages around them -> packages/.
import { loadTypescript, root } from "./load-typescript.mjs";

await import("./build.mjs");
const { makePackages } = await loadTypescript("package/packages.ts");
process.exitCode = await makePackages(root);
