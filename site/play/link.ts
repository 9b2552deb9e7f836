// To and from the hash of an address: deflated JSON in base64url. A browser sends no hash to anybody.
import { type Shared, sharedFrom } from "./shared.ts";

const NAME = "#c=";
/** Nobody's conf is longer, and a page that opens a link is not to stand still. */
const MOST_BYTES = 2_000_000;

async function through(bytes: Uint8Array<ArrayBuffer>, stream: GenericTransformStream): Promise<Uint8Array> {
  const answer = new Response(new Blob([bytes]).stream().pipeThrough(stream));
  return new Uint8Array(await answer.arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

export async function hashOf(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  return `${NAME}${base64url(await through(bytes, new CompressionStream("deflate-raw")))}`;
}

/** Undefined for a hash that holds nothing, or was cut off on its way. */
export async function sharedOf(hash: string): Promise<Shared | undefined> {
  if (!hash.startsWith(NAME)) return undefined;
  try {
    const bytes = await through(
      fromBase64url(hash.slice(NAME.length)),
      new DecompressionStream("deflate-raw"),
    );
    if (bytes.length > MOST_BYTES) return undefined;
    return sharedFrom(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

async function carry(anchor: HTMLAnchorElement, shared: Shared): Promise<void> {
  const target = new URL(anchor.href);
  target.hash = await hashOf(shared);
  location.assign(target);
}

/** Links to other pages of this set take along what is on this one. */
export function carrying(shared: () => Shared): void {
  document.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element ? event.target.closest("a.carries") : null;
    if (!(anchor instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void carry(anchor, shared());
  });
}
