/** Sizes and shares as Docker and Kubernetes write them. */

const sizeUnits: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
};

/** `512m`, `1gb`, `1.5G`: powers of 1024. In bytes; undefined where the text is no size. */
export function dockerBytes(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([bkmgt]?)(?:i?b)?$/i.exec(text) ?? [];
  const factor = sizeUnits[(unit ?? "-").toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Math.round(Number(number) * factor);
}

const quantityUnits: Readonly<Record<string, number>> = {
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A Kubernetes quantity: `500m` (cores), `128Mi` (bytes); undefined where the text is none. */
export function kubernetesQuantity(text: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(m|[kMGT]|[KMGT]i)?$/.exec(text) ?? [];
  const factor = quantityUnits[unit ?? ""];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
