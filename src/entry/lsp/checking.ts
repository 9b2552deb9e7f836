// What a check is asked with.
import type { Session } from "../cli/session.ts";
import type { Seen } from "./seen.ts";
import type { Looks } from "./world.ts";

/** What the editor's user chose. */
export interface Choice {
  readonly release: string | undefined;
}

export interface Check {
  readonly session: Session;
  readonly looks: Looks;
  readonly choice: Choice;
  /** Lets the editor have its say; throws where what it says makes this check old. */
  readonly pause: () => Promise<void>;
  /** Told before rules are asked. */
  readonly seen: (seen: Seen) => void;
}
