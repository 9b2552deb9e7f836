/** Where something listens or connects to. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

const ADDRESS = /^(?:[a-z0-9+-]+:\/\/)?(?:\[([^\]]*)\]|([^:/[\]]*)):(\d{1,5})(?:\/.*)?$/i;
const MOST = 65_535;

/** Reads "0.0.0.0:1883", "[::]:1883", "nmq-ws://0.0.0.0:8083/mqtt"; no host or `*` is every address. */
export function addressOf(text: string): Address | undefined {
  const [, six, host = "", digits = ""] = ADDRESS.exec(text.trim()) ?? [];
  const port = Number(digits);
  if (digits === "" || port > MOST) return undefined;
  const name = six ?? host;
  return { host: name === "" || name === "*" ? "0.0.0.0" : name, port };
}

export function addressText({ host, port }: Address): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
