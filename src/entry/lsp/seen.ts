// What is known of a file that is open: what its broker makes of it, and what rules say.
import type { Names } from "../../editor/cursor.ts";
import type { Mark } from "../../editor/marks.ts";
import type { View } from "../../editor/view.ts";
import type { Linted } from "../../lint/fix/contract.ts";
import type { Source } from "../../text/source.ts";
import type { Looks } from "./world.ts";

/** Who says which release runs. */
export type Told = "facts" | "image" | "setting" | "assumed";

/** What its broker makes of a file, before any rule is asked: enough for all that is shown beside a text. */
export interface Seen {
  readonly root: string;
  /** Absent of a file that starts nothing. */
  readonly view: View | undefined;
  /** Each NanoMQ that a deployment file starts. */
  readonly brokers: readonly View[];
  readonly told: Told;
  readonly factsFile: string | undefined;
  /** By the path on this machine. */
  readonly sources: ReadonlyMap<string, Source>;
  /** The section that an included file stands in. */
  readonly bases: ReadonlyMap<string, Names>;
  readonly looks: Looks;
  /** Where a span points to on this machine. */
  readonly pathOf: (file: string) => string | undefined;
}

export interface Checked extends Seen {
  /** By the path on this machine. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** What linting it came to, where it is a conf. */
  readonly linted: Linted | undefined;
}

/** Of a file that nobody can make anything of. */
export const nothingSeen: Omit<Checked, "root" | "looks" | "told" | "factsFile"> = {
  view: undefined,
  brokers: [],
  marks: new Map(),
  sources: new Map(),
  bases: new Map(),
  linted: undefined,
  pathOf: () => undefined,
};
