import type { Linted } from "../../lint/fix/contract.ts";
import type { Home } from "../../start/start.ts";
import type { Source } from "../../text/source.ts";

/** A broker that was linted, by the name the report has for it. */
export interface LintedBroker {
  readonly name: string;
  readonly linted: Linted;
  readonly home: Home;
  readonly sources: ReadonlyMap<string, Source>;
}
