import type { TreeNode } from "../../text/conf/tree.ts";
import type { Load } from "../load.ts";

/** The section turns the API on; there is no key that turns it off. */
export function readHttpServer(load: Load, root: TreeNode): void {
  const server = load.section(root, "http_server");
  if (server === undefined) return;
  load.setBy("http_server.enable", true, server);
  load.read(server, "http_server");
  const publicKey = load.section(load.section(server, "jwt"), "public");
  if (publicKey?.kind !== "object") return;
  load.read(publicKey, "http_server.jwt.public");
  const file = load.values.get("http_server.jwt.public.keyfile");
  if (typeof file !== "string") {
    load.crash("jwt-without-keyfile", publicKey.span, "keyfile");
  } else if (load.hasFile(file)) {
    load.setBy("http_server.jwt.(iss)", file.slice(file.lastIndexOf("/") + 1), publicKey);
    load.setBy("http_server.jwt.(public_key_loaded)", true, publicKey);
  }
}
