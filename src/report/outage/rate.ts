/** Messages a second. */
export function rateText(everyMs: number): string {
  return String(Number((1000 / everyMs).toPrecision(6)));
}
