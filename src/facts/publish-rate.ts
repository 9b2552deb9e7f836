import type { ClientClass } from "./facts.ts";

/** Messages a second of a class; 0 where it does not say. */
export function perSecondOf({ count = 1, publish_rate = 0 }: ClientClass): number {
  return count * publish_rate;
}

/** All that the client classes publish together; undefined where none says how much. */
export function publishRate(clients: readonly ClientClass[]): number | undefined {
  const sum = clients.reduce((total, client) => total + perSecondOf(client), 0);
  return sum > 0 ? sum : undefined;
}
