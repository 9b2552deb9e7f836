import { coresOf, earliestMs, latestMs, type Option } from "./option.ts";

/** What trades off, each the smaller the better: changes, latest detection, CPU, risk for live clients. */
function costs(option: Option): readonly number[] {
  const kicks = option.figures.clients.reduce((sum, { falseKicks }) => sum + (falseKicks?.perDay ?? 0), 0);
  return [option.changes.length, latestMs(option), coresOf(option), kicks, -earliestMs(option)];
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  return (
    a.every((cost, index) => cost <= (b[index] ?? cost)) && a.some((cost, index) => cost < (b[index] ?? cost))
  );
}

/** The options that no other one beats in everything, in the order given; of equals the first. */
export function paretoFront(options: readonly Option[]): readonly Option[] {
  const rated = options.map((option) => ({ option, costs: costs(option) }));
  const front: typeof rated = [];
  for (const one of rated) {
    if (front.some((other) => dominates(other.costs, one.costs) || isEqual(other.costs, one.costs))) continue;
    const kept = front.filter((other) => !dominates(one.costs, other.costs));
    front.splice(0, front.length, ...kept, one);
  }
  return front.map(({ option }) => option);
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.every((cost, index) => cost === b[index]);
}
