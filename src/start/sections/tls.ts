import type { TreeNode } from "../../text/conf/tree.ts";
import type { Load } from "../load.ts";

const FILES = [
  ["keyfile", "(key_loaded)"],
  ["certfile", "(cert_loaded)"],
  ["cacertfile", "(ca_loaded)"],
] as const;

/** Reads a block of TLS settings: being there turns TLS on; a file that cannot be read only logs a line. */
export function readTls(load: Load, tls: TreeNode | undefined, pattern: string, path = pattern): void {
  if (tls === undefined) return;
  load.setBy(`${path}.enable`, true, tls);
  load.read(tls, pattern, path);
  for (const [key, loaded] of FILES) {
    const file = load.values.get(`${path}.${key}`);
    load.setBy(`${path}.${loaded}`, typeof file === "string" && load.hasFile(file), tls);
  }
}
