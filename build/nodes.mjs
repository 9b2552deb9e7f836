import { loadTypescript, root } from "./load-typescript.mjs";

const { fetchNodes } = await loadTypescript("nodes.ts");
await fetchNodes(root);
