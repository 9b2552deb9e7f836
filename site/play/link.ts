// To and from the hash of an address: deflated JSON in base64url. A browser sends no hash to anybody.
import { SHARED_HASH, type Shared, sharedFrom, withoutSecrets } from "./shared.ts";

/** From one page of the set to the next: with passwords, and out of the address as soon as it is read. */
const CARRIED = "#carried=";
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

async function packed(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  return base64url(await through(bytes, new CompressionStream("deflate-raw")));
}

/** For a link that somebody else may get. */
export async function sharedHash(shared: Shared): Promise<string> {
  return `${SHARED_HASH}${await packed(withoutSecrets(shared))}`;
}

/** What the address brings; undefined for a hash that holds nothing, or was cut off on its way. */
export async function arrived(): Promise<Shared | undefined> {
  const { hash, pathname } = location;
  const name = [SHARED_HASH, CARRIED].find((one) => hash.startsWith(one));
  if (name === undefined) return undefined;
  if (name === CARRIED) history.replaceState(null, "", pathname);
  return unpacked(hash.slice(name.length));
}

async function unpacked(text: string): Promise<Shared | undefined> {
  try {
    const bytes = await through(fromBase64url(text), new DecompressionStream("deflate-raw"));
    if (bytes.length > MOST_BYTES) return undefined;
    return sharedFrom(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

async function carry(anchor: HTMLAnchorElement, shared: Shared): Promise<void> {
  const target = new URL(anchor.href);
  target.hash = `${CARRIED}${await packed(shared)}`;
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
