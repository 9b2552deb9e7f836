import { ownWordsText } from "../../generated/own-words.ts";

const wordsBy = new Map<string, ReadonlySet<string>>();

/** Own words by their first letter, made where one is asked for: most runs ask for a few. */
function wordsFrom(letter: string): ReadonlySet<string> {
  const known = wordsBy.get(letter);
  if (known !== undefined) return known;
  const words = new Set(ownWordsText[letter]?.split(" "));
  wordsBy.set(letter, words);
  return words;
}

/** Of other alphabets nothing is known, so they are taken for words. */
const TOKEN = /[a-z0-9]+/g;
/** Shorter ones are everywhere. */
const LEAST_LETTERS = 3;
const FIGURE = /^\d{1,7}$/;

/** No sentence has them between its words. */
const SIGN = /[^\p{L}\p{N}\s._,:;()/'"-]/u;

/** True for what nanotune itself may say: its words, names of keys and rules, figures. */
export function isOwnText(text: string): boolean {
  if (SIGN.test(text)) return false;
  const tokens = text.toLowerCase().match(TOKEN) ?? [];
  return tokens.every(
    (token) => token.length < LEAST_LETTERS || FIGURE.test(token) || wordsFrom(token.charAt(0)).has(token),
  );
}
