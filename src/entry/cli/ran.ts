import type { Answer } from "./cache/answer.ts";

/** A command that began; both are asked at its end. */
export interface Ran {
  /** Names the part of the script that ran: one of a few, whatever the user typed. */
  readonly part: () => string;
  /** What the same line comes to again; none where it may come to something else. */
  readonly answer?: (exitCode: number) => Answer | undefined;
}
