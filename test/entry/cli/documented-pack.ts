// The pack that docs/packs.md shows, file by file.
import { readFileSync } from "node:fs";

const docs = readFileSync(new URL("../../../docs/packs.md", import.meta.url), "utf8");
const blocks = docs.matchAll(/```toml file=(\S+)\n([\s\S]*?)```/g);

/** Text by name. */
export const documented = Object.fromEntries([...blocks].map(([, name = "", text = ""]) => [name, text]));
export const RULE = "policy/queue-too-long.toml";
export const rule = documented[RULE] ?? "";
/** Longer than the pack's nanotune.toml allows, which makes it an error. */
export const long = "mqtt.max_mqueue_len = 1500\n";
