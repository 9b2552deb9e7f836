/** What a check came to, and what to do about it; {names} are filled from its facts. */
export interface CheckSentence {
  readonly says: string;
  readonly todo?: string;
}
