// What a text itself shows to be secret, wherever it stands.

export const MASK = "********";

/** The password of an address: `mqtt-tcp://user:password@host`. */
const URL_PASSWORD = /(?<=:\/\/[^\s"'/@:]{0,255}:)[^\s"'/@]{1,1024}(?=@)/g;

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where passwords of addresses stand, in characters. */
export function urlPasswords(text: string): readonly TextRange[] {
  if (!text.includes("://")) return [];
  return [...text.matchAll(URL_PASSWORD)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

export function withoutUrlPasswords(text: string): string {
  return text.includes("://") ? text.replaceAll(URL_PASSWORD, MASK) : text;
}
