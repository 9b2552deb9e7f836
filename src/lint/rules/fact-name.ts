/** Facts that rules derive, by the name they have in nanotune.toml. */
const derived: Readonly<Record<string, string>> = {
  "fleet.connections": "clients.count",
  "fleet.publish_rate": "clients.publish_rate",
};

/** What a fact that a rule requires is called in nanotune.toml. */
export function factName(fact: string): string {
  return derived[fact] ?? fact;
}
