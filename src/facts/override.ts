import type { FactsFile, FactsPart } from "./facts-file.ts";

/** Both tables as one, the later one's keys first; undefined where neither is there. */
function merged<Table extends object>(under: Table | undefined, over: Table | undefined): Table | undefined {
  return under === undefined || over === undefined ? (over ?? under) : { ...under, ...over };
}

/** A build that is told anew says it all: what was told of it before does not count beside that. */
function withoutBuild({
  nanomq: _release,
  image: _image,
  features: _features,
  ...rest
}: FactsFile): FactsFile {
  return rest;
}

/**
 * A nanotune.toml as it counts for a file that one of its `[[overrides]]` is about: keys of a table one by one, the clients
 * as a whole.
 */
export function withOverride(file: FactsFile, part: FactsPart): FactsFile {
  const under = part.image === undefined ? file : withoutBuild(file);
  const over = {
    host: merged(file.host, part.host),
    deployment: merged(file.deployment, part.deployment),
    objective: merged(file.objective, part.objective),
    rules: merged(file.rules, part.rules),
  };
  const told = Object.fromEntries(Object.entries(over).filter(([, table]) => table !== undefined));
  return { ...under, ...part, ...told };
}
