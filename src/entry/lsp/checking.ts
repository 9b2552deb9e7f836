// What a check is asked with.
import type { Session } from "../cli/session.ts";
import type { Choice, KnownProject } from "./project.ts";
import type { Seen } from "./seen.ts";
import type { Looks } from "./world.ts";

export interface Check {
  readonly session: Session;
  readonly looks: Looks;
  readonly choice: Choice;
  /** What the file is checked with beside its own text; it was looked at in a session of its own. */
  readonly project: () => Promise<KnownProject>;
  /** Lets the editor have its say; throws where what it says makes this check old. */
  readonly pause: () => Promise<void>;
  /** Told before rules are asked. */
  readonly seen: (seen: Seen) => void;
}
